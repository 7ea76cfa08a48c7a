import type { Queryable } from '../../platform/postgres/pool.ts'

export type PlanStatus = 'waiting' | 'in_force' | 'done' | 'refused' | 'overtaken' | 'cancelled'

/** When a draft comes into force, and until when. */
export interface Plan {
  readonly id: number
  readonly game: string
  readonly version: number
  /** Of the draft as it was when this was decided. */
  readonly hash: string
  readonly publishAt: Date
  /** Null: it stays in force. */
  readonly retireAt: Date | null
  readonly status: PlanStatus
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: Date
  /** In force before; null where the game was closed. */
  readonly replacedVersion: number | null
  readonly refusal: string | null
  readonly settledAt: Date | null
}

interface PlanRow {
  id: number
  game: string
  version: number
  hash: string
  publish_at: Date
  retire_at: Date | null
  status: PlanStatus
  reason: string
  created_by: string
  created_at: Date
  replaced_version: number | null
  refusal: string | null
  settled_at: Date | null
}

const AT = (parameter: string) => `to_timestamp(${parameter}::bigint / 1000.0)`
const OPEN = `status in ('waiting', 'in_force')`

const toPlan = (row: PlanRow): Plan => ({
  id: row.id,
  game: row.game,
  version: row.version,
  hash: row.hash,
  publishAt: row.publish_at,
  retireAt: row.retire_at,
  status: row.status,
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: row.created_at,
  replacedVersion: row.replaced_version,
  refusal: row.refusal,
  settledAt: row.settled_at,
})

/** One change of a game's tables at a time, until the transaction ends. */
export async function lockGame(tx: Queryable, game: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('odds:' || $1))`, [game])
}

export interface NewPlan {
  readonly game: string
  readonly version: number
  readonly hash: string
  readonly publishAtMs: number
  readonly retireAtMs: number | null
  readonly reason: string
  readonly createdBy: string
  readonly nowMs: number
}

export async function insertPlan(tx: Queryable, plan: NewPlan): Promise<Plan> {
  const { rows } = await tx.query<PlanRow>(
    `insert into odds_schedules (game, version, hash, publish_at, retire_at, status, reason, created_by, created_at)
     values ($1, $2, $3, ${AT('$4')}, ${AT('$5')}, 'waiting', $6, $7, ${AT('$8')}) returning *`,
    [plan.game, plan.version, plan.hash, plan.publishAtMs, plan.retireAtMs, plan.reason, plan.createdBy, plan.nowMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a plan that was just written is missing')
  return toPlan(row)
}

/** Plans of a game that are not settled yet, the next first. */
export async function openPlans(via: Queryable, game: string): Promise<Plan[]> {
  const { rows } = await via.query<PlanRow>(
    `select * from odds_schedules where game = $1 and ${OPEN} order by publish_at, id`,
    [game],
  )
  return rows.map(toPlan)
}

/** All plans of a version, the latest first. */
export async function plansOf(via: Queryable, game: string, version: number): Promise<Plan[]> {
  const { rows } = await via.query<PlanRow>(
    'select * from odds_schedules where game = $1 and version = $2 order by id desc limit 50',
    [game, version],
  )
  return rows.map(toPlan)
}

/** Plans whose next step is due, what was due first first. */
export async function duePlans(via: Queryable, nowMs: number): Promise<Plan[]> {
  const { rows } = await via.query<PlanRow>(
    `select * from odds_schedules
     where status = 'waiting' and publish_at <= ${AT('$1')} or status = 'in_force' and retire_at <= ${AT('$1')}
     order by case status when 'waiting' then publish_at else retire_at end, id`,
    [nowMs],
  )
  return rows.map(toPlan)
}

export interface Settlement {
  readonly from: PlanStatus
  readonly to: PlanStatus
  readonly refusal?: string
  readonly replacedVersion?: number | null
  readonly nowMs: number
}

/** Takes a plan a step on; undefined when somebody else has, and nothing has changed. */
export async function settlePlan(tx: Queryable, id: number, step: Settlement): Promise<Plan | undefined> {
  const { rows } = await tx.query<PlanRow>(
    `update odds_schedules set status = $3, refusal = $4, replaced_version = coalesce($5, replaced_version),
       settled_at = ${AT('$6')}
     where id = $1 and status = $2 returning *`,
    [id, step.from, step.to, step.refusal ?? null, step.replacedVersion ?? null, step.nowMs],
  )
  return rows[0] && toPlan(rows[0])
}

/** The version that this very transaction has taken out of force; undefined where none was. */
export async function justRetired(tx: Queryable, game: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ version: number }>(
    `select version from odds_tables where game = $1 and status = 'retired' and xmin = pg_current_xact_id()::xid`,
    [game],
  )
  return rows[0]?.version
}
