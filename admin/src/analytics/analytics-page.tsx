import { ANALYTICS_REPORTS, type AnalyticsReport } from '@casino-club/shared'
import { Button, Stack, Tab, Tabs } from '@mui/material'
import { useMemo } from 'react'
import { Authenticated, Link, Title, useCanAccess } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useWords } from '../i18n/use-words.ts'
import { ActivityPanel, FeaturesPanel } from './day-panels.tsx'
import { FunnelPanel } from './funnel-panel.tsx'
import { addressWith, queryOf, questionOf } from './question.ts'
import { QuestionBar } from './question-bar.tsx'
import { RetentionPanel } from './retention-panel.tsx'
import { SpendPanel } from './spend-panel.tsx'

const PANELS = {
  retention: RetentionPanel,
  spend: SpendPanel,
  funnel: FunnelPanel,
  activity: ActivityPanel,
  features: FeaturesPanel,
} as const satisfies Record<AnalyticsReport, unknown>

/** The figures of the club, each with what it is of. What is asked stands in the address. */
export function AnalyticsPage() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'analytics' })
  return (
    <Authenticated>
      <Title title={words('analytics.title')} />
      {canAccess ? <Figures /> : null}
    </Authenticated>
  )
}

function Figures() {
  const words = useWords()
  const [address, setAddress] = useSearchParams()
  const asked = questionOf(address, Date.now())
  const { report } = asked
  // The same words are the same question: the panel asks again only for other ones.
  const text = queryOf(asked)?.toString() ?? null
  const query = useMemo(() => (text === null ? null : new URLSearchParams(text)), [text])
  const PanelOf = PANELS[report]
  const open = (next: AnalyticsReport) =>
    setAddress((before) => {
      const after = new URLSearchParams(before)
      after.set('report', next)
      return after
    })
  return (
    <Stack spacing={2} sx={{ p: 2, minWidth: 0 }}>
      <Tabs
        value={report}
        onChange={(_event, next: AnalyticsReport) => open(next)}
        variant="scrollable"
        aria-label={words('analytics.title')}
      >
        {ANALYTICS_REPORTS.map((each) => (
          <Tab key={each} value={each} label={words(`analytics.reports.${each}`)} data-testid={`analytics-${each}`} />
        ))}
      </Tabs>
      <QuestionBar
        asked={asked}
        query={query}
        onAsk={(change) => setAddress(addressWith(address, asked, change), { replace: true })}
      />
      <PanelOf key={report} query={query} />
      <SaveLinks address={address} />
    </Stack>
  )
}

/** What is asked here can be kept under a name. */
function SaveLinks({ address }: { address: URLSearchParams }) {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'save', resource: 'analytics' })
  return (
    <Stack direction="row" spacing={1.5}>
      {canAccess ? (
        <Button component={Link} to={`/saved-reports/create?${address}`} data-testid="analytics-save">
          {words('savedReports.saveThis')}
        </Button>
      ) : null}
      <Button component={Link} to="/saved-reports" data-testid="saved-reports">
        {words('savedReports.toAll')}
      </Button>
    </Stack>
  )
}
