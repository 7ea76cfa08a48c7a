import type { ODDS_PLAN_STATUSES, OddsPlan } from '@casino-club/shared'
import { Box, Button, Chip, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { useCanAccess, useGetOne, useNotify } from 'react-admin'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import type { OddsPlans, OddsVersion } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { ReasonDialog } from './reason-dialog.tsx'

const COLORS = {
  waiting: 'info',
  in_force: 'success',
  done: 'default',
  refused: 'error',
  overtaken: 'warning',
  cancelled: 'default',
} as const satisfies Record<(typeof ODDS_PLAN_STATUSES)[number], string>
const COLUMNS = ['publishAt', 'retireAt', 'status', 'reason', 'createdBy'] as const
const EVERY_MS = 5_000

/** What is planned for a version, and what has become of its plans; nothing where there never was one. */
export function PlansPanel({ version }: { version: OddsVersion }) {
  const words = useWords()
  const { data } = useGetOne<OddsPlans & { id: string }>(
    'odds-plans',
    { id: version.id },
    { refetchInterval: EVERY_MS, refetchIntervalInBackground: false, retry: false },
  )
  // While react-admin logs out, a refused read answers with an empty record.
  if (!data?.plans || data.plans.length === 0) return null
  return (
    <Panel title={words('schedule.plans')}>
      <Box sx={{ overflowX: 'auto' }}>
        <Table size="small" data-testid="odds-plans">
          <TableHead>
            <TableRow>
              {COLUMNS.map((column) => (
                <TableCell key={column}>{words(`schedule.column.${column}`)}</TableCell>
              ))}
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {data.plans.map((plan) => (
              <PlanRow key={plan.id} plan={plan} version={version} />
            ))}
          </TableBody>
        </Table>
      </Box>
    </Panel>
  )
}

function PlanRow({ plan, version }: { plan: OddsPlan; version: OddsVersion }) {
  const words = useWords()
  const format = useFormat()
  const { publishAt, retireAt, status, reason, createdBy, refusal } = plan
  const open = status === 'waiting' || status === 'in_force'
  return (
    <TableRow data-testid="odds-plan">
      <TableCell>{format.dateTime(publishAt)}</TableCell>
      <TableCell>{retireAt === null ? words('schedule.noEnd') : format.dateTime(retireAt)}</TableCell>
      <TableCell>
        <Chip size="small" variant="outlined" color={COLORS[status]} label={words(`schedule.status.${status}`)} />
        {refusal === null ? null : (
          <Typography variant="caption" color="error" component="p">
            {refusal}
          </Typography>
        )}
      </TableCell>
      <TableCell>{reason}</TableCell>
      <TableCell>{createdBy}</TableCell>
      <TableCell align="right">
        {open ? <CancelButton version={version} inForce={status === 'in_force'} /> : null}
      </TableCell>
    </TableRow>
  )
}

function CancelButton({ version, inForce }: { version: OddsVersion; inForce: boolean }) {
  const words = useWords()
  const notify = useNotify()
  const { unscheduleOdds } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'publish', resource: 'odds-tables' })
  const [open, setOpen] = useState(false)
  if (!canAccess) return null
  const cancel = async (reason: string) => {
    await unscheduleOdds(version.id, { reason })
    notify(words('schedule.cancelled'), { type: 'success' })
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="odds-unschedule">
        {words('schedule.cancel')}
      </Button>
      {open ? (
        <ReasonDialog
          title={words('schedule.cancelTitle')}
          body={words(inForce ? 'schedule.cancelEndBody' : 'schedule.cancelBody')}
          confirmLabel={words('schedule.cancelConfirm')}
          testId="odds-unschedule"
          onConfirm={cancel}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
