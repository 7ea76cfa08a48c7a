import type { RuleSet } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface RuleVersion {
  readonly dimension: string
  readonly version: number
  readonly status: 'draft' | 'approved'
  readonly rules: RuleSet
  readonly changedAt: Date
  readonly changedBy: string | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly effectiveOn: string | null
  readonly reason: string | null
}

/** Every version of every dimension, or of one, the newest first. */
export async function findRuleVersions(via: Queryable, dimension?: string): Promise<RuleVersion[]> {
  const { rows } = await via.query<RuleVersion & Record<string, unknown>>(
    `select r.dimension, r.version, r.status, r.rules, r.changed_at as "changedAt", c.site_id as "changedBy",
       r.approved_at as "approvedAt", a.site_id as "approvedBy", r.effective_on::text as "effectiveOn", r.reason
     from segment_rule_sets r left join admin_users c on c.id = r.changed_by left join admin_users a on a.id = r.approved_by
     where $1::text is null or r.dimension = $1 order by r.dimension, r.version desc`,
    [dimension ?? null],
  )
  return rows
}

/**
 * What decides on a day: of each dimension the approved version of the latest day that has come, of one day the newest. So one
 * that is approved for sooner decides until another's day comes.
 */
export function liveOn(versions: readonly RuleVersion[], day: string): RuleVersion[] {
  const live = new Map<string, RuleVersion>()
  for (const each of versions) {
    if (each.effectiveOn === null || each.effectiveOn > day) continue
    const other = live.get(each.dimension)
    if (other === undefined || comesAfter(each, other)) live.set(each.dimension, each)
  }
  return [...live.values()].sort((a, b) => a.dimension.localeCompare(b.dimension))
}

const comesAfter = (one: RuleVersion, other: RuleVersion): boolean => {
  const [day, before] = [one.effectiveOn ?? '', other.effectiveOn ?? '']
  return day === before ? one.version > other.version : day > before
}

export async function findRevisions(via: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await via.query<{ dimension: string; revision: number }>(
    'select dimension, revision from segment_dimensions',
  )
  return new Map(rows.map(({ dimension, revision }) => [dimension, revision]))
}

/** Holds a dimension until the transaction ends, and tells its revision: 0 for one that is not there yet, and is made. */
export async function lockDimension(tx: Queryable, dimension: string): Promise<number> {
  const made = await tx.query('insert into segment_dimensions (dimension) values ($1) on conflict do nothing', [
    dimension,
  ])
  const { rows } = await tx.query<{ revision: number }>(
    'select revision from segment_dimensions where dimension = $1 for update',
    [dimension],
  )
  return made.rowCount === 1 ? 0 : (rows[0]?.revision ?? 0)
}

export async function countRevision(tx: Queryable, dimension: string): Promise<void> {
  await tx.query('update segment_dimensions set revision = revision + 1 where dimension = $1', [dimension])
}

/** Writes the draft, a new one or over the one that is there; gives its version. */
export async function writeDraft(
  tx: Queryable,
  { dimension, rules, adminId, nowMs }: { dimension: string; rules: RuleSet; adminId: number; nowMs: number },
): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into segment_rule_sets (dimension, version, status, rules, changed_by, changed_at)
     values ($1, coalesce((select version from segment_rule_sets where dimension = $1 and status = 'draft'),
       (select max(version) + 1 from segment_rule_sets where dimension = $1), 1), 'draft', $2, $3, ${at('$4')})
     on conflict (dimension, version) do update
     set rules = excluded.rules, changed_by = excluded.changed_by, changed_at = excluded.changed_at
     returning version`,
    [dimension, JSON.stringify(rules), adminId, nowMs],
  )
  return rows[0]?.version ?? 0
}

/** Approves the draft from a day on. */
export async function approveDraft(
  tx: Queryable,
  order: { dimension: string; adminId: number; effectiveOn: string; reason: string; nowMs: number },
): Promise<void> {
  const { dimension, adminId, effectiveOn, reason, nowMs } = order
  await tx.query(
    `update segment_rule_sets set status = 'approved', approved_by = $2, approved_at = ${at('$5')}, effective_on = $3, reason = $4
     where dimension = $1 and status = 'draft'`,
    [dimension, adminId, effectiveOn, reason, nowMs],
  )
}

/** Gives a new club its first rules, in force from a day on; those of a dimension that is there are left alone. */
export async function insertFirstRules(
  via: Queryable,
  sets: Readonly<Record<string, RuleSet>>,
  { nowMs, day }: { nowMs: number; day: string },
): Promise<void> {
  await via.query(
    `with made as (insert into segment_dimensions (dimension) select unnest($1::text[]) on conflict do nothing returning dimension)
     insert into segment_rule_sets (dimension, version, status, rules, changed_at, approved_at, effective_on)
     select m.dimension, 1, 'approved', s.rules, ${at('$3')}, ${at('$3')}, $4
     from made m join unnest($1::text[], $2::json[]) as s(dimension, rules) using (dimension)`,
    [Object.keys(sets), Object.values(sets).map((rules) => JSON.stringify(rules)), nowMs, day],
  )
}
