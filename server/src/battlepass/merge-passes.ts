import type { Queryable } from '../platform/postgres/pool.ts'
import { type MergedInto, movePasses } from './merged-passes.store.ts'
import type { PassXpGained } from './progress.store.ts'
import { tellLevels } from './tell-levels.ts'

/** In the transaction of a merge: what an account has of the passes goes to the other one, which is told of its new levels. */
export async function mergePasses(tx: Queryable, merged: MergedInto, nowMs: number): Promise<PassXpGained[]> {
  const moved = await movePasses(tx, merged)
  await tellLevels(tx, moved, nowMs)
  return moved
}
