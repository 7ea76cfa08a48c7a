import type { Queryable } from '../platform/postgres/pool.ts'
import type { Season } from './season.rule.ts'

/** So many of a season's best are kept for good. */
const KEPT = 1_000

export type EndedSeason = Season & { readonly boardId: string; readonly endsAtMs: number }

/** Whether somebody stood on it, and its results are not written down yet. */
export async function isToFreeze(via: Queryable, { boardId, startsAtMs }: EndedSeason): Promise<boolean> {
  const { rowCount } = await via.query(
    `select where exists (select from board_scores where board_id = $1 and starts_at = $2)
       and not exists (select from board_seasons where board_id = $1 and starts_at = $2)`,
    [boardId, new Date(startsAtMs)],
  )
  return rowCount === 1
}

/** Writes the results of a season down: those who are shown, in the order of the board. Gives the players on it. */
export async function freeze(tx: Queryable, season: EndedSeason, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ players: number }>(
    `with shown as materialized (
       select s.user_id, s.score, s.reached_at, row_number() over (order by s.score desc, s.reached_at, s.user_id) as rank
       from board_scores s where s.board_id = $1 and s.starts_at = $2 and s.score > 0
         and s.user_id not in (select user_id from hidden_from_boards(to_timestamp($4::bigint / 1000.0)))
     ), season as (
       insert into board_seasons (board_id, starts_at, ends_at, players, frozen_at)
       select $1, $2, $3, count(*), to_timestamp($4::bigint / 1000.0) from shown returning players
     ), kept as (
       insert into board_results (board_id, starts_at, rank, user_id, score, reached_at)
       select $1, $2, rank, user_id, score, reached_at from shown where rank <= ${KEPT}
     )
     select players from season`,
    [season.boardId, new Date(season.startsAtMs), new Date(season.endsAtMs), nowMs],
  )
  return rows[0]?.players ?? 0
}
