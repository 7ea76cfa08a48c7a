import type { Rank } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A player's rank now. */
export async function findRank(via: Queryable, userId: number): Promise<Rank | undefined> {
  const { rows } = await via.query<{ rank: Rank }>('select rank from users where id = $1', [userId])
  return rows[0]?.rank
}

/** Changes a rank that is still what it was; false where it is another one. */
export async function changeRank(tx: Queryable, userId: number, from: Rank, to: Rank): Promise<boolean> {
  const { rowCount } = await tx.query('update users set rank = $3 where id = $1 and rank = $2', [userId, from, to])
  return rowCount === 1
}
