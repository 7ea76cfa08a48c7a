import { FACT_NAMES, type Facts } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { COLUMNS } from './compile.ts'
import { CELL } from './model.store.ts'

const within = (days: number): string => `d.day > $3::date - ${days}`
const sumOf = (column: string, days: number): string => `coalesce(sum(d.${column}) filter (where ${within(days)}), 0)`
const activeIn = (days: number): string => `count(*) filter (where (d.was_there or d.actions > 0) and ${within(days)})`
const net = (days: number): string => `${sumOf('spent_won', days)} - ${sumOf('refunded_won', days)}`

// Days of zone $4; a year of days is read only of those who paid in it, a quarter of everybody else.
const FACTS_SQL = `
with who as materialized (
  select id, created_at from users where id > $1 and id <= $2 and deleted_at is null
    and id not in (select from_user_id from account_merges where from_user_id > $1 and from_user_id <= $2)
), days as materialized (
  select d.user_id, max(d.day) filter (where d.was_there or d.actions > 0) as last_day,
    ${activeIn(7)} as active_7, ${activeIn(30)} as active_30, ${activeIn(90)} as active_90,
    ${sumOf('plays', 30)} as plays_30, ${sumOf('wagered', 30)} as wagered_30, ${sumOf('play_seconds', 30)} as seconds_30,
    ${sumOf('night_plays', 30)} as night_30, ${sumOf('purchases', 90)} as purchases_90,
    greatest(${net(30)}, 0) as spent_30, greatest(${net(90)}, 0) as spent_90
  from player_days d where d.user_id > $1 and d.user_id <= $2 and ${within(90)} and d.day <= $3::date
  group by d.user_id
), paid as materialized (
  select d.user_id, greatest(sum(d.spent_won - d.refunded_won), 0) as spent_365,
    count(*) filter (where d.spent_won > 0) as times, $3::date - max(d.day) filter (where d.spent_won > 0) as since
  from player_days d where d.user_id > $1 and d.user_id <= $2 and (d.spent_won > 0 or d.refunded_won > 0)
    and ${within(365)} and d.day <= $3::date
  group by d.user_id
), kept as materialized (
  select user_id, count(*) as changes from safe_play_changes
  where user_id > $1 and user_id <= $2 and admin_id is null and type in ('safe.limitSet', 'safe.paused', 'safe.excluded')
    and changed_at > ($3::date - 90)::timestamp at time zone $4 group by user_id
), facts as (
  select w.id as user_id, $3::date as as_of, greatest($3::date - (w.created_at at time zone $4)::date, 0) as account_age_days,
    greatest($3::date - coalesce(d.last_day, older.day, (w.created_at at time zone $4)::date), 0) as days_since_seen,
    coalesce(d.active_7, 0) as active_days_7, coalesce(d.active_30, 0) as active_days_30, coalesce(d.active_90, 0) as active_days_90,
    coalesce(d.plays_30, 0) as plays_30, coalesce(d.wagered_30, 0) as wagered_30, coalesce(d.seconds_30, 0) / 60 as play_minutes_30,
    d.night_30 * 100 / nullif(d.plays_30, 0) as night_share_30, coalesce(d.purchases_90, 0) as purchases_90,
    coalesce(d.spent_30, 0) as spent_30, coalesce(d.spent_90, 0) as spent_90, coalesce(p.spent_365, 0) as spent_365,
    p.since as days_since_purchase, d.spent_30 * 200 / nullif(d.spent_90 - d.spent_30, 0) as spend_growth,
    coalesce(x.deposit_total, 0) as deposits, $3::date - (a.last_charge_at at time zone $4)::date as days_since_charge,
    case when p.spent_365 > 0 then 5 - width_bucket(p.since::bigint, m.recency_fifths) end as recency_score,
    case when p.spent_365 > 0 then 1 + width_bucket(p.times, m.frequency_fifths) end as frequency_score,
    case when p.spent_365 > 0 then 1 + width_bucket(p.spent_365::bigint, m.monetary_fifths) end as monetary_score,
    case when p.spent_365 > 0 then width_bucket(p.spent_365::bigint, m.percentiles) else 0 end as spend_percentile,
    coalesce(round(p.spent_365 * 84 / least(365, greatest(84, $3::date - (w.created_at at time zone $4)::date))
      * coalesce(m.cells ->> ${CELL('p.since', 'p.times')}, m.cells ->> 'all')::numeric / 1000), 0) as expected_spend_84,
    coalesce(v.level, 0) as vip_level, coalesce(k.changes, 0) as protections_90
  from who w
  join segment_models m on m.as_of = $3::date
  left join days d on d.user_id = w.id
  left join paid p on p.user_id = w.id
  left join kept k on k.user_id = w.id
  left join external_ranking_data x on x.user_id = w.id
  left join user_activity a on a.user_id = w.id
  left join vip_standings v on v.user_id = w.id
  left join lateral (select max(o.day) as day from player_days o
    where o.user_id = w.id and d.last_day is null and (o.was_there or o.actions > 0)) older on true
), written as (
  insert into player_facts (user_id, as_of, ${FACT_NAMES.map((fact) => COLUMNS[fact]).join(', ')})
  select user_id, as_of, ${FACT_NAMES.map((fact) => COLUMNS[fact]).join(', ')} from facts
  on conflict (user_id) do update set as_of = excluded.as_of,
    ${FACT_NAMES.map((fact) => `${COLUMNS[fact]} = excluded.${COLUMNS[fact]}`).join(', ')}
  returning 1
)
select count(*) as players from written`

/** Where a page of so many players ends; undefined: there are none after it. */
export async function findPageEnd(via: Queryable, after: number, limit: number): Promise<number | undefined> {
  const { rows } = await via.query<{ last: number | null }>(
    'select max(id) as last from (select id from users where id > $1 order by id limit $2) page',
    [after, limit],
  )
  return rows[0]?.last ?? undefined
}

/** Writes the facts of the players after one and up to another, as of a day of a zone; gives how many. */
export async function writeFacts(
  tx: Queryable,
  { after, last, asOf, zone }: { after: number; last: number; asOf: string; zone: string },
): Promise<number> {
  const { rows } = await tx.query<{ players: number }>(FACTS_SQL, [after, last, asOf, zone])
  return rows[0]?.players ?? 0
}

/** A player's facts and the day they are of; undefined before his first run. */
export async function findFacts(via: Queryable, userId: number): Promise<{ asOf: string; facts: Facts } | undefined> {
  const columns = FACT_NAMES.map((fact) => `${COLUMNS[fact]} as "${fact}"`).join(', ')
  const { rows } = await via.query<Record<string, unknown>>(
    `select as_of::text as "asOf", ${columns} from player_facts where user_id = $1`,
    [userId],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { asOf, ...facts } = row
  return { asOf: asOf as string, facts: facts as Facts }
}
