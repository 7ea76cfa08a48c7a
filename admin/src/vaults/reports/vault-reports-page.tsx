import { Alert, LinearProgress, Paper, Stack, TextField, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'
import { SaveFileButton } from '../../players/save-file-button.tsx'
import type { DayRange } from '../../providers/desk-actions.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { isRange } from '../../reports/range.ts'
import { useReport } from '../../reports/use-report.ts'
import { AlertPanel } from './alert-panel.tsx'
import { EndingsPanel, FunnelPanel, ProgressPanel } from './vault-report-panels.tsx'

const DAYS_FIRST = 30
const DAY_MS = 86_400_000
const utcDay = (atMs: number) => new Date(atMs).toISOString().slice(0, 10)

/** What becomes of the vaults: how they stand, how they end, and how far those have come whose vaults are open. */
export function VaultReportsPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'vaults' })
  const [range, setRange] = useState<DayRange>(() => ({
    from: utcDay(Date.now() - (DAYS_FIRST - 1) * DAY_MS),
    until: utcDay(Date.now()),
  }))
  return (
    <Authenticated>
      <Title title={words('vaultReports.title')} />
      {canAccess ? (
        <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
          <Question range={range} onAsk={setRange} />
          <Answer range={range} />
          <AlertPanel range={range} />
        </Stack>
      ) : null}
    </Authenticated>
  )
}

function Question({ range, onAsk }: { range: DayRange; onAsk: (range: DayRange) => void }) {
  const words = useWords()
  const { exportVaults } = useAdminActions()
  const wrong = !isRange(range)
  return (
    <Paper sx={{ p: 2 }}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {words('vaultReports.lead')}
      </Typography>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
        {(['from', 'until'] as const).map((end) => (
          <TextField
            key={end}
            type="date"
            size="small"
            label={words(`vaultReports.${end}`)}
            value={range[end]}
            error={wrong}
            helperText={wrong && end === 'until' ? words('revenue.rangeWrong') : undefined}
            onChange={(event) => onAsk({ ...range, [end]: event.target.value })}
            slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'data-testid': `range-${end}` } }}
          />
        ))}
        <SaveFileButton resource="vaults" action="read" disabled={wrong} fetchFile={() => exportVaults(range)} />
      </Stack>
    </Paper>
  )
}

function Answer({ range: { from, until } }: { range: DayRange }) {
  const words = useWords()
  const { vaultReports } = useAdminActions()
  const read = useCallback(() => vaultReports({ from, until }), [vaultReports, from, until])
  const { report, failure, reading } = useReport(isRange({ from, until }) ? read : null)
  return (
    <>
      {reading ? <LinearProgress aria-label={words('vaultReports.title')} /> : null}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <>
          {report.funnel.length === 0 ? <Alert severity="info">{words('vaultReports.empty')}</Alert> : null}
          {report.funnel.length > 0 ? <FunnelPanel funnel={report.funnel} /> : null}
          <EndingsPanel endings={report.endings} />
          <ProgressPanel kind="attendance" steps={report.attendance} readAt={report.readAt} />
          <ProgressPanel kind="deposits" steps={report.deposits} readAt={report.readAt} />
        </>
      ) : null}
    </>
  )
}
