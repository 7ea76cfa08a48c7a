import type { Queryable } from '../platform/postgres/pool.ts'

/** That a player did something on a day, of a row `d` of `player_days`. */
export const WAS_ACTIVE = '(d.was_there or d.actions > 0)'
const LAST_AGE = 90

const DAY_SQL = `
insert into club_days (day, active, active_7, active_30, registered, visitors, plays, wagered, won, play_seconds, actions,
  payers, purchases, spent_won, refunded_won, spent_gems, counted_at)
select $1::date, count(*) filter (where ${WAS_ACTIVE}),
  case when $3 then (select count(distinct w.user_id) from player_days w
    where w.day > $1::date - 7 and w.day <= $1::date and (w.was_there or w.actions > 0)) end,
  case when $3 then (select count(distinct m.user_id) from player_days m
    where m.day > $1::date - 30 and m.day <= $1::date and (m.was_there or m.actions > 0)) end,
  (select count(*) from users u where u.created_at >= $1::date::timestamp at time zone $2
    and u.created_at < ($1::date + 1)::timestamp at time zone $2 and u.deleted_at is null),
  (select count(distinct visitor) from site_visits v where v.day = $1::date),
  coalesce(sum(d.plays), 0), coalesce(sum(d.wagered), 0), coalesce(sum(d.won), 0), coalesce(sum(d.play_seconds), 0),
  coalesce(sum(d.actions), 0), count(*) filter (where d.spent_won > 0), coalesce(sum(d.purchases), 0),
  coalesce(sum(d.spent_won), 0), coalesce(sum(d.refunded_won), 0), coalesce(sum(d.spent_gems), 0), now()
from player_days d where d.day = $1::date
on conflict (day) do update set active = excluded.active, active_7 = excluded.active_7, active_30 = excluded.active_30,
  registered = excluded.registered, visitors = excluded.visitors, plays = excluded.plays, wagered = excluded.wagered,
  won = excluded.won, play_seconds = excluded.play_seconds, actions = excluded.actions, payers = excluded.payers,
  purchases = excluded.purchases, spent_won = excluded.spent_won, refunded_won = excluded.refunded_won,
  spent_gems = excluded.spent_gems, counted_at = excluded.counted_at`

const RETENTION_SQL = `
with cells as (
  select (u.created_at at time zone $2)::date as cohort, count(*) filter (where ${WAS_ACTIVE}) as players,
    sum(d.spent_won - d.refunded_won) as spent
  from player_days d join users u on u.id = d.user_id
  where d.day = $1::date and u.created_at >= ($1::date - ${LAST_AGE})::timestamp at time zone $2
    and u.created_at < ($1::date + 1)::timestamp at time zone $2
  group by 1
), gone as (
  delete from retention_cells r where r.cohort + r.age = $1::date and r.cohort >= $1::date - ${LAST_AGE}
    and not exists (select from cells c where c.cohort = r.cohort)
)
insert into retention_cells (cohort, age, players, spent)
select cohort, $1::date - cohort, players, spent from cells
on conflict (cohort, age) do update set players = excluded.players, spent = excluded.spent`

const FEATURES_SQL = `
with used as (
  select 'game' as kind, game as feature, sum(plays)::bigint as uses, null::bigint as players from game_minutes
  where minute >= $1::date::timestamp at time zone $2 and minute < ($1::date + 1)::timestamp at time zone $2 group by game
  union all
  select 'action', type, count(*), count(distinct user_id) from user_actions
  where received_at >= $1::date::timestamp at time zone $2 and received_at < ($1::date + 1)::timestamp at time zone $2 group by type
)
insert into feature_days (day, kind, feature, uses, players)
select $1::date, kind, feature, uses, players from used
on conflict (day, kind, feature) do update set uses = excluded.uses, players = excluded.players`

/** What a statement of a day may take: with a million players it reads the days of a month, in some seconds or more. */
export const ROLL_UP_SECONDS = 60

/** Counts a day of a zone anew, from the days of players; `over`: nothing more can come to it. */
export async function rollUp(tx: Queryable, day: string, zone: string, over: boolean): Promise<void> {
  await tx.query(`set local statement_timeout = '${ROLL_UP_SECONDS}s'`)
  await tx.query(DAY_SQL, [day, zone, over])
  await tx.query(RETENTION_SQL, [day, zone])
  await tx.query(FEATURES_SQL, [day, zone])
}

/** The first day that is to be counted: the last that was, or the first of any player; null: there is none. */
export async function findFirstDay(via: Queryable): Promise<string | null> {
  const { rows } = await via.query<{ day: string | null }>(
    'select coalesce((select max(day) from club_days), (select min(day) from player_days))::text as day',
  )
  return rows[0]?.day ?? null
}
