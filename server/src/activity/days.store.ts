import type { Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type ConsumeAfter, type Cursor, EVENTS_AFTER, IS_HIS_DOING } from '../stream/index.ts'

/** The reader that counts the days; it reads from Postgres, whether there is Kafka or not. */
export const PLAYER_DAYS = 'player-days'

/** A play counts, with what it cost and won, when it is decided; a stake of a round with others, when it is settled. */
const IS_PLAY = 'game is not null'
const number = (field: string) => `(payload ->> '${field}')::bigint`
const sumOf = (value: string, where: string) => `coalesce(sum(${value}) filter (where ${where}), 0)`

/**
 * From the events to the days in one statement, added up by player and day; the place of the reader is kept in the same
 * transaction, so that each event counts once, and both may be lost together in a crash of Postgres. Planned once for a
 * connection, with the limit in its text.
 */
const daysAfterSql = (limit: number) => `
with batch as materialized (
  select player_events.xid, user_id, seq, occurred_at at time zone $4 as local_at, type, game, bet, win,
    case when type in ('purchase.granted', 'purchase.refunded', 'battlepass.bought', 'content.unlocked') then payload end as payload
  from player_events where ${EVENTS_AFTER} order by player_events.xid, user_id, seq limit ${limit}
), counted as (
  select user_id, local_at::date as day, bool_or(${IS_HIS_DOING}) as was_there,
    count(*) filter (where ${IS_PLAY}) as plays,
    count(*) filter (where ${IS_PLAY} and extract(hour from local_at) < 5) as night_plays,
    ${sumOf('bet', `${IS_PLAY} and game <> 'gacha'`)} as wagered,
    ${sumOf('win', `${IS_PLAY} and game <> 'gacha'`)} as won,
    count(*) filter (where type = 'purchase.granted') as purchases,
    ${sumOf(number('amount'), `type = 'purchase.granted' and payload ->> 'currency' = 'KRW'`)} as spent_won,
    ${sumOf(number('refunded'), `type = 'purchase.refunded'`)} as refunded_won,
    ${sumOf('bet', `game = 'gacha'`)} + ${sumOf(number('amount'), `type = 'purchase.granted' and payload ->> 'currency' = 'GEMS'`)}
      + ${sumOf(number('priceGems'), `type in ('battlepass.bought', 'content.unlocked')`)} as spent_gems
  from batch group by 1, 2
), days as (
  insert into player_days as d (user_id, day, was_there, plays, night_plays, wagered, won, purchases, spent_won, refunded_won, spent_gems)
  select user_id, day, was_there, plays, night_plays, wagered, won, purchases, spent_won, refunded_won, spent_gems from counted
  where was_there or plays > 0 or won > 0 or purchases > 0 or refunded_won > 0 or spent_gems > 0
  order by user_id, day
  on conflict (user_id, day) do update set was_there = d.was_there or excluded.was_there, plays = d.plays + excluded.plays,
    night_plays = d.night_plays + excluded.night_plays, wagered = d.wagered + excluded.wagered, won = d.won + excluded.won,
    purchases = d.purchases + excluded.purchases, spent_won = d.spent_won + excluded.spent_won,
    refunded_won = d.refunded_won + excluded.refunded_won, spent_gems = d.spent_gems + excluded.spent_gems
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** Counts at most `limit` events after a place into days of a zone; the caller keeps the place that comes back. */
export const playerDaysAfter =
  (zone: string): ConsumeAfter =>
  async (tx: Queryable, after: Cursor, limit: number): Promise<Advance> => {
    const { rows } = await tx.query<{ xid: string; user_id: number; seq: number; taken: number }>({
      name: `player-days-after-${limit}`,
      text: daysAfterSql(limit),
      values: [after.xid, after.userId, after.seq, zone],
    })
    const [row] = rows
    if (row === undefined) return { taken: 0, last: after }
    return { taken: row.taken, last: { xid: row.xid, userId: row.user_id, seq: row.seq } }
  }
