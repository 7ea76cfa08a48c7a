import {
  type LimitId,
  realityCheckSeenReply,
  restrictionsChangedReply,
  safePlayReply,
  walletRefilledReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import { createCommandCall } from './command-call.ts'

/** Calls about one's own limits. Over HTTP, so that they work while the rooms are closed. */
export function createSafePlayApi(call: AuthorisedCall) {
  const command = createCommandCall(call)
  const change = (path: string, fields?: object) => command(`/api/safe-play/${path}`, restrictionsChangedReply, fields)
  return {
    standing: () => call('/api/safe-play', safePlayReply),
    setLimit: (limit: LimitId, value: number | null) => change('limits', { limit, value }),
    confirmLimit: (limit: LimitId) => change('limits/confirm', { limit }),
    cancelLimit: (limit: LimitId) => change('limits/cancel', { limit }),
    pause: (hours: number) => change('pause', { hours }),
    exclude: (months: number | null) => change('exclusion', { months }),
    comeBack: () => change('return'),
    realityCheck: (minutes: number | null) => change('reality-check', { minutes }),
    acknowledge: () => command('/api/safe-play/acknowledge', realityCheckSeenReply),
    refill: () => command('/api/wallet/refill', walletRefilledReply),
  }
}
export type SafePlayApi = ReturnType<typeof createSafePlayApi>
