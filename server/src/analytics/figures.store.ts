import {
  type ActivityReportReply,
  type FeaturesReply,
  type FunnelQuery,
  type FunnelReply,
  RETENTION_AGES,
  type RetentionQuery,
  type RetentionReply,
  type SpendQuery,
  type SpendReply,
} from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { WAS_ACTIVE } from './roll-up.store.ts'

/** What figures are asked of: the zone of days, and the first day that is not over. */
export interface Moment {
  readonly zone: string
  readonly today: string
}
type Whom = Pick<FunnelQuery, 'segment' | 'rank' | 'variant'>
type Bind = (value: unknown) => string
/** Figures and the statement that they came from. */
export interface Read<T> {
  readonly rows: T[]
  readonly sql: string
}

const isNarrowed = ({ segment, rank, variant }: Whom): boolean =>
  [segment, rank, variant].some((each) => each !== undefined)

function binder(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`
}

/** The condition on `users u` for whom the figures are of. */
function whomSql({ segment, rank, variant }: Whom, bind: Bind): string {
  const [dimension, key] = segment?.split(':') ?? []
  const [experiment, name] = variant?.split(':') ?? []
  return [
    'u.deleted_at is null',
    segment &&
      `exists (select from player_segments s where s.user_id = u.id and s.dimension = ${bind(dimension)} and s.segment = ${bind(key)})`,
    rank &&
      `greatest(array_position(array['STANDARD', 'PREMIUM', 'VIP'], u.rank), array_position(array['STANDARD', 'PREMIUM', 'VIP'],
        (select v.rank from vip_standings v where v.user_id = u.id))) = array_position(array['STANDARD', 'PREMIUM', 'VIP'], ${bind(rank)}::text)`,
    variant &&
      `exists (select from experiment_exposures e where e.user_id = u.id and e.experiment = ${bind(experiment)} and e.variant = ${bind(name)})`,
  ]
    .filter(Boolean)
    .join(' and ')
}

interface RetentionRow extends Record<string, unknown> {
  cohort: string
  players: number
  shares: (number | null)[]
  spent: (number | null)[]
}

/**
 * How many of those who registered did something so many days later. A period is of the cohorts within it; a share is of
 * those cohorts only whose day that is over. Of everybody from the roll-ups, of some from their days.
 */
export async function findRetention(
  via: Queryable,
  query: RetentionQuery,
  { zone, today }: Moment,
): Promise<Read<RetentionReply['rows'][number]>> {
  const values: unknown[] = [query.from, query.until, zone, today, query.by, RETENTION_AGES]
  const where = whomSql(query, binder(values))
  const narrowed = `who as materialized (select u.id, (u.created_at at time zone $3)::date as cohort from users u
    where u.created_at >= $1::date::timestamp at time zone $3 and u.created_at < ($2::date + 1)::timestamp at time zone $3 and ${where}),
  sizes as (select cohort, count(*) as players from who group by cohort),
  cells as (select w.cohort, d.day - w.cohort as age, count(*) filter (where ${WAS_ACTIVE}) as players,
      sum(d.spent_won - d.refunded_won) as spent
    from who w join player_days d on d.user_id = w.id and d.day between w.cohort and w.cohort + 90 group by 1, 2)`
  const rolledUp = `sizes as (select day as cohort, registered as players from club_days
    where day between $1::date and $2::date and registered > 0 and $3::text is not null),
  cells as (select cohort, age, players, spent from retention_cells where cohort between $1::date and $2::date)`
  const sql = `with ${isNarrowed(query) ? narrowed : rolledUp},
  ages as (select unnest($6::int[]) as age),
  each as (
    select s.cohort, s.players as of, a.age, coalesce(sum(c.players) filter (where c.age = a.age), 0) as back,
      coalesce(sum(c.spent), 0) as spent
    from sizes s join ages a on s.cohort + a.age < $4::date left join cells c on c.cohort = s.cohort and c.age <= a.age
    group by s.cohort, s.players, a.age),
  sums as (select date_trunc($5, cohort)::date as period, age, sum(of) as of, sum(back) as back, sum(spent) as spent
    from each group by 1, 2),
  periods as (select date_trunc($5, cohort)::date as period, sum(players)::bigint as players from sizes group by 1)
select p.period::text as cohort, p.players,
  array_agg(round(s.back * 10000.0 / nullif(s.of, 0))::int order by a.age) as shares,
  array_agg(case when s.of > 0 then round(s.spent / s.of)::float8 end order by a.age) as spent
from periods p cross join ages a left join sums s on s.period = p.period and s.age = a.age
group by p.period, p.players order by p.period`
  const { rows } = await via.query<RetentionRow>(sql, values)
  return { rows, sql }
}

const SPEND_COLUMNS = `sum(active)::bigint as "activeDays", sum(registered)::bigint as registered, sum(payers)::bigint as payers,
  sum(purchases)::bigint as purchases, sum(spent_won)::bigint as "spentWon", sum(refunded_won)::bigint as "refundedWon",
  (sum(spent_won) - sum(refunded_won))::bigint as "netWon", sum(spent_gems)::bigint as "spentGems",
  round((sum(spent_won) - sum(refunded_won)) / nullif(sum(active), 0), 2)::float8 as arpdau,
  round(sum(spent_won) / nullif(sum(payers), 0), 2)::float8 as arppu, sum(plays)::bigint as plays,
  sum(wagered)::bigint as wagered, sum(won)::bigint as won, (sum(play_seconds) / 60)::bigint as "playMinutes"`

/** What was spent by day, week or month. One who paid on two days of a week is counted on both. */
export async function findSpend(
  via: Queryable,
  query: SpendQuery,
  { zone }: Moment,
): Promise<Read<SpendReply['rows'][number]>> {
  const values: unknown[] = [query.from, query.until, zone, query.by]
  const where = whomSql(query, binder(values))
  const days = isNarrowed(query)
    ? `select d.day, count(*) filter (where ${WAS_ACTIVE}) as active, 0 as registered,
       count(*) filter (where d.spent_won > 0) as payers, sum(d.purchases) as purchases, sum(d.spent_won) as spent_won,
       sum(d.refunded_won) as refunded_won, sum(d.spent_gems) as spent_gems, sum(d.plays) as plays, sum(d.wagered) as wagered,
       sum(d.won) as won, sum(d.play_seconds) as play_seconds
     from player_days d join users u on u.id = d.user_id where d.day between $1::date and $2::date and ${where} group by d.day
     union all
     select (u.created_at at time zone $3)::date, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0 from users u
     where u.created_at >= $1::date::timestamp at time zone $3 and u.created_at < ($2::date + 1)::timestamp at time zone $3 and ${where} group by 1`
    : `select * from club_days where day between $1::date and $2::date and $3::text is not null`
  const sql = `with days as (${days})
select date_trunc($4, day)::date::text as day, ${SPEND_COLUMNS} from days group by 1 order by 1`
  const { rows } = await via.query<SpendReply['rows'][number] & Record<string, unknown>>(sql, values)
  return { rows, sql }
}

/** How far those came who registered within a period; each step is of the one before. */
export async function findFunnel(
  via: Queryable,
  query: FunnelQuery,
  { zone }: Moment,
): Promise<Read<FunnelReply['steps'][number]>> {
  const values: unknown[] = [query.from, query.until, zone]
  const where = whomSql(query, binder(values))
  const sql = `with who as materialized (
  select u.id, (u.created_at at time zone $3)::date as cohort from users u
  where u.created_at >= $1::date::timestamp at time zone $3 and u.created_at < ($2::date + 1)::timestamp at time zone $3 and ${where}
), ways as (
  select w.id, bool_or(d.plays > 0) as played, bool_or(${WAS_ACTIVE} and d.day between w.cohort + 1 and w.cohort + 7) as returned,
    count(*) filter (where d.spent_won > 0) as paid_days
  from who w left join player_days d on d.user_id = w.id and d.day >= w.cohort group by w.id
)
select count(*) as registered, count(*) filter (where played) as played, count(*) filter (where played and returned) as returned,
  count(*) filter (where played and returned and paid_days > 0) as paid,
  count(*) filter (where played and returned and paid_days > 1) as "paidAgain" from ways`
  const { rows } = await via.query<Record<FunnelReply['steps'][number]['step'], number>>(sql, values)
  const [row] = rows
  const steps = ['registered', 'played', 'returned', 'paid', 'paidAgain'] as const
  const shareOf = (part: number, of: number) => (of === 0 ? null : Math.round((part * 10_000) / of))
  return {
    sql,
    rows: steps.map((step, index) => {
      const players = row?.[step] ?? 0
      const before = row?.[steps[Math.max(0, index - 1)] ?? step] ?? 0
      return { step, players, share: shareOf(players, row?.registered ?? 0), ofBefore: shareOf(players, before) }
    }),
  }
}

/** Who was there, by day. */
export async function findActivityDays(
  via: Queryable,
  { from, until }: { from: string; until: string },
): Promise<Read<ActivityReportReply['rows'][number]>> {
  const sql = `select day::text, active, active_7 as "active7", active_30 as "active30",
  round(active * 10000.0 / nullif(active_30, 0))::int as stickiness, registered, visitors, plays,
  play_seconds / 60 as "playMinutes", actions
from club_days where day between $1::date and $2::date order by day`
  const { rows } = await via.query<ActivityReportReply['rows'][number] & Record<string, unknown>>(sql, [from, until])
  return { rows, sql }
}

/** What was used within a period, most first. */
export async function findFeatures(
  via: Queryable,
  { from, until }: { from: string; until: string },
): Promise<Read<FeaturesReply['rows'][number]>> {
  const sql = `select kind, feature, sum(uses)::bigint as uses, max(players) as players, count(*) as days
from feature_days where day between $1::date and $2::date group by kind, feature order by sum(uses) desc, kind, feature limit 500`
  const { rows } = await via.query<FeaturesReply['rows'][number] & Record<string, unknown>>(sql, [from, until])
  return { rows, sql }
}
