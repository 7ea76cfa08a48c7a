import { Alert, LinearProgress } from '@mui/material'
import { useCallback } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { SaveFileButton } from '../../players/save-file-button.tsx'
import type { DayRange } from '../../providers/desk-actions.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { isRange } from '../../reports/range.ts'
import { ReportTable } from '../../reports/report-table.tsx'
import { useReport } from '../../reports/use-report.ts'

/** What came of the reminders, by day and kind. */
export function AlertPanel({ range: { from, until } }: { range: DayRange }) {
  const words = useWords()
  const format = useFormat()
  const { alertReport, exportAlerts } = useAdminActions()
  const read = useCallback(() => alertReport({ from, until }), [alertReport, from, until])
  const { report, failure, reading } = useReport(isRange({ from, until }) ? read : null)
  const title = words('alertReports.title')
  return (
    <Panel title={title}>
      {reading ? <LinearProgress aria-label={title} /> : null}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report?.days.length === 0 ? <Alert severity="info">{words('alertReports.none')}</Alert> : null}
      {report && report.days.length > 0 ? (
        <ReportTable
          testId="alerts-table"
          name={title}
          left={2}
          columns={(['day', 'type', 'sent', 'clicked', 'claimed', 'claimRate'] as const).map((column) =>
            words(`alertReports.${column}`),
          )}
          rows={report.days.map((row) => ({
            key: `${row.date} ${row.type}`,
            cells: [
              row.date,
              row.type,
              format.amount(row.sent),
              format.amount(row.clicked),
              format.amount(row.claimed),
              format.percent(row.claimRate / 100),
            ],
          }))}
        />
      ) : null}
      <SaveFileButton
        resource="vaults"
        action="read"
        disabled={!isRange({ from, until })}
        fetchFile={() => exportAlerts({ from, until })}
        testId="alerts-csv"
      />
    </Panel>
  )
}
