import { RISK_DIMENSION } from '@casino-club/shared'
import { lastDone } from '../jobs/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { RUN } from './standing.ts'

/** The segments that a player is in and that something may be aimed by, with what their rules call them. */
export type Audience = ReadonlyMap<string, { readonly en: string; readonly ko: string }>
export const NOBODY: Audience = new Map()

/**
 * SQL: whether what is for these segments (an expression of `text[]`; empty or null: for everybody) is for a player, as of the
 * last run or of what was set by hand since.
 */
export const meantFor = (
  targets: string,
  userId: string,
): string => `(coalesce(cardinality(${targets}), 0) = 0 or exists (
  select from player_segments aimed where aimed.user_id = ${userId} and aimed.dimension <> '${RISK_DIMENSION}'
    and aimed.dimension || ':' || aimed.segment = any(${targets})))`

export async function isMeantFor(
  via: Queryable,
  targets: readonly string[] | undefined,
  userId: number,
): Promise<boolean> {
  if (targets === undefined || targets.length === 0) return true
  const { rows } = await via.query<{ meant: boolean }>(`select ${meantFor('$1::text[]', '$2')} as meant`, [
    targets,
    userId,
  ])
  return rows[0]?.meant === true
}

/** The rules of a dimension (an expression) that the last finished run took; before the first run, the last ones of all. */
const rulesOf = (dimension: string): string => `(
  select v.rules from segment_rule_sets v left join ${lastDone(`'${RUN.job}'`)} run on true
  where v.dimension = ${dimension} and v.status = 'approved'
  order by v.effective_on <= coalesce((select max(as_of) from segment_models), 'infinity')
    and v.approved_at <= coalesce(run.started_at, 'infinity') desc, v.effective_on desc, v.version desc limit 1)`

/** Named as by the rules in force. */
export async function audienceOf(via: Queryable, userId: number): Promise<Audience> {
  const { rows } = await via.query<{ target: string; segment: string; name: { en: string; ko: string } | null }>(
    `select s.dimension || ':' || s.segment as target, s.segment, (
       select named -> 'name' from ${rulesOf('s.dimension')} v
       cross join lateral (select v.rules -> 'otherwise' as named union all select json_array_elements(v.rules -> 'rules')) x
       where named ->> 'segment' = s.segment limit 1) as name
     from player_segments s where s.user_id = $1 and s.dimension <> $2 order by s.dimension`,
    [userId, RISK_DIMENSION],
  )
  return new Map(rows.map(({ target, segment, name }) => [target, name ?? { en: segment, ko: segment }]))
}

/** Those of these segments that the last approved rules of their dimension do not have: nobody will be in them. */
export async function findUnknownTargets(via: Queryable, targets: readonly string[]): Promise<string[]> {
  if (targets.length === 0) return []
  const { rows } = await via.query<{ target: string }>(
    `with newest as (
       select distinct on (dimension) dimension, rules from segment_rule_sets where status = 'approved'
       order by dimension, effective_on desc, version desc
     ), known as (
       select dimension || ':' || (rules -> 'otherwise' ->> 'segment') as target from newest
       union all select dimension || ':' || (json_array_elements(rules -> 'rules') ->> 'segment') from newest
     )
     select target from unnest($1::text[]) as asked(target) where target not in (select target from known) order by target`,
    [targets],
  )
  return rows.map(({ target }) => target)
}

/** Whether a rule of what protects players holds for somebody, as of the last run: he is not where all others are. */
export async function isProtected(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query(
    `select from player_segments s cross join ${rulesOf('$2')} v
     where s.user_id = $1 and s.dimension = $2 and s.segment <> v.rules -> 'otherwise' ->> 'segment'`,
    [userId, RISK_DIMENSION],
  )
  return rowCount === 1
}
