import type { ActivityReportReply, FeaturesReply } from '@casino-club/shared'
import { useTheme } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportTable } from '../reports/report-table.tsx'
import { LinesChart } from './lines-chart.tsx'
import { type PanelProps, ReportPanel } from './report-panel.tsx'

const ACTIVE = ['active', 'active7', 'active30'] as const
const COUNTS = ['registered', 'visitors', 'plays', 'playMinutes', 'actions'] as const

/** Who was there by day, and within a week and a month to it. */
export function ActivityPanel({ query }: PanelProps) {
  const { readActivityDays } = useAdminActions()
  return (
    <ReportPanel report="activity" query={query} read={readActivityDays} isEmpty={({ rows }) => rows.length === 0}>
      {(reply) => <Activity reply={reply} />}
    </ReportPanel>
  )
}

function Activity({ reply: { rows } }: { reply: ActivityReportReply }) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const colors = { active: palette.primary.main, active7: palette.secondary.main, active30: palette.text.secondary }
  const percent = (value: number) => format.percent(value, 1)
  const amount = (value: number | null) => (value === null ? '–' : format.amount(value))
  const last = rows.at(-1)
  const summary = words('analytics.activity.chart', { day: last?.day ?? '–', active: amount(last?.active ?? null) })
  const columns = ['day', ...ACTIVE, 'stickiness', ...COUNTS] as const
  return (
    <>
      <LinesChart
        testId="activity-chart"
        title={words('analytics.reports.activity')}
        summary={summary}
        rows={rows.map((row) => ({ label: row.day, ...row }))}
        series={ACTIVE.map((key) => ({ key, name: words(`analytics.activity.${key}`), color: colors[key] }))}
        word={format.amount}
        whole
      />
      <LinesChart
        testId="stickiness-chart"
        title={words('analytics.activity.stickinessChart')}
        summary={words('analytics.activity.stickinessChart')}
        rows={rows.map(({ day, stickiness }) => ({
          label: day,
          stickiness: stickiness === null ? null : stickiness / 100,
        }))}
        series={[{ key: 'stickiness', name: words('analytics.activity.stickiness'), color: palette.primary.main }]}
        word={percent}
      />
      <ReportTable
        testId="activity-table"
        name={words('analytics.reports.activity')}
        columns={columns.map((column) => words(`analytics.activity.${column}`))}
        rows={rows.map((row) => ({
          key: row.day,
          cells: [
            row.day,
            ...ACTIVE.map((key) => amount(row[key])),
            row.stickiness === null ? '–' : percent(row.stickiness / 100),
            ...COUNTS.map((key) => amount(row[key])),
          ],
        }))}
      />
    </>
  )
}

/** Which games and parts of the apps were used, most first. */
export function FeaturesPanel({ query }: PanelProps) {
  const { readFeatures } = useAdminActions()
  return (
    <ReportPanel report="features" query={query} read={readFeatures} isEmpty={({ rows }) => rows.length === 0}>
      {(reply) => <Features reply={reply} />}
    </ReportPanel>
  )
}

function Features({ reply: { rows } }: { reply: FeaturesReply }) {
  const words = useWords()
  const format = useFormat()
  return (
    <ReportTable
      testId="features-table"
      name={words('analytics.reports.features')}
      left={2}
      columns={(['feature', 'kind', 'uses', 'players', 'days'] as const).map((column) =>
        words(`analytics.features.${column}`),
      )}
      rows={rows.map(({ kind, feature, uses, players, days }) => ({
        key: `${kind} ${feature}`,
        cells: [
          feature,
          words(`analytics.features.kinds.${kind}`),
          format.amount(uses),
          players === null ? '–' : format.amount(players),
          format.amount(days),
        ],
      }))}
    />
  )
}
