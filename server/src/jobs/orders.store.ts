import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Firing } from './cron.ts'
import type { RunState } from './job.types.ts'

export interface FoundRun {
  readonly id: number
  readonly state: RunState
  /** In somebody's hands right now. */
  readonly held: boolean
}

/** The run of a day and shard; nobody changes it until the transaction ends. */
export async function lockRun(
  tx: Queryable,
  { job, businessDate, shard }: { job: string; businessDate: string; shard: string },
): Promise<FoundRun | undefined> {
  const { rows } = await tx.query<{ id: number; state: RunState; held: boolean }>(
    `select id, state, state = 'running' and lease_until >= clock_timestamp() as held from batch_runs
     where job = $1 and business_date = $2 and shard = $3 for no key update`,
    [job, businessDate, shard],
  )
  return rows[0]
}

/** Makes the run of a day that has none, an extra one where the timetable had looked at that day; undefined: it has one by now. */
export async function insertOrder(
  tx: Queryable,
  { job, shard, businessDate, dueAtMs, by }: Firing & { job: string; shard: string; by: string },
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into batch_runs (job, business_date, shard, state, due_at, requested_by, extra)
     select j.name, $2, $3, 'waiting', ${at('$4')}, $5, j.planned_until >= ${at('$4')} from jobs j where j.name = $1
     on conflict on constraint batch_runs_once do nothing returning id`,
    [job, businessDate, shard, dueAtMs, by],
  )
  return rows[0]?.id
}

/** Lets a run begin now: where it stopped, or from the start where it is done again. */
export async function reopenRun(
  tx: Queryable,
  { id, by, fromStart }: { id: number; by: string; fromStart: boolean },
): Promise<void> {
  await tx.query(
    `update batch_runs set state = 'waiting', requested_by = $2, try_after = null, ended_at = null, lease_until = null,
       attempts = 0, error = null, extra = extra or state in ('done', 'skipped'), cursor = case when $3 then null else cursor end,
       worked = case when $3 then 0 else worked end, skipped = case when $3 then 0 else skipped end,
       failed = case when $3 then 0 else failed end, started_at = case when $3 then null else started_at end
     where id = $1`,
    [id, by, fromStart],
  )
}

/** Whether the job is enabled; nobody changes it until the transaction ends. Undefined: never seen. */
export async function lockJob(tx: Queryable, name: string): Promise<boolean | undefined> {
  const { rows } = await tx.query<{ enabled: boolean }>('select enabled from jobs where name = $1 for no key update', [
    name,
  ])
  return rows[0]?.enabled
}

export async function writeEnabled(
  tx: Queryable,
  { name, enabled, adminId, nowMs }: { name: string; enabled: boolean; adminId: number | null; nowMs: number },
): Promise<void> {
  await tx.query(`update jobs set enabled = $2, changed_by = $3, changed_at = ${at('$4')} where name = $1`, [
    name,
    enabled,
    adminId,
    nowMs,
  ])
}
