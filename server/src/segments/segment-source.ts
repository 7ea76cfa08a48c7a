import { isTargetable, targetOf } from '@casino-club/shared'
import type { Pool } from '../platform/postgres/pool.ts'
import { findMemberships } from './members.store.ts'

/** What a player may be aimed at by, as of the last run. */
export const segmentSource = (pool: Pool): { of(userId: number): Promise<readonly string[]> } => ({
  of: async (userId) =>
    (await findMemberships(pool, userId)).filter(({ dimension }) => isTargetable(dimension)).map(targetOf),
})
