import type { AdminPlay } from '@casino-club/shared'
import { utcDay } from '../platform/clock.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

/** What plays must have; times in ms since the epoch, `fromMs` included and `toMs` not. */
export interface PlayFilter {
  readonly game?: string | undefined
  readonly userId?: number | undefined
  readonly minBet?: number | undefined
  readonly minWin?: number | undefined
  readonly version?: number | undefined
}

/** A play's place in the order of time. */
export interface PlayPlace {
  readonly atMs: number
  readonly userId: number
  readonly seq: number
}

export interface PlayWindow {
  readonly fromMs: number
  readonly toMs: number
  /** Leaves out plays up to this one. */
  readonly after?: PlayPlace | undefined
  readonly ascending: boolean
  readonly limit: number
}

interface PlayRow {
  user_id: number
  seq: number
  game: AdminPlay['game']
  table_version: number
  occurred_at: Date
  bet: number
  win: number
  payload: Record<string, unknown>
  nickname: string
  site_id: string
}

const toPlay = (row: PlayRow): AdminPlay => ({
  eventId: `${row.user_id}-${row.seq}`,
  game: row.game,
  occurredAt: row.occurred_at.toISOString(),
  bet: row.bet,
  win: row.win,
  net: row.win - row.bet,
  outcome: row.payload,
  userId: row.user_id,
  nickname: row.nickname,
  siteId: row.site_id,
  tableVersion: row.table_version,
})

const AT = (parameter: string) => `to_timestamp(${parameter}::bigint / 1000.0)`

/** The statement for one window and its values; only what is asked for stands in it, so that each filter has its plan. */
export function windowQuery(filter: PlayFilter, window: PlayWindow): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const value = (given: unknown) => `$${values.push(given)}`
  const { fromMs, toMs, after, ascending, limit } = window
  const conditions = [
    'game is not null',
    `day between ${value(utcDay(fromMs))} and ${value(utcDay(toMs - 1))}`,
    `occurred_at >= ${AT(value(fromMs))} and occurred_at < ${AT(value(toMs))}`,
  ]
  if (filter.game !== undefined) conditions.push(`game = ${value(filter.game)}`)
  if (filter.userId !== undefined) conditions.push(`user_id = ${value(filter.userId)}`)
  if (filter.minBet !== undefined) conditions.push(`bet >= ${value(filter.minBet)}`)
  if (filter.minWin !== undefined) conditions.push(`win >= ${value(filter.minWin)}`)
  if (filter.version !== undefined) conditions.push(`table_version = ${value(filter.version)}`)
  if (after) {
    const place = `(${AT(value(after.atMs))}, ${value(after.userId)}::bigint, ${value(after.seq)}::bigint)`
    conditions.push(`(occurred_at, user_id, seq) ${ascending ? '>' : '<'} ${place}`)
  }
  const order = (of: string) =>
    ['occurred_at', 'user_id', 'seq'].map((by) => `${of}${by} ${ascending ? 'asc' : 'desc'}`)
  const text = `select e.*, u.nickname, u.site_id from (
      select user_id, seq, game, table_version, occurred_at, bet, win, payload from player_events
      where ${conditions.join(' and ')} order by ${order('')} limit ${value(limit)}
    ) e join users u on u.id = e.user_id order by ${order('e.')}`
  return { text, values }
}

/** The plays of a window of time, in order. */
export async function readPlays(via: Queryable, filter: PlayFilter, window: PlayWindow): Promise<AdminPlay[]> {
  const { text, values } = windowQuery(filter, window)
  const { rows } = await via.query<PlayRow>(text, values)
  return rows.map(toPlay)
}

/** One play, whole. */
export async function findAnyPlay(pool: Pool, userId: number, seq: number): Promise<AdminPlay | undefined> {
  const { rows } = await pool.query<PlayRow>(
    `select e.user_id, e.seq, e.game, e.table_version, e.occurred_at, e.bet, e.win, e.payload, u.nickname, u.site_id
     from player_events e join users u on u.id = e.user_id
     where e.user_id = $1 and e.seq = $2 and e.game is not null`,
    [userId, seq],
  )
  return rows[0] && toPlay(rows[0])
}

/** Who is meant by a user id, a nickname or a site id; a name that is all digits is read as an id. */
export async function findUserId(pool: Pool, player: string): Promise<number | undefined> {
  const id = /^[1-9]\d{0,14}$/.test(player) ? Number(player) : null
  const { rows } = await pool.query<{ id: number }>(
    id === null
      ? 'select id from users where lower(nickname) = lower($1) or lower(site_id) = lower($1) order by id limit 1'
      : 'select id from users where id = $1',
    [id ?? player],
  )
  return rows[0]?.id
}

/** When the first player signed up: nobody has played before. */
export async function openedAtMs(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ created_at: Date }>('select created_at from users order by id limit 1')
  return rows[0]?.created_at.getTime()
}
