import type { Queryable } from '../platform/postgres/pool.ts'
import { placeIn } from './standing.rule.ts'
import { findTerms } from './terms.store.ts'

/** The ids of the tiers that players can have. */
export async function tiersInForce(via: Queryable): Promise<ReadonlySet<string>> {
  const { live } = await findTerms(via)
  return new Set(live?.tiers.map(({ id }) => id))
}

/** Tells of tiers whether a player has one or a higher one; nobody has one that is not in force. */
export async function tiersHeld(via: Queryable, userId: number): Promise<(tier: string) => boolean> {
  const { live } = await findTerms(via)
  const { rows } = await via.query<{ tier: string | null; level: number }>(
    'select tier, level from vip_standings where user_id = $1',
    [userId],
  )
  const [row] = rows
  if (live === undefined || row === undefined) return () => false
  const held = placeIn(live, row).level
  return (tier) => {
    const index = live.tiers.findIndex(({ id }) => id === tier)
    return index >= 0 && held > index
  }
}
