import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import type { RankPage, RankStart } from './ranks.store.ts'

/** A board in one of its seasons. */
export interface SeasonKey {
  readonly boardId: string
  readonly startsAtMs: number
}

interface Asked {
  readonly userId: number
  readonly start: RankStart
  readonly limit: number
  readonly nowMs: number
}

const values = ({ boardId, startsAtMs }: SeasonKey) => [boardId, new Date(startsAtMs)]
const SHOWN = `board_id = $1 and starts_at = $2 and score > 0
  and not is_hidden_from_boards(s.user_id, to_timestamp($3::bigint / 1000.0))`
const HIDDEN_FREE = `with hidden as materialized (select user_id from hidden_from_boards(to_timestamp($3::bigint / 1000.0)))`
const ON_BOARD = `board_id = $1 and starts_at = $2 and score > 0 and user_id not in (select user_id from hidden)`

/** The same stretch of a board as Redis gives, counted in Postgres: for when Redis is away, and for seasons that are over. */
export async function readStandings(via: Queryable, season: SeasonKey, asked: Asked): Promise<RankPage> {
  const at = [...values(season), asked.nowMs]
  const counted = await via.query<{ total: number; own: number | null }>(
    `${HIDDEN_FREE}, own as (select score, reached_at, user_id from board_scores where ${ON_BOARD} and user_id = $4)
     select (select count(*) from board_scores where ${ON_BOARD}) as total,
       (select 1 + count(*) from board_scores s where ${ON_BOARD} and (s.score > own.score or (s.score = own.score
          and (s.reached_at, s.user_id) < (own.reached_at, own.user_id)))) as own
     from (select) as one left join own on true`,
    [...at, asked.userId],
  )
  const total = counted.rows[0]?.total ?? 0
  const ownRank = (await standsOn(via, season, asked)) ? (counted.rows[0]?.own ?? null) : null
  const around = ownRank === null ? 0 : Math.max(ownRank - 1 - Math.floor(asked.limit / 2), 0)
  const offset = asked.start === 'around' ? around : asked.start.offset
  const { rows } = await via.query<{ user_id: number; score: number }>(
    `${HIDDEN_FREE} select user_id, score from board_scores where ${ON_BOARD}
     order by score desc, reached_at, user_id offset $4 limit $5`,
    [...at, offset, asked.limit],
  )
  return { total, firstRank: offset + 1, ownRank, rows: rows.map((row) => ({ userId: row.user_id, score: row.score })) }
}

async function standsOn(via: Queryable, season: SeasonKey, { userId, nowMs }: Asked): Promise<boolean> {
  const { rowCount } = await via.query(`select from board_scores s where ${SHOWN} and user_id = $4`, [
    ...values(season),
    nowMs,
    userId,
  ])
  return rowCount === 1
}

/** A stretch of a board among some players: their ranks among each other, without who hides. */
export async function readAmong(
  via: Queryable,
  season: SeasonKey,
  asked: Asked & { readonly among: readonly number[] },
): Promise<RankPage> {
  const { rows } = await via.query<{ user_id: number; score: number }>(
    `select user_id, score from board_scores s where ${SHOWN} and user_id = any($4::bigint[])
     order by score desc, reached_at, user_id`,
    [...values(season), asked.nowMs, asked.among],
  )
  const offset = asked.start === 'around' ? 0 : asked.start.offset
  const own = rows.findIndex((row) => row.user_id === asked.userId)
  const page = rows.slice(offset, offset + asked.limit)
  return {
    total: rows.length,
    firstRank: offset + 1,
    ownRank: own < 0 ? null : own + 1,
    rows: page.map((row) => ({ userId: row.user_id, score: row.score })),
  }
}

/** A player's score, zero without one, and whether he is shown. */
export async function readOwn(via: Queryable, { boardId, startsAtMs }: SeasonKey, userId: number, nowMs: number) {
  const { rows } = await via.query<{ score: number | null; shown: boolean }>(
    prepared(
      'boards-own',
      `select (select score from board_scores where board_id = $1 and starts_at = $2 and user_id = $4) as score,
       not is_hidden_from_boards($4, to_timestamp($3::bigint / 1000.0)) as shown`,
      [boardId, new Date(startsAtMs), nowMs, userId],
    ),
  )
  return { score: rows[0]?.score ?? 0, shown: rows[0]?.shown ?? false }
}

/** What players are called now; who is not to be shown at this moment is missing. */
export async function nameShown(via: Queryable, userIds: readonly number[], nowMs: number) {
  const { rows } = await via.query<{ id: number; nickname: string }>(
    prepared(
      'boards-names',
      `select id, nickname from users where id = any($1::bigint[])
     and not is_hidden_from_boards(id, to_timestamp($2::bigint / 1000.0))`,
      [userIds, nowMs],
    ),
  )
  return new Map(rows.map(({ id, nickname }) => [id, nickname]))
}

/** Whether a season's results are written down. */
export async function isFrozen(via: Queryable, season: SeasonKey): Promise<boolean> {
  const { rowCount } = await via.query('select from board_seasons where board_id = $1 and starts_at = $2', [
    ...values(season),
  ])
  return rowCount === 1
}

/** Results as they were written down, with the ranks of that moment. */
export async function readResults(via: Queryable, season: SeasonKey, { userId, start, limit }: Omit<Asked, 'nowMs'>) {
  const own = await via.query<{ rank: number; score: number }>(
    'select rank, score from board_results where board_id = $1 and starts_at = $2 and user_id = $3',
    [...values(season), userId],
  )
  const ownRank = own.rows[0]?.rank ?? null
  const around = Math.max((ownRank ?? 1) - 1 - Math.floor(limit / 2), 0)
  const offset = start === 'around' ? around : start.offset
  const { rows } = await via.query<{ user_id: number; score: number }>(
    `select user_id, score from board_results where board_id = $1 and starts_at = $2 and rank > $3
     order by rank limit $4`,
    [...values(season), offset, limit],
  )
  const seasons = await via.query<{ players: number }>(
    'select players from board_seasons where board_id = $1 and starts_at = $2',
    values(season),
  )
  return {
    total: seasons.rows[0]?.players ?? 0,
    firstRank: offset + 1,
    ownRank,
    rows: rows.map((row) => ({ userId: row.user_id, score: row.score })),
  } satisfies RankPage
}
