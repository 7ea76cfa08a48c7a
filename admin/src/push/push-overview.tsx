import type { PushDashboard } from '@casino-club/shared'
import { Stack } from '@mui/material'
import { Figure } from '../dashboard/figure.tsx'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { Panel } from '../layout/facts.tsx'
import { ReportTable } from '../reports/report-table.tsx'

const FIGURES = ['total', 'active', 'inactive', 'failed', 'players', 'oldKey'] as const

/** How the subscriptions stand, and by which browsers. */
export function PushOverview({ dashboard }: { dashboard: PushDashboard }) {
  const words = useWords()
  const { amount } = useFormat()
  const columns = (['browser', 'active', 'inactive', 'failed'] as const).map((name) => words(`push.columns.${name}`))
  return (
    <Panel title={words('push.subscriptions')}>
      <Stack direction="row" spacing={4} useFlexGap sx={{ flexWrap: 'wrap', mb: 2 }}>
        {FIGURES.map((figure) => (
          <Figure
            key={figure}
            label={words(`push.figures.${figure}`)}
            value={amount(dashboard[figure])}
            testId={`push-${figure}`}
          />
        ))}
      </Stack>
      <ReportTable
        name={words('push.byBrowser')}
        columns={columns}
        rows={dashboard.browsers.map(({ browser, active, inactive, failed }) => ({
          key: browser,
          cells: [words(`push.browsers.${browser}`), amount(active), amount(inactive), amount(failed)],
        }))}
        testId="push-browsers"
      />
    </Panel>
  )
}
