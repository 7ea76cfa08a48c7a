import type { RecommendationReport } from '@casino-club/shared'
import { Alert, LinearProgress, Stack, Typography } from '@mui/material'
import { Authenticated, Title, useCanAccess } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { useReport } from '../reports/use-report.ts'

/** Whether what is recommended by history is opened more than what chance chooses. */
export function RecommendationsPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'experiments' })
  return (
    <Authenticated>
      <Title title={words('recommendations.title')} />
      {canAccess ? <Report /> : null}
    </Authenticated>
  )
}

function Report() {
  const words = useWords()
  const { readRecommendationReport } = useAdminActions()
  const { report, failure, reading } = useReport(readRecommendationReport)
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      {reading ? <LinearProgress aria-label={words('recommendations.title')} /> : null}
      {failure ? <Alert severity="error">{failure}</Alert> : null}
      {report ? (
        <>
          <Groups report={report} />
          <Reasons report={report} />
        </>
      ) : null}
    </Stack>
  )
}

function Groups({ report: { groups, difference, days } }: { report: RecommendationReport }) {
  const words = useWords()
  const format = useFormat()
  const share = (value: number | null | undefined) => (value == null ? '–' : format.percent(value * 100))
  const columns = ['chosenBy', 'players', 'served', 'opened', 'share', 'interval', 'useful', 'notUseful'] as const
  return (
    <Panel title={words('recommendations.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {words('recommendations.lead', { days })}
      </Typography>
      <ReportTable
        testId="recommendation-groups"
        name={words('recommendations.title')}
        columns={columns.map((column) => words(`recommendations.${column}`))}
        rows={groups.map((group) => ({
          key: group.chosenBy,
          cells: [
            words(`recommendations.${group.chosenBy}`),
            ...[group.players, group.served, group.opened].map((figure) => format.amount(figure)),
            share(group.share),
            group.interval ? `${share(group.interval.low)} – ${share(group.interval.high)}` : '–',
            ...[group.useful, group.notUseful].map((figure) => format.amount(figure)),
          ],
        }))}
      />
      <Typography data-testid="recommendation-difference" sx={{ mt: 1 }}>
        {difference
          ? words('recommendations.difference', {
              ...{ difference: share(difference.difference), p: format.chance(difference.pValue) },
              ...{ low: share(difference.interval?.low), high: share(difference.interval?.high) },
            })
          : words('recommendations.noDifference')}
      </Typography>
    </Panel>
  )
}

function Reasons({ report: { reasons } }: { report: RecommendationReport }) {
  const words = useWords()
  const format = useFormat()
  if (reasons.length === 0) return null
  return (
    <Panel title={words('recommendations.reason')}>
      <ReportTable
        testId="recommendation-reasons"
        name={words('recommendations.reason')}
        columns={(['reason', 'served', 'opened'] as const).map((column) => words(`recommendations.${column}`))}
        rows={reasons.map(({ reason, served, opened }) => ({
          key: reason,
          cells: [words(`recommendations.reasons.${reason}`), format.amount(served), format.amount(opened)],
        }))}
      />
    </Panel>
  )
}
