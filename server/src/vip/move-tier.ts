import type { Queryable } from '../platform/postgres/pool.ts'
import { type AssessInput, assess } from './assess.ts'
import { joinStandings } from './standing.rule.ts'
import { findStanding, type Written } from './standings.store.ts'

/**
 * In the transaction of a merge, after its events: the tier of the account that goes counts for the one that stays. Gives
 * what changes by it; null: nothing.
 */
export async function moveTier(
  tx: Queryable,
  from: number,
  into: number,
  { nowMs, dayOf }: Pick<AssessInput, 'nowMs' | 'dayOf'>,
): Promise<Written['change'] | null> {
  const other = await findStanding(tx, from, dayOf)
  if (other === undefined) return null
  const { changed, busy } = await assess(tx, [into], {
    ...{ nowMs, dayOf, mayFall: false },
    decide: ({ standing }, input) => joinStandings(standing, other, input),
  })
  if (busy.length > 0) throw new Error('the account that stays is held by its own merge, and was busy all the same')
  return changed[0]?.change ?? null
}
