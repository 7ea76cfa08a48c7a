import type { DashboardReply } from '@casino-club/shared'
import { Alert, Box, Button, Skeleton, Stack } from '@mui/material'
import { lazy, Suspense } from 'react'
import { AccessDenied, Title, useCanAccess } from 'react-admin'
import { useFailureWords } from '../i18n/use-failure-words.ts'
import { useWords } from '../i18n/use-words.ts'
import { Freshness } from './freshness.tsx'
import { HitRatePanel } from './hit-rate-panel.tsx'
import { RtpPanel } from './rtp-panel.tsx'
import { StatTiles } from './stat-tiles.tsx'
import { StoppedTables } from './stopped-tables.tsx'
import { useDashboard } from './use-dashboard.ts'

const MinuteCharts = lazy(() => import('./minute-charts.tsx').then((module) => ({ default: module.MinuteCharts })))

/** The club at this moment. */
export function Dashboard() {
  const words = useWords()
  const { canAccess, isPending } = useCanAccess({ action: 'read', resource: 'dashboard' })
  if (isPending) return <DashboardSkeleton />
  if (!canAccess) return <AccessDenied />
  return (
    <>
      <Title title={words('dashboard.title')} />
      <LiveDashboard />
    </>
  )
}

function LiveDashboard() {
  const words = useWords()
  const failureWords = useFailureWords()
  const { data, error, dataUpdatedAt, refetch } = useDashboard()
  // While react-admin logs out, a refused read answers with an empty record.
  if (data?.serverTime) {
    return (
      <Stack spacing={2} sx={{ pt: 1 }}>
        <Freshness updatedAtMs={dataUpdatedAt} failure={error} />
        <StoppedTables stopped={data.stopped} />
        <Numbers data={data} />
      </Stack>
    )
  }
  if (!error) return <DashboardSkeleton />
  return (
    <Alert
      severity="error"
      sx={{ mt: 2 }}
      data-testid="dash-error"
      action={<Button onClick={() => void refetch()}>{words('app.retry')}</Button>}
    >
      {failureWords(error)}
    </Alert>
  )
}

function Numbers({ data }: { data: DashboardReply }) {
  const words = useWords()
  return (
    <>
      <StatTiles data={data} />
      {data.slot ? (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '2fr 1fr' } }}>
          <RtpPanel slot={data.slot} />
          <HitRatePanel slot={data.slot} />
        </Box>
      ) : (
        <Alert severity="warning" data-testid="dash-no-slot">
          {words('drift.noSlot')}
        </Alert>
      )}
      <Suspense fallback={<Skeleton variant="rounded" height={420} />}>
        <MinuteCharts
          minutes={data.minutes}
          serverTime={data.serverTime}
          exactRtpPercent={data.slot?.exactRtpPercent ?? null}
        />
      </Suspense>
    </>
  )
}

function DashboardSkeleton() {
  return (
    <Stack spacing={2} sx={{ pt: 2 }} aria-busy>
      <Skeleton variant="rounded" height={110} />
      <Skeleton variant="rounded" height={220} />
      <Skeleton variant="rounded" height={420} />
    </Stack>
  )
}
