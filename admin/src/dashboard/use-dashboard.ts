import type { DashboardReply } from '@casino-club/shared'
import { useGetOne } from 'react-admin'

const EVERY_MS = 2_000

/** The numbers of this moment, asked for every two seconds while the tab is visible; the last ones stay when asking fails. */
export function useDashboard() {
  return useGetOne<DashboardReply & { id: string }>(
    'dashboard',
    { id: 'now' },
    { refetchInterval: EVERY_MS, refetchIntervalInBackground: false, refetchOnWindowFocus: true, retry: false },
  )
}
