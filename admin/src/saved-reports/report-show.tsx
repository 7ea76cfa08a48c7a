import type { SavedReport, SavedReportRun } from '@casino-club/shared'
import EditIcon from '@mui/icons-material/EditOutlined'
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import { Confirm, Link, Show, TopToolbar, useCanAccess, useNotify, useRecordContext, useRedirect } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { SaveFileButton } from '../players/save-file-button.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { useReport } from '../reports/use-report.ts'
import { addressOfReport } from './report-draft.ts'

/** A saved report: who made it, and what it says now. */
export function SavedReportShow() {
  return (
    <Show title={<ReportTitle />} actions={<TopToolbar />}>
      <ReportPage />
    </Show>
  )
}

function ReportTitle() {
  return <span>{useRecordContext<SavedReport>()?.name ?? ''}</span>
}

function ReportPage() {
  const words = useWords()
  const format = useFormat()
  const report = useRecordContext<SavedReport>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!report?.ask) return null
  const { shared, madeBy, changedBy, changedAt } = report
  const made = { madeBy, changedBy, changedAt: format.dateTime(changedAt) }
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" color="text.secondary">
          {`${words(`analytics.reports.${report.report}`)} · ${words(shared ? 'savedReports.shared' : 'savedReports.own')} · ${words('savedReports.made', made)}`}
        </Typography>
        <Box sx={{ ml: 'auto' }}>
          <Buttons report={report} />
        </Box>
      </Box>
      {report.description === '' ? null : <Typography variant="body2">{report.description}</Typography>}
      <Run key={report.revision} report={report} />
    </Stack>
  )
}

function Buttons({ report }: { report: SavedReport }) {
  const words = useWords()
  const notify = useNotify()
  const redirect = useRedirect()
  const failureWords = useFailureWords()
  const { deleteReport, exportReport } = useAdminActions()
  const { canAccess } = useCanAccess({ action: 'save', resource: 'analytics' })
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    setAsking(false)
    try {
      await deleteReport(report.id, report.revision)
      notify(words('savedReports.deleted', { name: report.name }), { type: 'success' })
      redirect('list', 'saved-reports')
    } catch (error) {
      notify(failureWords(error), { type: 'error' })
    }
  }
  return (
    <Stack direction="row" spacing={1}>
      <SaveFileButton
        resource="analytics"
        action="read"
        fetchFile={() => exportReport(report.id)}
        testId="saved-report-csv"
      />
      {canAccess ? (
        <>
          <Button
            size="small"
            component={Link}
            to={`/saved-reports/${report.id}`}
            startIcon={<EditIcon />}
            data-testid="saved-report-edit"
          >
            {words('savedReports.edit')}
          </Button>
          <Button size="small" color="error" onClick={() => setAsking(true)} data-testid="saved-report-delete">
            {words('savedReports.delete')}
          </Button>
        </>
      ) : null}
      <Confirm
        isOpen={asking}
        title={words('savedReports.deleteTitle', { name: report.name })}
        content={words('savedReports.deleteBody')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </Stack>
  )
}

/** What it says now; asked again by a button. */
function Run({ report: { id } }: { report: SavedReport }) {
  const words = useWords()
  const { runReport } = useAdminActions()
  const [round, setRound] = useState(0)
  const ask = useCallback(async () => ({ round, run: await runReport(id) }), [id, round, runReport])
  const { report: answer, failure, reading } = useReport(ask)
  const shown = failure ? null : answer
  return (
    <Panel title={words('savedReports.now')}>
      {reading ? <LinearProgress aria-label={words('savedReports.now')} /> : null}
      {failure ? (
        <Alert severity="error" data-testid="saved-report-failure">
          {failure}
        </Alert>
      ) : null}
      <div>
        <Button
          size="small"
          disabled={reading}
          onClick={() => setRound((count) => count + 1)}
          data-testid="saved-report-run"
        >
          {words('savedReports.again')}
        </Button>
      </div>
      {shown ? <Said run={shown.run} /> : null}
    </Panel>
  )
}

function Said({ run: { report, query, columns, rows, zone, readAt } }: { run: SavedReportRun }) {
  const words = useWords()
  const format = useFormat()
  const cell = (value: SavedReportRun['rows'][number][number]) => {
    if (value === null) return '–'
    return typeof value === 'number' ? format.statistic(value) : String(value)
  }
  return (
    <Box data-testid="saved-report-figures">
      <Typography variant="caption" color="text.secondary" component="p">
        {Object.values(query).join(' · ')} · {words('analytics.readAt', { at: format.dateTime(readAt), zone })}
      </Typography>
      <Link to={addressOfReport(report.report, query)}>{words('savedReports.open')}</Link>
      {rows.length === 0 ? (
        <Alert severity="info" data-testid="saved-report-empty">
          {words('analytics.empty')}
        </Alert>
      ) : (
        <ReportTable
          testId="saved-report-table"
          name={report.name}
          columns={columns}
          rows={rows.map((row, index) => ({ key: `${index}`, cells: row.map(cell) }))}
        />
      )}
    </Box>
  )
}
