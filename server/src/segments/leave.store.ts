import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

// What is known of them goes, too, and what was set by hand ends. That somebody came is written down before he has left.
const LEAVE_SQL = `
with gone as materialized (
  select from_user_id as user_id from account_merges where $1::bigint is null or from_user_id = $1
), facts as (
  delete from player_facts f using gone g where f.user_id = g.user_id
), overrides as (
  update segment_overrides o set ended_at = least(o.until, ${at('$2')}) from gone g where o.user_id = g.user_id and o.ended_at is null
), places as (
  delete from player_segments s using gone g where s.user_id = g.user_id
  returning s.user_id, s.dimension, s.segment, s.since, s.version, s.overridden, s.entered
)
insert into segment_moves (user_id, dimension, from_segment, to_segment, moved_at, cause, version)
select user_id, dimension, null, segment, since, case when overridden then 'override' else 'rules' end, version
from places where entered
union all
select user_id, dimension, segment, null, ${at('$2')}, 'merged', version from places`

/** Nobody is decided on until the transaction ends. Before rows of users are locked, as where a hand sets a segment. */
export async function lockAllDeciding(tx: Queryable): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('segments:' || dimension, 0))
     from (select dimension from segment_dimensions order by dimension collate "C") known`,
  )
}

/** Takes an account that was made one with another out of all segments; again, it changes nothing. */
export async function leaveSegments(tx: Queryable, userId: number, nowMs: number): Promise<void> {
  await tx.query(LEAVE_SQL, [userId, nowMs])
}

/** The same of every such account that still is somewhere. */
export async function takeOutMerged(tx: Queryable, nowMs: number): Promise<void> {
  await tx.query(LEAVE_SQL, [null, nowMs])
}
