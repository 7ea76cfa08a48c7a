import { accept, type Result, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { expireLots, type Lot } from './inventory.store.ts'

export interface ExpirePayload {
  readonly lots: readonly Lot[]
}

export type ExpireRefusal = 'NOTHING_TO_CHANGE' | 'CONFLICT'

/** Takes stocks out that have ended; refused when one of them is no more what it was when it was looked up. */
export const expireRule: PersistingRule<ExpirePayload, ExpirePayload, Queryable> = {
  type: 'inventory.expire',
  decide({ payload, nowMs }): Result<Decision<ExpirePayload>, ExpireRefusal> {
    const { lots } = payload
    if (lots.length === 0) return refuse('NOTHING_TO_CHANGE', 'no stock was named')
    if (lots.some(({ expiresAtMs }) => expiresAtMs > nowMs)) return refuse('CONFLICT', 'a stock has not ended yet')
    return accept({
      event: { type: 'inventory.expired', schemaVersion: 1 },
      postings: [],
      outcome: () => ({ items: lots }),
      detail: payload,
    })
  },
  async persist(tx, { lots }, at) {
    const ended = await expireLots(tx, at, lots)
    if (ended < lots.length) throw new RefusedInTransaction(refuse('CONFLICT', 'a stock was used meanwhile'))
  },
}
