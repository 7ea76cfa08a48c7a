import type { Game, Play } from '@casino-club/shared'
import type { Pool } from '../platform/postgres/pool.ts'

export interface HistoryFilter {
  readonly userId: number
  readonly game?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
}

interface PlayRow {
  user_id: number
  seq: number
  game: Game
  occurred_at: Date
  bet: number
  win: number
  payload: Record<string, unknown>
}

const WHERE = `where user_id = $1 and game is not null and ($2::text is null or game = $2)
  and ($3::timestamptz is null or occurred_at >= $3) and ($4::timestamptz is null or occurred_at < $4)`

const toPlay = (row: PlayRow): Play => ({
  eventId: `${row.user_id}-${row.seq}`,
  game: row.game,
  occurredAt: row.occurred_at.toISOString(),
  bet: row.bet,
  win: row.win,
  net: row.win - row.bet,
  outcome: row.payload,
})

/** A page of a player's plays, and how many there are in all. */
export async function findPlays(pool: Pool, filter: HistoryFilter): Promise<{ plays: Play[]; total: number }> {
  const values = [filter.userId, filter.game ?? null, filter.from ?? null, filter.to ?? null]
  const { rows } = await pool.query<PlayRow>(
    `select user_id, seq, game, occurred_at, bet, win, payload from player_events ${WHERE}
     order by seq ${filter.ascending ? 'asc' : 'desc'} limit $5 offset $6`,
    [...values, filter.perPage, (filter.page - 1) * filter.perPage],
  )
  const count = await pool.query<{ total: number }>(`select count(*) as total from player_events ${WHERE}`, values)
  return { plays: rows.map(toPlay), total: count.rows[0]?.total ?? 0 }
}

const EXPORT_PAGE = 1_000

/** All plays of a player that fit, the oldest first, page by page: of any number. */
export async function* eachPlay(
  pool: Pool,
  { userId, game, from, to }: Pick<HistoryFilter, 'userId' | 'game' | 'from' | 'to'>,
): AsyncIterable<Play> {
  let after = 0
  for (;;) {
    const { rows } = await pool.query<PlayRow>(
      `select user_id, seq, game, occurred_at, bet, win, payload from player_events ${WHERE} and seq > $5
       order by seq limit ${EXPORT_PAGE}`,
      [userId, game ?? null, from ?? null, to ?? null, after],
    )
    yield* rows.map(toPlay)
    const last = rows.at(-1)
    if (last === undefined || rows.length < EXPORT_PAGE) return
    after = last.seq
  }
}

/** One play by its event; undefined where there is none. */
export async function findPlay(pool: Pool, userId: number, seq: number): Promise<Play | undefined> {
  const { rows } = await pool.query<PlayRow>(
    `select user_id, seq, game, occurred_at, bet, win, payload from player_events
     where user_id = $1 and seq = $2 and game is not null`,
    [userId, seq],
  )
  return rows[0] && toPlay(rows[0])
}

export interface GameTotals {
  readonly game: Game
  readonly plays: number
  readonly wins: number
  readonly totalBet: number
  readonly totalWin: number
  readonly bestWin: number
  readonly lastPlayedAt: Date | null
}

/** A player's totals, a row for each game he has played. */
export async function findGameTotals(pool: Pool, userId: number): Promise<GameTotals[]> {
  const { rows } = await pool.query<{
    game: Game
    plays: number
    wins: number
    total_bet: number
    total_win: number
    best_win: number
    last_played_at: Date
  }>(
    `select game, count(*) as plays, count(*) filter (where win > 0) as wins, sum(bet)::bigint as total_bet,
       sum(win)::bigint as total_win, max(win) as best_win, max(occurred_at) as last_played_at
     from player_events where user_id = $1 and game is not null group by game order by game`,
    [userId],
  )
  return rows.map((row) => ({
    game: row.game,
    plays: row.plays,
    wins: row.wins,
    totalBet: row.total_bet,
    totalWin: row.total_win,
    bestWin: row.best_win,
    lastPlayedAt: row.last_played_at,
  }))
}
