import type { RetentionReply } from '@casino-club/shared'
import { Typography, useTheme } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { CohortTable } from './cohort-table.tsx'
import { LinesChart } from './lines-chart.tsx'
import { type PanelProps, ReportPanel } from './report-panel.tsx'
import { meanShares } from './retention-figures.ts'

/** Who came back so many days after the registration. */
export function RetentionPanel({ query }: PanelProps) {
  const { readRetention } = useAdminActions()
  return (
    <ReportPanel report="retention" query={query} read={readRetention} isEmpty={({ rows }) => rows.length === 0}>
      {(reply) => <Retention reply={reply} />}
    </ReportPanel>
  )
}

function Retention({ reply }: { reply: RetentionReply }) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const { ages, rows } = reply
  const means = meanShares(reply)
  const age = (each: number) => words('analytics.retention.age', { age: each })
  const known = means.flatMap(({ age: each, share }) =>
    share === null ? [] : [`${age(each)} ${format.percent(share, 1)}`],
  )
  const players = rows.reduce((sum, row) => sum + row.players, 0)
  const summary = words('analytics.retention.summary', {
    players: format.amount(players),
    shares: known.join(', ') || '–',
  })
  return (
    <>
      <CohortTable reply={reply} means={means} />
      <LinesChart
        testId="retention-chart"
        title={words('analytics.retention.chart')}
        summary={summary}
        rows={means.map(({ age: each, share }) => ({ label: String(each), share }))}
        series={[{ key: 'share', name: words('analytics.retention.mean'), color: palette.primary.main }]}
        word={(value) => format.percent(value, 1)}
      />
      <Typography variant="overline" color="text.secondary" component="h3">
        {words('analytics.retention.spent')}
      </Typography>
      <ReportTable
        testId="retention-spent"
        name={words('analytics.retention.spent')}
        columns={[words('analytics.retention.cohort'), ...ages.map(age)]}
        rows={rows.map(({ cohort, spent }) => ({
          key: cohort,
          cells: [cohort, ...spent.map((won) => (won === null ? '–' : format.amount(won)))],
        }))}
      />
    </>
  )
}
