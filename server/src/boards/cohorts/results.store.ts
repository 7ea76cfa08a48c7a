import type { Zone } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { findMembers, findOpenSeason } from './members.store.ts'
import { type CohortResult, resultsOf } from './results.rule.ts'

/** Writes down how the cohorts of a season ended, once; gives how many players were in them. */
export async function settleCohorts(
  tx: Queryable,
  season: { readonly boardId: string; readonly startsAtMs: number },
  nowMs: number,
): Promise<number> {
  const terms = await findOpenSeason(tx, season)
  if (terms === undefined) return 0
  const results = resultsOf(terms, await findMembers(tx, season, nowMs))
  const column = <K extends keyof CohortResult>(name: K) => results.map((result) => result[name])
  const key = [season.boardId, new Date(season.startsAtMs)]
  await tx.query(
    `insert into cohort_results (board_id, starts_at, user_id, tier, number, rank, score, zone, next_tier, coins)
     select $1, $2, r.* from unnest($3::bigint[], $4::smallint[], $5::integer[], $6::smallint[], $7::bigint[], $8::text[],
       $9::smallint[], $10::bigint[]) as r`,
    [
      ...key,
      column('userId'),
      column('tier'),
      column('number'),
      column('rank'),
      column('score'),
      column('zone'),
      column('nextTier'),
      column('coins'),
    ],
  )
  await tx.query(
    `insert into player_tiers (board_id, user_id, tier)
     select board_id, user_id, next_tier from cohort_results where board_id = $1 and starts_at = $2
     on conflict (board_id, user_id) do update set tier = excluded.tier`,
    key,
  )
  await tx.query(`update cohort_seasons set settled_at = ${at('$3')} where board_id = $1 and starts_at = $2`, [
    ...key,
    nowMs,
  ])
  return results.length
}

/** A zone that is to be paid. */
export interface DueZone {
  readonly userId: number
  readonly board: string
  readonly startsAt: string
  readonly tier: number
  readonly rank: number
  readonly zone: Zone
  readonly coins: number
}

/** What is to be paid, after a player; nothing is owed to an account that is erased or merged away. */
export async function findDue(via: Queryable, after: number, limit: number): Promise<DueZone[]> {
  const { rows } = await via.query<Omit<DueZone, 'startsAt'> & { starts_at: Date } & Record<string, unknown>>(
    `select r.user_id as "userId", r.board_id as board, r.starts_at, r.tier, r.rank, r.zone, r.coins from cohort_results r
     join users u on u.id = r.user_id and u.deleted_at is null
     join players p on p.user_id = r.user_id and p.state ->> 'mergedInto' is null
     where r.seq is null and r.coins > 0 and r.user_id > $1 order by r.user_id, r.board_id, r.starts_at limit $2`,
    [after, limit],
  )
  return rows.map(({ userId, board, starts_at, tier, rank, zone, coins }) => ({
    ...{ userId, board, tier, rank, zone, coins },
    startsAt: starts_at.toISOString(),
  }))
}

/** Marks a zone as paid by an event; false: it was. */
export async function writePaid(
  tx: Queryable,
  { board, startsAt }: Pick<DueZone, 'board' | 'startsAt'>,
  { userId, seq }: { readonly userId: number; readonly seq: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update cohort_results set seq = $4 where board_id = $1 and starts_at = $2 and user_id = $3 and seq is null',
    [board, startsAt, userId, seq],
  )
  return rowCount === 1
}

/** How a player's last season on a board ended. */
export async function findLast(via: Queryable, boardId: string, userId: number) {
  const { rows } = await via.query<{
    starts_at: Date
    tier: number
    rank: number
    zone: Zone
    nextTier: number
    coins: number
    paid: boolean
  }>(
    `select starts_at, tier, rank, zone, next_tier as "nextTier", coins, seq is not null as paid from cohort_results
     where board_id = $1 and user_id = $2 order by starts_at desc limit 1`,
    [boardId, userId],
  )
  const [row] = rows
  if (row === undefined) return null
  const { starts_at, ...last } = row
  return { ...last, startsAt: starts_at.toISOString() }
}
