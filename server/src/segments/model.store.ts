import type { Queryable } from '../platform/postgres/pool.ts'

/** With fewer who paid, quantiles say nothing: nobody is told from others by them. */
const LEAST_PAYERS = 20
/** Weeks of one guess: as far as is looked ahead, and back for the weeks that are held out. */
const AHEAD_DAYS = 84
/** A cell weighs as much of all payers as so many players would: few say little. */
const PRIOR_PLAYERS = 50

/** The cell of whoever paid in the year to the day `x`: how long ago, and on how many days. */
export const CELL = (
  since: string,
  times: string,
): string => `(case when ${since} <= 7 then 'a' when ${since} <= 28 then 'b'
  when ${since} <= 84 then 'c' else 'd' end || case when ${times} <= 1 then '1' when ${times} <= 4 then '2' else '3' end)`

/** Payers as of a day, with what they spent in 84 days at the rate of their year, and what they did spend in the 84 after. */
const payersAt = (x: string): string => `
  select d.user_id, ${CELL(`${x} - max(d.day) filter (where d.day <= ${x} and d.spent_won > 0)`, `count(*) filter (where d.day <= ${x} and d.spent_won > 0)`)} as cell,
    greatest(sum(d.spent_won - d.refunded_won) filter (where d.day <= ${x}), 0)::numeric * ${AHEAD_DAYS}
      / least(365, greatest(${AHEAD_DAYS}, ${x} - (min(u.created_at) at time zone $2)::date)) as rate,
    greatest(coalesce(sum(d.spent_won - d.refunded_won) filter (where d.day > ${x}), 0), 0)::numeric as outcome
  from player_days d join users u on u.id = d.user_id
  where (d.spent_won > 0 or d.refunded_won > 0) and d.day > ${x} - 365 and d.day <= ${x} + ${AHEAD_DAYS}
  group by d.user_id having bool_or(d.day <= ${x} and d.spent_won > 0)`

/** Of payers, what each cell spends of its former rate; drawn towards all payers (`all`) where a cell has few. */
const cellsOf = (payers: string): string => `
  select cell, (sum(outcome) + ${PRIOR_PLAYERS} * t.ratio * t.rate) / nullif(sum(p.rate) + ${PRIOR_PLAYERS} * t.rate, 0) as ratio
  from ${payers} p, (select sum(outcome) / nullif(sum(rate), 0) as ratio, avg(rate) as rate from ${payers}) t
  group by cell, t.ratio, t.rate
  union all select 'all', sum(outcome) / nullif(sum(rate), 0) from ${payers}`

const MODEL_SQL = `
with spent as (
  select user_id, sum(spent_won - refunded_won) as won, count(*) filter (where spent_won > 0) as times,
    $1::date - max(day) filter (where spent_won > 0) as since
  from player_days where (spent_won > 0 or refunded_won > 0) and day > $1::date - 365 and day <= $1::date
  group by user_id having sum(spent_won - refunded_won) > 0
), seen as (${payersAt(`($1::date - ${AHEAD_DAYS})`)}
), cells as (${cellsOf('seen')}
), before as (${payersAt(`($1::date - ${2 * AHEAD_DAYS})`)}
), older as (${cellsOf('before')}
), held_out as (
  select count(*) as players, avg(abs(s.rate * r.ratio - s.outcome)) as error, avg(abs(s.rate - s.outcome)) as baseline,
    sum(s.rate * r.ratio) as expected, sum(s.outcome) as actual
  from seen s cross join lateral (
    select coalesce((select ratio from older where cell = s.cell), (select ratio from older where cell = 'all')) as ratio) r
  where r.ratio is not null
)
insert into segment_models (as_of, made_at, payers, percentiles, recency_fifths, frequency_fifths, monetary_fifths, cells, held_out)
select $1, now(), count(*),
  case when count(*) < ${LEAST_PAYERS} then '{}' else
    percentile_disc(array(select i / 100.0 from generate_series(1, 99) i)) within group (order by won) end::bigint[],
  case when count(*) < ${LEAST_PAYERS} then '{}' else percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by since) end::bigint[],
  case when count(*) < ${LEAST_PAYERS} then '{}' else percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by times) end::bigint[],
  case when count(*) < ${LEAST_PAYERS} then '{}' else percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by won) end::bigint[],
  (select coalesce(jsonb_object_agg(cell, round(ratio * 1000)) filter (where ratio is not null), '{}') from cells),
  (select case when players > 0 then jsonb_build_object('players', players, 'meanError', round(error), 'baselineError', round(baseline),
    'expected', round(expected), 'actual', round(actual)) end from held_out)
from spent
on conflict (as_of) do update set made_at = excluded.made_at, payers = excluded.payers, percentiles = excluded.percentiles,
  recency_fifths = excluded.recency_fifths, frequency_fifths = excluded.frequency_fifths,
  monetary_fifths = excluded.monetary_fifths, cells = excluded.cells, held_out = excluded.held_out`

/** Makes what all pages of a run of this day go by; forgets those of a year ago. */
export async function makeModel(tx: Queryable, asOf: string, zone: string): Promise<void> {
  await tx.query(MODEL_SQL, [asOf, zone])
  await tx.query('delete from segment_models where as_of < $1::date - 400', [asOf])
}

export interface ModelRow {
  readonly asOf: string
  readonly payers: number
  readonly percentiles: readonly number[]
  readonly cells: Readonly<Record<string, number>>
  readonly heldOut: {
    readonly players: number
    readonly meanError: number
    readonly baselineError: number
    readonly expected: number
    readonly actual: number
  } | null
}

/** The newest one. */
export async function findModel(via: Queryable): Promise<ModelRow | undefined> {
  const { rows } = await via.query<ModelRow & Record<string, unknown>>(
    `select as_of::text as "asOf", payers, percentiles::float8[] as percentiles, cells, held_out as "heldOut"
     from segment_models order by as_of desc limit 1`,
  )
  return rows[0]
}
