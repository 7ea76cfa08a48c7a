import { type Refusal, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** The refusal of an account that was made one with another: for whoever has proved that it is his, and for nobody else. */
export async function refuseMerged(via: Queryable, userId: number): Promise<Refusal<'ACCOUNT_MERGED'> | undefined> {
  const { rowCount } = await via.query('select 1 from account_merges where from_user_id = $1', [userId])
  return rowCount === 1
    ? refuse('ACCOUNT_MERGED', 'this account was made one with another; log in with that')
    : undefined
}

/** The account that has what this one had: itself, or the one it was made one with, however often. */
export async function accountNow(via: Queryable, userId: number): Promise<number> {
  const { rows } = await via.query<{ id: number }>(
    `with recursive way(id, step) as (
       select $1::bigint, 0
       union all
       select m.into_user_id, way.step + 1 from way join account_merges m on m.from_user_id = way.id
     )
     select id from way order by step desc limit 1`,
    [userId],
  )
  return rows[0]?.id ?? userId
}
