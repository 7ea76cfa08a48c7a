import { type AnyMetric, TABLED_GAMES } from '@casino-club/shared'
import { prepared, type Queryable } from '../platform/postgres/pool.ts'
import type { Measured } from './judge.rule.ts'

interface FigureSql {
  /** A player's own figure. */
  readonly of: string
  /** Whom it speaks of; all where it is not said. */
  readonly among?: string
  /** What a ratio is a part of. */
  readonly whole?: string
}

/** Each figure of one player since he met his variant, out of the books; `e` is his exposure. */
const FIGURES: Readonly<Record<Exclude<AnyMetric, 'limitHits'>, FigureSql>> = {
  played: { of: '(coalesce(p.plays, 0) > 0)::int' },
  purchased: { of: '(coalesce(b.purchases, 0) > 0)::int' },
  retainedD1: { of: 'coalesce(s.d1, false)::int', among: 'e.day + 1 < $4::date' },
  retainedD7: { of: 'coalesce(s.d7, false)::int', among: 'e.day + 7 < $4::date' },
  plays: { of: 'coalesce(p.plays, 0)' },
  wageredCoins: { of: 'coalesce(p.wagered, 0)' },
  daysSeen: { of: 'coalesce(s.days, 0)' },
  purchases: { of: 'coalesce(b.purchases, 0)' },
  revenueWon: { of: 'coalesce(b.won, 0)' },
  gemsSpent: { of: 'coalesce(g.gems, 0)' },
  selfExclusions: { of: '(h.user_id is not null)::int' },
  refunds: { of: '(coalesce(b.refunds, 0) > 0)::int' },
  lateNightSpend: { of: 'coalesce(b.late_won, 0)', whole: 'coalesce(b.spent_won, 0)' },
}
export type MeasuredMetric = keyof typeof FIGURES
const MEASURED = Object.keys(FIGURES) as MeasuredMetric[]

/** The end of the night, in whole hours of the club's zone. */
const NIGHT_ENDS = 5

/**
 * By numbers of events, not by clocks: what has a higher number than the exposure came after it. Plays are summed by quarters of
 * an hour, and the quarter of the exposure counts whole, in every variant alike.
 */
const PLAYERS = `
with e as (
  select user_id, variant, seq, (exposed_at at time zone $2)::date as day from experiment_exposures where experiment = $1
), p as (
  select e.user_id, sum(q.plays) as plays, sum(q.bet) filter (where q.game = any($3::text[])) as wagered
  from e join play_quarters q on q.user_id = e.user_id and q.last_seq > e.seq group by e.user_id
), b as (
  select e.user_id, count(*) as purchases,
    sum(o.amount - o.refunded_amount) filter (where o.currency = 'KRW') as won,
    sum(o.amount) filter (where o.currency = 'KRW') as spent_won,
    sum(o.amount) filter (where o.currency = 'KRW'
      and extract(hour from o.captured_at at time zone $2) < ${NIGHT_ENDS}) as late_won,
    count(*) filter (where o.refunded_amount > 0) as refunds
  from e join shop_purchases o on o.user_id = e.user_id and o.seq > e.seq
  where o.status in ('granted', 'refunding', 'refunded') group by e.user_id
), s as (
  select e.user_id, count(*) as days, bool_or(d.day = e.day + 1) as d1, bool_or(d.day = e.day + 7) as d7
  from e join vip_days d on d.user_id = e.user_id and d.day >= e.day group by e.user_id
), g as (
  select e.user_id, -sum(l.amount) as gems from e join ledger_entries l on l.user_id = e.user_id and l.seq > e.seq
  where l.currency = 'gems' and l.amount < 0 group by e.user_id
), h as (
  select distinct e.user_id from e join safe_play_changes c on c.user_id = e.user_id and c.seq > e.seq
  where c.type = 'safe.excluded'
)`

const columnsOf = (metric: MeasuredMetric): string => {
  const { of, among, whole } = FIGURES[metric]
  const on = among === undefined ? '' : ` filter (where ${among})`
  const part = `(${of})::float8`
  const columns = [
    `count(*)${on} as "${metric}_n"`,
    `avg(${part})${on} as "${metric}_mean"`,
    `var_samp(${part})${on} as "${metric}_var"`,
  ]
  if (whole === undefined) return columns.join(', ')
  const rest = `(${whole})::float8`
  return [
    ...columns,
    `avg(${rest}) as "${metric}_whole"`,
    `var_samp(${rest}) as "${metric}_whole_var"`,
    `covar_samp(${part}, ${rest}) as "${metric}_covar"`,
  ].join(', ')
}

const SQL = `${PLAYERS}
select e.variant, ${MEASURED.map(columnsOf).join(',\n  ')}
from e left join p using (user_id) left join b using (user_id) left join s using (user_id) left join g using (user_id)
  left join h using (user_id)
group by e.variant`

const COIN_GAMES = Object.values(TABLED_GAMES)
  .filter(({ currency }) => currency === 'coins')
  .map(({ id }) => id)

type Row = { readonly variant: string } & Readonly<Record<string, number | string | null>>

const toMeasured = (row: Row, metric: MeasuredMetric): Measured => {
  const figure = (name: string) => Number(row[`${metric}_${name}`] ?? 0)
  const counted = { variant: row.variant, n: figure('n'), mean: figure('mean'), variance: figure('var') }
  if (FIGURES[metric].whole === undefined) return counted
  return { ...counted, whole: { mean: figure('whole'), variance: figure('whole_var'), covariance: figure('covar') } }
}

export interface MeasureInput {
  readonly experiment: string
  /** The club's zone. */
  readonly zone: string
  /** The club's day of now, `YYYY-MM-DD`. */
  readonly today: string
}

/** Hundreds of thousands of players take their time; a report may. */
const LOOK_SECONDS = 60

/** Every figure of every variant, out of the books by one statement, in a transaction of its own. */
export async function measure(
  via: Queryable,
  { experiment, zone, today }: MeasureInput,
): Promise<ReadonlyMap<MeasuredMetric, readonly Measured[]>> {
  await via.query(`set local statement_timeout = '${LOOK_SECONDS}s'`)
  const { rows } = await via.query<Row>(prepared('experiment-measure', SQL, [experiment, zone, COIN_GAMES, today]))
  return new Map(MEASURED.map((metric) => [metric, rows.map((row) => toMeasured(row, metric))]))
}
