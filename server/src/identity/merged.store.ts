import { type Refusal, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** The refusal of an account that was made one with another: for whoever has proved that it is his, and for nobody else. */
export async function refuseMerged(via: Queryable, userId: number): Promise<Refusal<'ACCOUNT_MERGED'> | undefined> {
  const { rowCount } = await via.query('select 1 from account_merges where from_user_id = $1', [userId])
  return rowCount === 1
    ? refuse('ACCOUNT_MERGED', 'this account was made one with another; log in with that')
    : undefined
}
