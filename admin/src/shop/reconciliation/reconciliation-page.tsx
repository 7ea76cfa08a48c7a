import {
  Alert,
  Box,
  Button,
  Paper,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material'
import { useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { Code } from '../../format/fields.tsx'
import { useFormat } from '../../format/use-format.ts'
import { CLUB_ZONE } from '../../format/zone.ts'
import { useFailureWords } from '../../i18n/use-failure-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Fact, Facts, Panel } from '../../layout/facts.tsx'
import { RecordLink } from '../../layout/record-link.tsx'
import type { Reconciliation } from '../../providers/desk-actions.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { isRange, lastDays } from '../../reports/range.ts'
import { RangeInputs } from '../revenue/range-inputs.tsx'
import { faultsByKind } from './faults.ts'

const DAYS_FIRST = 7

/** Holds the provider's payments against our purchases, and shows what differs. */
export function ReconciliationPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'revenue' })
  return (
    <Authenticated>
      <Title title={words('reconciliation.title')} />
      {canAccess ? <ReportDesk /> : null}
    </Authenticated>
  )
}

function ReportDesk() {
  const words = useWords()
  const failureWords = useFailureWords()
  const { reconcile } = useAdminActions()
  const [range, setRange] = useState(() => lastDays(DAYS_FIRST, Date.now()))
  const [report, setReport] = useState<Reconciliation | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    setFailure(null)
    // Nobody should take an older report for the answer to this question.
    setReport(null)
    try {
      setReport(await reconcile(range))
    } catch (error) {
      setFailure(failureWords(error))
    } finally {
      setRunning(false)
    }
  }
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Paper sx={{ p: 2 }}>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {words('reconciliation.lead', { zone: CLUB_ZONE })}
        </Typography>
        <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
          <RangeInputs range={range} onChange={setRange} />
          <Button
            variant="contained"
            loading={running}
            disabled={!isRange(range)}
            onClick={() => void run()}
            data-testid="reconcile"
          >
            {words('reconciliation.run')}
          </Button>
        </Stack>
      </Paper>
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? <Report report={report} /> : null}
    </Stack>
  )
}

function Report({ report }: { report: Reconciliation }) {
  const words = useWords()
  const format = useFormat()
  const { payments, purchases, capturedWon, refundedWon, faults } = report
  const counts = { payments: format.amount(payments), purchases: format.amount(purchases) }
  return (
    <>
      <Alert severity={faults.length === 0 ? 'success' : 'error'} data-testid="reconciliation-verdict">
        {faults.length === 0
          ? words('reconciliation.agrees', counts)
          : words('reconciliation.differs', { smart_count: faults.length })}
      </Alert>
      <Panel title={words('reconciliation.title')}>
        <Facts>
          <Fact name={words('reconciliation.payments')}>{counts.payments}</Fact>
          <Fact name={words('reconciliation.purchases')}>{counts.purchases}</Fact>
          <Fact name={words('reconciliation.captured')}>{format.amount(capturedWon)}</Fact>
          <Fact name={words('reconciliation.refunded')}>{format.amount(refundedWon)}</Fact>
        </Facts>
      </Panel>
      {faultsByKind(faults).map(({ kind, found }) => (
        <Panel key={kind} title={`${words(`reconciliation.faults.${kind}`)} (${format.amount(found.length)})`}>
          <FaultTable kind={kind} found={found} />
        </Panel>
      ))}
    </>
  )
}

type Fault = Reconciliation['faults'][number]

function FaultTable({ kind, found }: { kind: Fault['fault']; found: readonly Fault[] }) {
  const words = useWords()
  const isOurs = kind !== 'UNKNOWN_ORDER'
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" data-testid={`faults-${kind}`}>
        <TableHead>
          <TableRow>
            {(['order', 'ours', 'theirs'] as const).map((column) => (
              <TableCell key={column}>{words(`reconciliation.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {found.map(({ orderId, ours, theirs }) => (
            <TableRow key={`${orderId} ${ours} ${theirs}`}>
              <TableCell>
                {isOurs ? (
                  <RecordLink resource="purchases" id={orderId}>
                    <Code>{orderId}</Code>
                  </RecordLink>
                ) : (
                  <Code>{orderId}</Code>
                )}
              </TableCell>
              <TableCell>{ours}</TableCell>
              <TableCell>{theirs}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
