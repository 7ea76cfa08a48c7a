import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, EVENTS_AFTER } from '../stream/index.ts'
import type { BoardPeriod, Season } from './season.rule.ts'

/** What a board counts. */
export interface Board {
  readonly id: string
  readonly period: BoardPeriod
  readonly games: readonly string[]
  readonly counts: 'net_coins'
  readonly position: number
  /** Not: players do not see it; it counts all the same. */
  readonly enabled: boolean
  readonly revision: number
}

/** Where a player stands on a board in a season; coins. */
export interface BoardScore {
  readonly boardId: string
  readonly startsAtMs: number
  readonly userId: number
  readonly score: number
  readonly reachedAtMs: number
}

export type NewBoard = Omit<Board, 'counts' | 'revision'>

interface ScoreRow {
  board_id: string
  starts_at: Date
  user_id: number
  score: number
  reached_at: Date
}

export const toScore = (row: ScoreRow): BoardScore => ({
  boardId: row.board_id,
  startsAtMs: row.starts_at.getTime(),
  userId: row.user_id,
  score: row.score,
  reachedAtMs: row.reached_at.getTime(),
})

export async function findBoards(via: Queryable): Promise<Board[]> {
  const { rows } = await via.query<Board>(
    prepared(
      'boards-all',
      'select id, period, games, counts, position, enabled, revision from boards order by position, id',
      [],
    ),
  )
  return rows
}

/** Writes a board that is not there yet; false: there is one of this id. */
export async function insertBoard(tx: Queryable, { id, period, games, position, enabled }: NewBoard): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into boards (id, period, games, counts, position, enabled) values ($1, $2, $3, 'net_coins', $4, $5)
     on conflict (id) do nothing`,
    [id, period, games, position, enabled],
  )
  return rowCount === 1
}

/** Changes where a board stands and whether it is shown; false: somebody else has changed it since it was seen. */
export async function updateBoard(
  tx: Queryable,
  { id, position, enabled }: Pick<Board, 'id' | 'position' | 'enabled'>,
  seenRevision: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update boards set position = $2, enabled = $3, revision = revision + 1 where id = $1 and revision = $4',
    [id, position, enabled, seenRevision],
  )
  return rowCount === 1
}

const LAST_SQL = `
with batch as (
  select xid, user_id, seq from player_events where ${EVENTS_AFTER} order by xid, user_id, seq limit $4
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

// What lies between two places never changes: both lie before every transaction that still runs.
// A player's plays of a game and day are one row before they meet the boards; no period begins within a day of UTC.
// Redis knows nobody who is not above zero; cohorts take everybody.
const SCORE_SQL = `
with plays as materialized (
  select user_id, game, date_trunc('day', occurred_at, 'UTC') as day, sum(win - bet) as score, max(occurred_at) as reached_at
  from player_events
  where (xid, user_id, seq) > ($1::xid8, $2::bigint, $3::bigint)
    and (xid, user_id, seq) <= ($4::xid8, $5::bigint, $6::bigint) and win <> bet
  group by 1, 2, 3
), scored as (
  insert into board_scores as s (board_id, starts_at, user_id, score, reached_at)
  select b.id, case b.period when 'all' then to_timestamp(0) else date_trunc(b.period, p.day, 'UTC') end,
    p.user_id, sum(p.score), max(p.reached_at)
  from plays p join boards b on p.game = any(b.games)
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (board_id, starts_at, user_id) do update
    set score = s.score + excluded.score, reached_at = greatest(s.reached_at, excluded.reached_at)
  returning new.board_id, new.starts_at, new.user_id, new.score, new.reached_at, old.score as before
)
select board_id, starts_at, array_to_json(array_agg(user_id)) as users, array_to_json(array_agg(score)) as scores,
  array_to_json(array_agg(floor(extract(epoch from reached_at) * 1000)::bigint)) as reached
from scored
where score > 0 or before > 0 or board_id in (select board_id from cohort_terms)
group by 1, 2`

interface ScoredSeason {
  board_id: string
  starts_at: Date
  users: number[]
  scores: number[]
  reached: number[]
}

/** Thousands of rows come as three lists a season: to read them one by one would hold up those who play. */
const toScores = ({ board_id: boardId, starts_at, users, scores, reached }: ScoredSeason): BoardScore[] => {
  const startsAtMs = starts_at.getTime()
  return users.map((userId, index) => ({
    ...{ boardId, startsAtMs, userId },
    score: scores[index] ?? 0,
    reachedAtMs: reached[index] ?? 0,
  }))
}

/** Adds the next events to the scores; gives how far it came and what the scores are that have changed. */
export async function scoreAfter(
  tx: Queryable,
  after: Cursor,
  limit: number,
): Promise<Advance & { readonly changed: BoardScore[] }> {
  const from = [after.xid, after.userId, after.seq]
  const { rows } = await tx.query<{ xid: string; user_id: number; seq: number; taken: number }>({
    name: 'boards-last',
    text: LAST_SQL,
    values: [...from, limit],
  })
  const row = rows[0]
  if (row === undefined) return { taken: 0, last: after, changed: [] }
  const last = { xid: row.xid, userId: row.user_id, seq: row.seq }
  const changed = await tx.query<ScoredSeason>({
    name: 'boards-score',
    text: SCORE_SQL,
    values: [...from, last.xid, last.userId, last.seq],
  })
  return { taken: row.taken, last, changed: changed.rows.flatMap(toScores) }
}

export async function findHidden(via: Queryable, nowMs: number): Promise<Set<number>> {
  const { rows } = await via.query<{ user_id: number }>(
    'select user_id from hidden_from_boards(to_timestamp($1::bigint / 1000.0))',
    [nowMs],
  )
  return new Set(rows.map(({ user_id }) => user_id))
}

const SEASONS = `unnest($1::text[], $2::timestamptz[]) as live(board_id, starts_at)`
const seasonValues = (seasons: readonly LiveSeason[]) => [
  seasons.map(({ boardId }) => boardId),
  seasons.map(({ startsAtMs }) => new Date(startsAtMs)),
]
const COLUMNS = 's.board_id, s.starts_at, s.user_id, s.score, s.reached_at'

/** A board in a season that Redis keeps in order. */
export type LiveSeason = Season & { readonly boardId: string }

/** Scores of players in seasons, whatever they are. */
export async function findScores(
  via: Queryable,
  seasons: readonly LiveSeason[],
  userIds: readonly number[],
): Promise<BoardScore[]> {
  const { rows } = await via.query<ScoreRow>(
    `select ${COLUMNS} from ${SEASONS} join board_scores s using (board_id, starts_at)
     where s.user_id = any($3::bigint[])`,
    [...seasonValues(seasons), userIds],
  )
  return rows.map(toScore)
}

/** Everybody with a score above zero in a season, a page after a player. */
export async function findScoresAfter(
  via: Queryable,
  { boardId, startsAtMs }: LiveSeason,
  afterUserId: number,
  limit: number,
): Promise<BoardScore[]> {
  const { rows } = await via.query<ScoreRow>(
    `select ${COLUMNS} from board_scores s
     where board_id = $1 and starts_at = $2 and user_id > $3 and score > 0 order by user_id limit $4`,
    [boardId, new Date(startsAtMs), afterUserId, limit],
  )
  return rows.map(toScore)
}
