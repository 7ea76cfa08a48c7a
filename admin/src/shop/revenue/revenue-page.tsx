import type { RevenueReply } from '@casino-club/shared'
import { Alert, LinearProgress, Paper, Stack, TextField, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { CLUB_ZONE } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { SaveFileButton } from '../../players/save-file-button.tsx'
import type { DayRange, RevenueBy } from '../../providers/desk-actions.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { isRange, lastDays } from '../../reports/range.ts'
import { useReport } from '../../reports/use-report.ts'
import { rowsOf, totalOf } from './figures.ts'
import { RangeInputs } from './range-inputs.tsx'
import { RevenueCharts } from './revenue-charts.tsx'
import { RevenueTable } from './revenue-table.tsx'

const GROUPS = ['day', 'week', 'product', 'promo'] as const satisfies readonly RevenueBy[]
const DAYS_FIRST = 30

interface Asked {
  readonly range: DayRange
  readonly by: RevenueBy
}

/** What the shop brings in: won and gems apart, refunds beside them. */
export function RevenuePage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'revenue' })
  const [asked, setAsked] = useState<Asked>(() => ({ range: lastDays(DAYS_FIRST, Date.now()), by: 'day' }))
  return (
    <Authenticated>
      <Title title={words('revenue.title')} />
      {canAccess ? (
        <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
          <Question asked={asked} onAsk={setAsked} />
          <Answer asked={asked} />
        </Stack>
      ) : null}
    </Authenticated>
  )
}

function Question({ asked, onAsk }: { asked: Asked; onAsk: (asked: Asked) => void }) {
  const words = useWords()
  const { exportRevenue } = useAdminActions()
  const { range, by } = asked
  return (
    <Paper sx={{ p: 2 }}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {words('revenue.lead', { zone: CLUB_ZONE })} {words('revenue.seenNot')}
      </Typography>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
        <RangeInputs range={range} onChange={(next) => onAsk({ ...asked, range: next })} />
        <TextField
          select
          size="small"
          label={words('revenue.groupBy')}
          value={by}
          onChange={(event) => onAsk({ ...asked, by: GROUPS.find((group) => group === event.target.value) ?? by })}
          sx={{ minWidth: 180 }}
          slotProps={{ select: { native: true }, htmlInput: { 'data-testid': 'revenue-by' } }}
        >
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              {words(`revenue.by.${group}`)}
            </option>
          ))}
        </TextField>
        <SaveFileButton resource="purchases" disabled={!isRange(range)} fetchFile={() => exportRevenue(range, by)} />
      </Stack>
    </Paper>
  )
}

function Answer({ asked: { range, by } }: { asked: Asked }) {
  const words = useWords()
  const { revenue } = useAdminActions()
  const read = useCallback(
    async () => ({ asked: { range, by }, rows: (await revenue(range, by)).rows }),
    [revenue, range, by],
  )
  const { report, failure, reading } = useReport(isRange(range) ? read : null)
  return (
    <>
      {reading ? <LinearProgress aria-label={words('revenue.title')} /> : null}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? <Report {...report} /> : null}
    </>
  )
}

function Report({ rows, asked: { range, by } }: { rows: RevenueReply['rows']; asked: Asked }) {
  const words = useWords()
  const format = useFormat()
  if (rows.length === 0) return <Alert severity="info">{words('revenue.empty')}</Alert>
  const shown = rowsOf(rows, range, by).map((row) => ({ ...row, label: row.key ?? words('revenue.noPromo') }))
  const total = totalOf(rows)
  const summary = words('revenue.summary', {
    won: format.amount(total.won),
    refunded: format.amount(total.refundedWon),
    gems: format.amount(total.gems),
    granted: format.amount(total.granted),
    begun: format.amount(total.begun),
  })
  return (
    <Panel title={words(`revenue.by.${by}`)}>
      <RevenueCharts rows={shown} summary={summary} />
      <RevenueTable rows={shown} by={by} />
    </Panel>
  )
}
