import type { Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, EVENTS_AFTER, IS_HIS_DOING } from '../stream/index.ts'

/** A player who did something, and how he stands. */
export interface Acted {
  readonly userId: number
  readonly atMs: number
  /** Wins in a row at the slot. */
  readonly streak: number
}

const STREAK = `coalesce((p.state #>> '{games,slot,streak}')::integer, 0)`

const actedAfterSql = (limit: number) => `
with batch as materialized (
  select player_events.xid, user_id, seq, occurred_at, type, game
  from player_events where ${EVENTS_AFTER} order by player_events.xid, user_id, seq limit ${limit}
), last as (
  select user_id, max(occurred_at) as at from batch where ${IS_HIS_DOING} group by user_id
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  (select json_agg(json_build_object('userId', l.user_id, 'atMs', (extract(epoch from l.at) * 1000)::bigint, 'streak', ${STREAK}))
    from last l join players p on p.user_id = l.user_id) as acted
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** Who did something in at most `limit` events after a place. */
export async function findActedAfter(
  via: Queryable,
  after: Cursor,
  limit: number,
): Promise<Advance & { readonly acted: readonly Acted[] }> {
  const { rows } = await via.query<{ xid: string; user_id: number; seq: number; taken: number; acted: Acted[] | null }>(
    {
      name: `acted-after-${limit}`,
      text: actedAfterSql(limit),
      values: [after.xid, after.userId, after.seq],
    },
  )
  const [row] = rows
  if (row === undefined) return { taken: 0, last: after, acted: [] }
  return { taken: row.taken, last: { xid: row.xid, userId: row.user_id, seq: row.seq }, acted: row.acted ?? [] }
}

/** A page of players whose row was written since an instant, in the order of their ids. */
export async function findActedSince(
  via: Queryable,
  { sinceMs, after, limit }: { readonly sinceMs: number; readonly after: number; readonly limit: number },
): Promise<Acted[]> {
  const { rows } = await via.query<Acted & Record<string, unknown>>(
    `select p.user_id as "userId", (extract(epoch from p.updated_at) * 1000)::bigint as "atMs", ${STREAK} as streak
     from players p where p.user_id > $2 and p.updated_at >= to_timestamp($1::bigint / 1000.0)
     order by p.user_id limit $3`,
    [sinceMs, after, limit],
  )
  return rows
}
