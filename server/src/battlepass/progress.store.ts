import type { Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, EVENTS_AFTER } from '../stream/index.ts'

/** Pass XP of a player after some of his events were counted. */
export interface PassXpCounted {
  readonly userId: number
  readonly season: string
  readonly xp: number
  /** When the key of the mirror is of no use any more: the end of the season. */
  readonly endsAtMs: number
}

/** The same, with what he had before them. */
export interface PassXpGained extends PassXpCounted {
  readonly before: number
}

/**
 * One statement from the events to the pass XP. An event belongs to the season in which it occurred, whenever it is
 * counted; the plays of a day count up to their bound, in whatever pieces they come. A player's row takes only events
 * beyond its last one, so that the same events again change nothing.
 */
const countAfterSql = (limit: number) => `
with batch as materialized (
  select player_events.xid, user_id, seq, occurred_at, type, game,
    case when type = 'battlepass.couponUsed' then payload end as payload
  from player_events where ${EVENTS_AFTER} order by player_events.xid, user_id, seq limit ${limit}
), seasons as materialized (
  select s.id, s.starts_at, s.ends_at, v.play_xp, v.play_xp_a_day, v.mission_xp, v.streak_xp
  from pass_seasons s join pass_versions v on v.season = s.id and v.version = s.live_version
  where s.starts_at <= (select max(occurred_at) from batch) and s.ends_at > (select min(occurred_at) from batch)
), facts as materialized (
  select b.user_id, b.seq, s.id as season, (b.occurred_at at time zone $4)::date as day, (b.game is not null)::integer as plays,
    case b.type when 'mission.claimed' then s.mission_xp when 'streak.ticked' then s.streak_xp
      when 'battlepass.couponUsed' then (b.payload ->> 'xp')::bigint else 0 end as other_xp
  from batch b join seasons s on b.occurred_at >= s.starts_at and b.occurred_at < s.ends_at
  where b.game is not null or b.type in ('mission.claimed', 'streak.ticked', 'battlepass.couponUsed')
), known as materialized (
  select p.season, p.user_id, p.last_seq
  from (select distinct season, user_id from facts) as touched
  cross join lateral (select * from pass_progress
    where season = touched.season and user_id = touched.user_id offset 0) as p
), fresh as materialized (
  select f.* from facts f left join known k on k.season = f.season and k.user_id = f.user_id
  where f.seq > coalesce(k.last_seq, 0)
), played as materialized (
  select season, user_id, day, sum(plays)::bigint as plays from fresh where plays > 0 group by season, user_id, day
), days as (
  insert into pass_days as d (season, user_id, day, plays)
  select season, user_id, day, plays from played order by season, user_id, day
  on conflict (season, user_id, day) do update set plays = d.plays + excluded.plays
  returning d.season, d.user_id, d.day, d.plays
), gains as (
  select p.season, p.user_id, least(s.play_xp_a_day, s.play_xp * d.plays)
    - least(s.play_xp_a_day, s.play_xp * (d.plays - p.plays)) as xp
  from played p join days d on d.season = p.season and d.user_id = p.user_id and d.day = p.day
  join seasons s on s.id = p.season
  union all select season, user_id, other_xp from fresh where other_xp > 0
), lasts as (
  select season, user_id, max(seq) as last_seq from fresh group by season, user_id
), sums as (
  select l.season, l.user_id, l.last_seq, coalesce(g.xp, 0)::bigint as xp
  from lasts l left join (select season, user_id, sum(xp) as xp from gains group by season, user_id) as g
    on g.season = l.season and g.user_id = l.user_id
), written as (
  insert into pass_progress as p (season, user_id, xp, last_seq)
  select season, user_id, xp, last_seq from sums order by season, user_id
  on conflict (season, user_id) do update set xp = p.xp + excluded.xp, last_seq = excluded.last_seq
  returning p.season, p.user_id, p.xp
)
select b.xid::text as xid, b.user_id, b.seq, (select count(*) from batch) as taken,
  (select json_agg(json_build_object('userId', w.user_id, 'season', w.season, 'xp', w.xp, 'before', w.xp - g.xp,
      'endsAtMs', (extract(epoch from s.ends_at) * 1000)::bigint))
    from written w join seasons s on s.id = w.season
    join sums g on g.season = w.season and g.user_id = w.user_id) as changed,
  (select json_agg(user_id) from batch where type = 'account.mergedOut') as closed,
  set_config('synchronous_commit', 'off', true)
from batch b order by b.xid desc, b.user_id desc, b.seq desc limit 1`

interface CountedRow extends Record<string, unknown> {
  user_id: number
  taken: number
  changed: PassXpGained[] | null
  closed: number[] | null
}

export interface PassAdvance extends Advance {
  readonly changed: readonly PassXpGained[]
  /** Accounts whose last event was among them: that of the merge that closed them. */
  readonly closed: readonly number[]
}

/** Counts at most `limit` events after a place, days being those of `zone`; the caller keeps the place that comes back. */
export async function countPassXpAfter(
  tx: Queryable,
  after: Cursor,
  { limit, zone }: { readonly limit: number; readonly zone: string },
): Promise<PassAdvance> {
  // What the parts of the batch are joined by is not known to the planner: it would go through them again for every row.
  await tx.query('set local plan_cache_mode = force_generic_plan; set local enable_nestloop = off')
  const { rows } = await tx.query<Cursor & CountedRow>({
    name: `battlepass-after-${limit}`,
    text: countAfterSql(limit),
    values: [after.xid, after.userId, after.seq, zone],
  })
  const [row] = rows
  if (row === undefined) return { taken: 0, last: after, changed: [], closed: [] }
  const last = { xid: row.xid, userId: row.user_id, seq: row.seq }
  return { taken: row.taken, last, changed: row.changed ?? [], closed: row.closed ?? [] }
}

/** Players' pass XP in the season that runs, in the order of their ids, after one of them. */
export async function findPassXp(
  via: Queryable,
  { nowMs, after, limit }: { readonly nowMs: number; readonly after: number; readonly limit: number },
): Promise<PassXpCounted[]> {
  const { rows } = await via.query<PassXpCounted & Record<string, unknown>>(
    `select p.user_id as "userId", p.season, p.xp, (extract(epoch from s.ends_at) * 1000)::bigint as "endsAtMs"
     from pass_seasons s join pass_progress p on p.season = s.id
     where s.starts_at <= to_timestamp($1::bigint / 1000.0) and s.ends_at > to_timestamp($1::bigint / 1000.0)
       and p.user_id > $2
     order by p.user_id limit $3`,
    [nowMs, after, limit],
  )
  return rows
}
