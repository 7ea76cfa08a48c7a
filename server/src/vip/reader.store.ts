import type { Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, EVENTS_AFTER, IS_HIS_DOING } from '../stream/index.ts'

/** What may change a standing at once. */
const MONEY = `('purchase.granted', 'purchase.refunded', 'account.mergedIn')`

/**
 * One statement from the events to the days: a day that is there is left alone, so the same events again change nothing.
 * Whoever has a new day, bought something or got money back is to be looked at. Planned once for a connection, with the
 * limit in its text. Days and place may be lost together in a crash of Postgres, and are then counted again.
 */
const countAfterSql = (limit: number) => `
with batch as materialized (
  select player_events.xid, user_id, seq, occurred_at, type, game
  from player_events where ${EVENTS_AFTER} order by player_events.xid, user_id, seq limit ${limit}
), days as (
  insert into vip_days (user_id, day)
  select distinct user_id, (occurred_at at time zone $4)::date as day from batch
  where ${IS_HIS_DOING} order by user_id, day
  on conflict do nothing returning user_id
), due as (
  insert into vip_due as d (user_id, due_at)
  select user_id, '-infinity' from (
    select user_id from days union select user_id from batch where type in ${MONEY}) who
  where exists (select from vip_terms where status = 'published')
  order by user_id on conflict (user_id) do update set due_at = '-infinity'
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** Counts at most `limit` events after a place, days being those of `zone`; the caller keeps the place that comes back. */
export async function countVipAfter(
  tx: Queryable,
  after: Cursor,
  { limit, zone }: { readonly limit: number; readonly zone: string },
): Promise<Advance> {
  const { rows } = await tx.query<{ xid: string; user_id: number; seq: number; taken: number }>({
    name: `vip-after-${limit}`,
    text: countAfterSql(limit),
    values: [after.xid, after.userId, after.seq, zone],
  })
  const [row] = rows
  if (row === undefined) return { taken: 0, last: after }
  return { taken: row.taken, last: { xid: row.xid, userId: row.user_id, seq: row.seq } }
}
