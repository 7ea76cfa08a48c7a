import type { AnalyticsReport } from '@casino-club/shared'
import { Alert, Box, LinearProgress, Typography } from '@mui/material'
import { type ReactNode, useCallback } from 'react'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useReport } from '../reports/use-report.ts'

/** What a panel is asked; null: what stands in the inputs cannot be asked. */
export interface PanelProps {
  readonly query: URLSearchParams | null
}

interface Told {
  readonly zone: string
  readonly readAt: string
  readonly sql: string
}

interface ReportPanelProps<T extends Told> extends PanelProps {
  readonly report: AnalyticsReport
  readonly read: (query: URLSearchParams) => Promise<T>
  readonly isEmpty: (reply: T) => boolean
  /** The figures with the question that they answer, which may not be the one in the inputs any more. */
  readonly children: (reply: T, asked: URLSearchParams) => ReactNode
}

/** A report in each of its states: asked wrongly, being read, failed, empty, and with its figures. */
export function ReportPanel<T extends Told>({ report, query, read, isEmpty, children }: ReportPanelProps<T>) {
  const words = useWords()
  const ask = useCallback(async () => {
    const asked = query ?? new URLSearchParams()
    return { asked, reply: await read(asked) }
  }, [read, query])
  const { report: answer, failure, reading } = useReport(query === null ? null : ask)
  const title = words(`analytics.reports.${report}`)
  // Figures of an earlier question do not stand under another one as if they were its answer.
  const shown = query === null || failure ? null : answer
  return (
    <Panel title={title}>
      {reading ? <LinearProgress aria-label={title} /> : null}
      {query === null ? (
        <Alert severity="warning" data-testid="analytics-wrong">
          {words('analytics.wrong')}
        </Alert>
      ) : null}
      {failure ? (
        <Alert severity="error" data-testid="analytics-failure">
          {failure}
        </Alert>
      ) : null}
      {shown ? (
        <Box aria-busy={reading} sx={{ opacity: reading ? 0.5 : 1 }} data-testid={`${report}-figures`}>
          {isEmpty(shown.reply) ? (
            <Alert severity="info" data-testid="analytics-empty">
              {words('analytics.empty')}
            </Alert>
          ) : (
            children(shown.reply, shown.asked)
          )}
          <HowCounted report={report} told={shown.reply} />
        </Box>
      ) : null}
    </Panel>
  )
}

function HowCounted({ report, told: { zone, readAt, sql } }: { report: AnalyticsReport; told: Told }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Box component="details" sx={{ mt: 2 }}>
      <Box component="summary" sx={{ cursor: 'pointer' }} data-testid="analytics-how">
        {words('analytics.how')}
      </Box>
      <Typography variant="body2" sx={{ my: 1, maxWidth: 900 }}>
        {words(`analytics.defined.${report}`)}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {words('analytics.readAt', { at: format.dateTime(readAt), zone })}
      </Typography>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 1 }}>
        {words('analytics.statement')}
      </Typography>
      <Box
        component="pre"
        data-testid="analytics-sql"
        sx={{ m: 0, p: 1.5, fontSize: 12, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', bgcolor: 'action.hover' }}
      >
        {sql}
      </Box>
    </Box>
  )
}
