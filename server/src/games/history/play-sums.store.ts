import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { type Advance, BEGINNING, type Cursor, EVENTS_AFTER, readerName, saveCursor } from '../../stream/index.ts'

/** The consumer that sums plays; it always reads from Postgres, where both ends are, whether there is Kafka or not. */
export const PLAY_SUMS = 'play-sums'

/** The start of the quarter of an hour in which something occurred. */
const QUARTER = `date_bin('15 minutes', occurred_at, timestamptz '2000-01-01 00:00:00+00')`

/**
 * One statement from the events to the sums, so that none of them travels. It is planned once for a connection: with a
 * partition a day, planning it anew takes longer than running it. The limit is part of its text, or the plan would not know
 * that few rows are wanted. Sums and place may be lost together in a
 * crash of Postgres, and are then summed again: no need to wait for the disk.
 */
const sumAfterSql = (limit: number) => `
with batch as materialized (
  select xid, user_id, seq, day, occurred_at, game, bet, win,
    case when game = 'gacha' and json_typeof(payload -> 'pulls') = 'array' then payload -> 'pulls' end as pulls
  from player_events where ${EVENTS_AFTER} order by xid, user_id, seq limit ${limit}
), quarters as (
  insert into play_quarters as q
    (user_id, quarter, game, plays, wins, bet, win, best_win, first_seq, last_seq, last_at)
  select user_id, ${QUARTER}, game, count(*), count(*) filter (where win > 0), sum(bet), sum(win), max(win), min(seq),
    max(seq), max(occurred_at)
  from batch where game is not null group by 1, 2, 3 order by 1, 2, 3
  on conflict (user_id, quarter, game) do update set plays = q.plays + excluded.plays, wins = q.wins + excluded.wins,
    bet = q.bet + excluded.bet, win = q.win + excluded.win, best_win = greatest(q.best_win, excluded.best_win),
    first_seq = least(q.first_seq, excluded.first_seq), last_seq = greatest(q.last_seq, excluded.last_seq),
    last_at = greatest(q.last_at, excluded.last_at)
), pulls as (
  insert into pull_days as p (user_id, day, rarity, pulls)
  select user_id, day, pull ->> 'rarity', count(*)
  from batch, json_array_elements(batch.pulls) as pull group by 1, 2, 3 order by 1, 2, 3
  on conflict (user_id, day, rarity) do update set pulls = p.pulls + excluded.pulls
), places as (
  insert into play_places as p (user_id, seq, day)
  select distinct on (user_id) user_id, seq, day from batch order by user_id, seq desc
  on conflict (user_id) do update set seq = excluded.seq, day = excluded.day where p.seq < excluded.seq
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** Sums the next events; the caller keeps the place that comes back, in the same transaction. */
export async function sumPlaysAfter(tx: Queryable, after: Cursor, limit: number): Promise<Advance> {
  await tx.query('set local plan_cache_mode = force_generic_plan')
  const { rows } = await tx.query<Cursor & { user_id: number; taken: number }>({
    name: `play-sums-after-${limit}`,
    text: sumAfterSql(limit),
    values: [after.xid, after.userId, after.seq],
  })
  const [row] = rows
  if (row === undefined) return { taken: 0, last: after }
  return { taken: row.taken, last: { xid: row.xid, userId: row.user_id, seq: row.seq } }
}

/** Forgets all sums, so that they are made anew from the first event. No reader may be at work. */
export async function forgetPlaySums(pool: Pool): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query('set local statement_timeout = 0')
    for (const table of ['play_quarters', 'pull_days', 'play_places']) await tx.query(`delete from ${table}`)
    await saveCursor(tx, readerName(PLAY_SUMS), BEGINNING)
  })
}

/** How far a player's plays are summed. */
export interface Summed {
  /** The last event that is in the sums; 0 before the first. */
  readonly seq: number
  /** No event after it occurred on a UTC day before this one (`YYYY-MM-DD`). */
  readonly restFromDay: string
  /** Nothing has happened since. */
  readonly complete: boolean
}

/** Where the sums end and the events that must be added to them begin. A day of grace, since clocks differ. */
export async function findSummed(tx: Queryable, userId: number): Promise<Summed> {
  const { rows } = await tx.query<{ seq: number; version: number; rest_from: string }>(
    `select coalesce(s.seq, 0) as seq, p.version,
       to_char(coalesce(s.day, (u.created_at at time zone 'UTC')::date) - 1, 'YYYY-MM-DD') as rest_from
     from players p join users u on u.id = p.user_id left join play_places s on s.user_id = p.user_id
     where p.user_id = $1`,
    [userId],
  )
  const [row] = rows
  if (row === undefined) return { seq: 0, restFromDay: 'infinity', complete: true }
  return { seq: row.seq, restFromDay: row.rest_from, complete: row.seq >= row.version }
}
