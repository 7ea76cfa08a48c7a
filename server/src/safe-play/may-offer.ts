import type { Pool } from '../platform/postgres/pool.ts'
import { mayContact } from './contact.store.ts'
import type { Policy } from './policies.ts'
import { findSafeState } from './restrictions.store.ts'

/**
 * Whether a player may be shown what is offered for money: who may not be written to is not, nor who has limited what he
 * spends.
 */
export function mayOffer(pool: Pool, policy: Policy): (userId: number, nowMs: number) => Promise<boolean> {
  const reachable = mayContact(pool, policy)
  return async (userId, nowMs) => {
    const [reached, safe] = await Promise.all([reachable([userId], nowMs), findSafeState(pool, userId)])
    const limits = Object.keys(safe?.restrictions?.limits ?? {})
    return reached.has(userId) && !limits.some((limit) => limit.startsWith('spendWon.'))
  }
}
