import {
  type LimitId,
  realityCheckSeenReply,
  restrictionsChangedReply,
  safePlayReply,
  walletRefilledReply,
} from '@casino-club/shared'
import { newCommandId } from '../room/command-id.ts'
import type { AuthorisedCall } from './authorised.ts'
import type { ApiResult, Schema } from './http.ts'

const ATTEMPTS = 3

/** Calls about one's own limits. Over HTTP, so that they work while the rooms are closed; a lost answer is asked for again. */
export function createSafePlayApi(call: AuthorisedCall) {
  async function command<T>(path: string, schema: Schema<T>, fields: object = {}): Promise<ApiResult<T>> {
    const body = { commandId: newCommandId(), ...fields }
    for (let attempt = 1; ; attempt++) {
      const result = await call(path, schema, { method: 'POST', body })
      const unknown = !result.ok && (result.trouble === 'OFFLINE' || result.trouble === 'TEMPORARILY_UNAVAILABLE')
      if (!unknown || attempt === ATTEMPTS) return result
    }
  }
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
