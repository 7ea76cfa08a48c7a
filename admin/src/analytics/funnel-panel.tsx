import type { FunnelReply } from '@casino-club/shared'
import { useTheme } from '@mui/material'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { ReportBars } from '../reports/report-bars.tsx'
import { ReportTable } from '../reports/report-table.tsx'
import { type PanelProps, ReportPanel } from './report-panel.tsx'

/** How far those came who registered. */
export function FunnelPanel({ query }: PanelProps) {
  const { readFunnel } = useAdminActions()
  return (
    <ReportPanel
      report="funnel"
      query={query}
      read={readFunnel}
      isEmpty={({ steps }) => (steps[0]?.players ?? 0) === 0}
    >
      {(reply) => <Funnel reply={reply} />}
    </ReportPanel>
  )
}

function Funnel({ reply: { steps } }: { reply: FunnelReply }) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value / 100, 1))
  const summary = words('analytics.funnel.chart', {
    registered: format.amount(steps[0]?.players ?? 0),
    last: format.amount(steps.at(-1)?.players ?? 0),
  })
  return (
    <>
      <ReportBars
        testId="funnel-chart"
        summary={summary}
        rows={steps.map(({ step, players, share: ofAll }) => ({
          label: `${words(`analytics.funnel.steps.${step}`)} ${share(ofAll)}`,
          players,
        }))}
        series={[{ key: 'players', name: words('analytics.funnel.players'), color: palette.primary.main }]}
      />
      <ReportTable
        testId="funnel-table"
        name={words('analytics.reports.funnel')}
        columns={(['step', 'players', 'share', 'ofBefore'] as const).map((column) =>
          words(`analytics.funnel.${column}`),
        )}
        rows={steps.map((step) => ({
          key: step.step,
          cells: [
            words(`analytics.funnel.steps.${step.step}`),
            format.amount(step.players),
            share(step.share),
            share(step.ofBefore),
          ],
        }))}
      />
    </>
  )
}
