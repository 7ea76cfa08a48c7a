import type { Queryable } from '../platform/postgres/pool.ts'
import { meantFor } from '../segments/index.ts'
import { type Advance, type Cursor, EVENTS_AFTER, IS_HIS_DOING } from '../stream/index.ts'

/** The consumer that counts; it always reads from Postgres, where both ends are, whether there is Kafka or not. */
export const MISSIONS = 'missions'

/** What each event counts as. Only rounds and the gacha are looked into: the other games move coins. */
const AMOUNTS = {
  PLAYS: 'case when game is not null then 1 end',
  WINS: 'case when win > 0 then 1 end',
  COINS_WON: `case when win > 0 and (game not in ('crash', 'match', 'lottery') or payload ->> 'currency' = 'coins') then win end`,
  GACHA_PULLS: `case when game = 'gacha' then (payload ->> 'count')::bigint end`,
  PURCHASES: `case when type = 'purchase.granted' then 1 end`,
  ITEMS_USED: `case when type = 'inventory.used' then (payload ->> 'quantity')::bigint end`,
  ACTIVE_DAYS: `case when ${IS_HIS_DOING} then 1 end`,
  PARTS: `case when type = 'achievement.unlocked' then 1 end`,
}
// Arrays, since the expressions of a `values` list are prepared anew for every event.
const FACTS = `unnest('{${Object.keys(AMOUNTS).join(',')}}'::text[], array[${Object.values(AMOUNTS).join(', ')}]::bigint[])`

/** An achievement without a window begins here. */
export const EVER = '1970-01-01'
const SAME_WINDOW = `case m.period when 'daily' then f.day when 'weekly' then f.week else date '${EVER}' end`

/** What fits besides the count and the game: a part of the whole, before the end of its phase. */
const FITS = `(m.counts <> 'PARTS' or f.part = any(m.parts)) and (m.ends_at is null or f.occurred_at < m.ends_at)`

/** Nothing counts before its player has what is needed for it. */
const MAY_BEGIN = `(cardinality(m.requires) = 0 or not exists (select from unnest(m.requires) as need(id) where not exists (
    select from achievement_unlocks u where u.user_id = f.user_id and u.achievement = need.id and u.seq < f.seq)))`

/**
 * One statement from the events to the progress, so that none of them travels. An event belongs to the window in which it
 * occurred, whenever it is counted. A row that is there keeps its version, and takes only events beyond its last one; without
 * a row, the player's first event that counts begins one, in the version that was in force at that moment, if it is for a
 * segment that he is in by now. What is done is left alone. Planned once for a connection, with the limit in its text, as the
 * sums of plays are. Progress and place may be lost together in a crash of Postgres, and are then counted again.
 */
const countAfterSql = (limit: number) => `
with batch as materialized (
  select player_events.xid, user_id, seq, occurred_at, type, game, win, (occurred_at at time zone $4)::date as day,
    case when game in ('crash', 'match', 'lottery', 'gacha') or type in ('inventory.used', 'achievement.unlocked')
      then payload end as payload
  from player_events where ${EVENTS_AFTER} order by player_events.xid, user_id, seq limit ${limit}
), facts as materialized (
  select user_id, seq, occurred_at, game, day, day - (extract(isodow from day)::integer - 1) as week, counts, amount,
    case when counts = 'PARTS' then payload ->> 'achievement' end as part
  from batch cross join lateral ${FACTS} as counted(counts, amount) where amount > 0
), versions as materialized (
  select m.id as mission, m.period, m.kind, v.version, v.counts, v.game, v.target, v.enabled, v.body,
    array(select json_array_elements_text(v.body -> 'parts')) as parts,
    array(select json_array_elements_text(v.body -> 'requires')) as requires,
    array(select json_array_elements_text(v.body -> 'segments')) as segments,
    (v.body ->> 'until')::timestamptz as ends_at, v.published_at as since,
    lead(v.published_at, 1, 'infinity') over (partition by m.id order by v.version) as until
  from mission_versions v join missions m on m.id = v.mission where v.status = 'published'
), begun as materialized (
  select p.user_id, p.began, p.mission, p.version, p.last_seq, p.last_day, p.done_at
  from (select user_id, day as began from facts union select user_id, week from facts
      union select user_id, date '${EVER}' from facts) as touched
  cross join lateral (select * from mission_progress
    where user_id = touched.user_id and began = touched.began offset 0) as p
), beginning as materialized (
  select distinct on (f.user_id, began, m.mission) f.user_id, ${SAME_WINDOW} as began, m.mission, m.version,
    f.seq - 1 as last_seq, null::date as last_day
  from facts f join versions m on m.enabled and m.counts = f.counts and (m.game is null or m.game = f.game)
    and f.occurred_at >= m.since and f.occurred_at < m.until and ${FITS} and ${MAY_BEGIN} and ${meantFor('m.segments', 'f.user_id')}
  where not exists (select from begun b
    where b.user_id = f.user_id and b.began = ${SAME_WINDOW} and b.mission = m.mission)
  order by f.user_id, began, m.mission, f.seq
), running as (
  select user_id, began, mission, version, last_seq, last_day from begun where done_at is null
  union all select * from beginning
), sums as (
  select r.user_id, r.began, r.mission, m.version, m.target, m.kind, max(f.seq) as last_seq, max(f.day) as last_day,
    max(f.occurred_at) as last_at, least(m.target, case when m.counts = 'ACTIVE_DAYS'
      then count(distinct f.day) filter (where f.day > coalesce(r.last_day, '-infinity')) else sum(f.amount) end)::bigint as amount
  from running r join versions m on m.mission = r.mission and m.version = r.version
  join facts f on f.user_id = r.user_id and f.seq > r.last_seq and f.counts = m.counts
    and (m.game is null or m.game = f.game) and r.began = ${SAME_WINDOW} and ${FITS}
  group by r.user_id, r.began, r.mission, r.last_day, m.version, m.target, m.kind, m.counts
), written as (
  insert into mission_progress as p
    (user_id, began, mission, version, target, progress, last_seq, last_day, last_at, done_at, unlocked)
  select user_id, began, mission, version, target, amount, last_seq, last_day, last_at, case when amount >= target then last_at end,
    case when kind = 'achievement' then false end
  from sums where amount > 0 order by user_id, began, mission
  on conflict (user_id, began, mission) do update set progress = least(p.progress + excluded.progress, p.target),
    last_seq = excluded.last_seq, last_day = greatest(p.last_day, excluded.last_day),
    last_at = excluded.last_at,
    done_at = case when p.progress + excluded.progress >= p.target then excluded.last_at end
  returning user_id, mission, version, done_at
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  (select json_agg(json_build_object('userId', w.user_id, 'mission', w.mission, 'title', m.body -> 'title'))
    from written w join versions m using (mission, version) where w.done_at is not null and m.kind = 'mission') as done,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

/** A mission that a player has just finished. */
export interface MissionDone {
  readonly userId: number
  readonly mission: string
  readonly title: { readonly en: string; readonly ko: string }
}

/** Counts at most `limit` events after a place, days being those of `zone`; the caller keeps the place that comes back. */
export async function countMissionsAfter(
  tx: Queryable,
  after: Cursor,
  { limit, zone }: { readonly limit: number; readonly zone: string },
): Promise<Advance & { readonly done: readonly MissionDone[] }> {
  // What the parts of the batch are joined by is not known to the planner: it would go through them again for every row.
  await tx.query('set local plan_cache_mode = force_generic_plan; set local enable_nestloop = off')
  const { rows } = await tx.query<Cursor & { user_id: number; taken: number; done: MissionDone[] | null }>({
    name: `missions-after-${limit}`,
    text: countAfterSql(limit),
    values: [after.xid, after.userId, after.seq, zone],
  })
  const [row] = rows
  if (row === undefined) return { taken: 0, last: after, done: [] }
  const last = { xid: row.xid, userId: row.user_id, seq: row.seq }
  return { taken: row.taken, last, done: row.done ?? [] }
}
