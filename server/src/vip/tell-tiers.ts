import type { VipTerms } from '@casino-club/shared'
import { tellByTemplate } from '../notify/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Written } from './standings.store.ts'

const DAY_MS = 86_400_000

/** Tells players who have reached a tier, in the transaction of the event; what is lost, or set by hand, has ways of its own. */
export async function tellTiers(
  tx: Queryable,
  changed: readonly Written[],
  { tiers }: VipTerms,
  nowMs: number,
): Promise<void> {
  const risen = changed.flatMap(({ userId, seq, standing, change }) => {
    const tier = tiers.find(({ id }) => id === standing.now.tier)
    if (change.kind !== 'reached' || tier === undefined) return []
    return [{ userId, about: String(seq), values: { tier: tier.name } }]
  })
  const terms = { type: 'game', path: '/vip', priority: 'normal', deadlineMs: nowMs + 3 * DAY_MS, atMs: nowMs } as const
  await tellByTemplate(tx, 'vip-up', terms, risen)
}
