import type { EventEnvelope } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { sumByMinute } from './minute-sums.ts'
import { type Advance, type Cursor, EVENTS_AFTER } from './stream.store.ts'

/** Adds to the counters of their minutes. */
const addFrom = (sums: string) => `
insert into game_minutes as g (game, table_version, minute, plays, hits, bet, win, bet_bet, bet_win, win_win)
${sums}
order by 1, 2, 3
on conflict (game, table_version, minute) do update set plays = g.plays + excluded.plays,
  hits = g.hits + excluded.hits, bet = g.bet + excluded.bet, win = g.win + excluded.win,
  bet_bet = g.bet_bet + excluded.bet_bet, bet_win = g.bet_win + excluded.bet_win,
  win_win = g.win_win + excluded.win_win`

const ADD_SQL = addFrom(`select * from unnest($1::text[], $2::integer[], $3::timestamptz[], $4::bigint[], $5::bigint[],
  $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])`)

const SUMS_OF_BATCH = `select game, table_version, date_trunc('minute', occurred_at), count(*), count(*) filter (where win > 0),
  sum(bet), sum(win), sum(bet::numeric * bet), sum(bet::numeric * win), sum(win::numeric * win)
from batch where game is not null group by 1, 2, 3`

/**
 * The sums are made where the events lie: none of them travels, which at ten thousand a second is a third of a core.
 * Counters and place may be lost together in a crash of Postgres, and are then counted again: no need to wait for the disk.
 */
const COUNT_AFTER_SQL = `
with batch as materialized (
  select xid, user_id, seq, occurred_at, game, table_version, bet, win from player_events
  where ${EVENTS_AFTER} order by xid, user_id, seq limit $4
), counted as (${addFrom(SUMS_OF_BATCH)})
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** Counts the plays among these events, whatever else they hold; each event must be handed in once. */
export async function countPlays(tx: Queryable, events: readonly EventEnvelope[]): Promise<void> {
  const sums = [...sumByMinute(events).values()]
  if (sums.length === 0) return
  await tx.query({
    name: 'live-counters',
    text: ADD_SQL,
    values: [
      sums.map(({ game }) => game),
      sums.map(({ tableVersion }) => tableVersion),
      sums.map(({ minute }) => minute),
      sums.map(({ plays }) => plays),
      sums.map(({ hits }) => hits),
      ...(['bet', 'win', 'betBet', 'betWin', 'winWin'] as const).map((name) => sums.map((sum) => sum[name].toString())),
    ],
  })
}

/** The same for the next events of the table; the caller keeps the place that comes back. */
export async function countPlaysAfter(tx: Queryable, after: Cursor, limit: number): Promise<Advance> {
  const { rows } = await tx.query<Cursor & { user_id: number; taken: number }>({
    name: 'live-counters-after',
    text: COUNT_AFTER_SQL,
    values: [after.xid, after.userId, after.seq, limit],
  })
  const row = rows[0]
  if (row === undefined) return { taken: 0, last: after }
  return { taken: row.taken, last: { xid: row.xid, userId: row.user_id, seq: row.seq } }
}

export interface GameSums {
  readonly plays: number
  readonly hits: number
  readonly bet: number
  readonly win: number
  readonly betBet: number
  readonly betWin: number
  readonly winWin: number
}

/** Sums over all minutes of one table version. */
export async function sumPlays(via: Queryable, game: string, tableVersion: number): Promise<GameSums> {
  const { rows } = await via.query<
    Record<'plays' | 'hits' | 'bet' | 'win' | 'bet_bet' | 'bet_win' | 'win_win', string>
  >(
    `select coalesce(sum(plays), 0) as plays, coalesce(sum(hits), 0) as hits, coalesce(sum(bet), 0) as bet,
       coalesce(sum(win), 0) as win, coalesce(sum(bet_bet), 0) as bet_bet, coalesce(sum(bet_win), 0) as bet_win,
       coalesce(sum(win_win), 0) as win_win
     from game_minutes where game = $1 and table_version = $2`,
    [game, tableVersion],
  )
  const row = rows[0]
  return {
    plays: Number(row?.plays ?? 0),
    hits: Number(row?.hits ?? 0),
    bet: Number(row?.bet ?? 0),
    win: Number(row?.win ?? 0),
    betBet: Number(row?.bet_bet ?? 0),
    betWin: Number(row?.bet_win ?? 0),
    winWin: Number(row?.win_win ?? 0),
  }
}

export interface GameMinute {
  readonly minute: Date
  readonly spins: number
  readonly bet: number
  readonly win: number
}

/** The minutes of a game since an instant, all table versions together, oldest first. */
export async function minutesSince(via: Queryable, game: string, sinceMs: number): Promise<GameMinute[]> {
  const { rows } = await via.query<{ minute: Date; plays: string; bet: string; win: string }>(
    `select minute, sum(plays) as plays, sum(bet) as bet, sum(win) as win from game_minutes
     where game = $1 and minute >= to_timestamp($2::bigint / 1000.0) group by minute order by minute`,
    [game, sinceMs],
  )
  return rows.map(({ minute, plays, bet, win }) => ({
    minute,
    spins: Number(plays),
    bet: Number(bet),
    win: Number(win),
  }))
}
