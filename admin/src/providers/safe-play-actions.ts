import { adminRestrictedReply, type LimitId } from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type Http, parsed } from './http.ts'

interface OnRequest {
  readonly commandId: string
  readonly reason: string
}

/** What admins do about a player's limits on his request: stricter only. Each call resolves when the server has done it. */
export interface SafePlayActions {
  lowerLimit(
    playerId: Identifier,
    change: OnRequest & { readonly limit: LimitId; readonly value: number },
  ): Promise<void>
  beginPause(playerId: Identifier, pause: OnRequest & { readonly hours: number }): Promise<void>
}

export function createSafePlayActions(http: Http): SafePlayActions {
  const post = async (id: Identifier, what: 'limits' | 'pause', body: object) => {
    const path = `/api/admin/players/${encodeURIComponent(String(id))}/safe-play/${what}`
    await parsed(await http.authorized(path, { method: 'POST', body }), adminRestrictedReply)
  }
  return {
    lowerLimit: (id, change) => post(id, 'limits', change),
    beginPause: (id, pause) => post(id, 'pause', pause),
  }
}
