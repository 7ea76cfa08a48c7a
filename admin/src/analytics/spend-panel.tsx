import type { SpendReply } from '@casino-club/shared'
import { useTheme } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportBars } from '../reports/report-bars.tsx'
import { ReportTable } from '../reports/report-table.tsx'
import { LinesChart } from './lines-chart.tsx'
import { type Period, periodOf } from './question.ts'
import { type PanelProps, ReportPanel } from './report-panel.tsx'
import { everyStep } from './spend-figures.ts'

const RATES = ['arpdau', 'arppu'] as const
const AMOUNTS = [
  'spentWon',
  'refundedWon',
  'payers',
  'purchases',
  'spentGems',
  'activeDays',
  'registered',
  'plays',
  'playMinutes',
] as const

/** What was spent, and what of it came from each active player. */
export function SpendPanel({ query }: PanelProps) {
  const { readSpend } = useAdminActions()
  return (
    <ReportPanel report="spend" query={query} read={readSpend} isEmpty={({ rows }) => rows.length === 0}>
      {(reply, asked) => <Spend reply={reply} by={periodOf(asked)} />}
    </ReportPanel>
  )
}

function Spend({ reply: { rows }, by }: { reply: SpendReply; by: Period }) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const sum = (key: 'netWon' | 'payers') => format.amount(rows.reduce((total, row) => total + row[key], 0))
  const summary = words('analytics.spend.chart', { net: sum('netWon'), payers: sum('payers') })
  const rate = (value: number | null) => (value === null ? '–' : format.statistic(value))
  const steps = everyStep(rows, by)
  const columns = ['period', 'netWon', ...RATES, ...AMOUNTS] as const
  return (
    <>
      <ReportBars
        testId="spend-chart"
        summary={summary}
        rows={steps.map(({ day, netWon }) => ({ label: day, netWon }))}
        series={[{ key: 'netWon', name: words('analytics.spend.netWon'), color: palette.primary.main }]}
      />
      <LinesChart
        testId="arpdau-chart"
        title={words('analytics.spend.arpdauChart')}
        summary={`${words('analytics.spend.arpdauChart')}. ${summary}`}
        rows={steps.map(({ day, arpdau }) => ({ label: day, arpdau }))}
        series={[{ key: 'arpdau', name: words('analytics.spend.arpdau'), color: palette.secondary.main }]}
        word={format.statistic}
      />
      <ReportTable
        testId="spend-table"
        name={words('analytics.reports.spend')}
        columns={columns.map((column) => words(`analytics.spend.${column}`))}
        rows={rows.map((row) => ({
          key: row.day,
          cells: [
            row.day,
            format.amount(row.netWon),
            ...RATES.map((key) => rate(row[key])),
            ...AMOUNTS.map((key) => format.amount(row[key])),
          ],
        }))}
      />
    </>
  )
}
