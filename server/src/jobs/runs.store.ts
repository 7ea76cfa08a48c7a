import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type ClaimedRun, type PageResult, RunTakenOver } from './job.types.ts'
import type { PlannedRun } from './plan.rule.ts'

/** Makes a job known; its timetable begins now. */
export async function ensureJob(via: Queryable, name: string, nowMs: number): Promise<void> {
  await via.query(`insert into jobs (name, planned_until) values ($1, ${at('$2')}) on conflict do nothing`, [
    name,
    nowMs,
  ])
}

/** Up to when a job's runs are written down, in ms; nobody else writes them until the transaction ends. */
export async function lockPlan(tx: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ planned_until: Date }>(
    'select planned_until from jobs where name = $1 for no key update',
    [name],
  )
  return rows[0]?.planned_until.getTime()
}

/** Writes down what fired up to this moment; a day that has its run already keeps it. */
export async function writePlan(
  tx: Queryable,
  { name, shards, untilMs }: { name: string; shards: readonly string[]; untilMs: number },
  runs: readonly PlannedRun[],
): Promise<void> {
  await tx.query(
    `insert into batch_runs (job, business_date, shard, state, due_at, ended_at)
     select $1, r."businessDate", each.shard, r.state, to_timestamp(r."dueAtMs" / 1000.0),
       case when r.state = 'skipped' then ${at('$4')} end
     from json_to_recordset($2::json) as r("businessDate" date, "dueAtMs" bigint, state text, shard text),
       unnest(case when r.shard is null then $3::text[] else array[r.shard] end) as each(shard)
     on conflict on constraint batch_runs_once do nothing`,
    [name, JSON.stringify(runs), shards, untilMs],
  )
  await tx.query(`update jobs set planned_until = greatest(planned_until, ${at('$2')}) where name = $1`, [
    name,
    untilMs,
  ])
}

interface ClaimRow {
  id: number
  job: string
  business_date: string
  shard: string
  due_ms: number
  fencing_no: number
  cursor: unknown
}

const CLAIM_SQL = `
with due as (
  select r.id from batch_runs r join jobs j on j.name = r.job
  where r.job = any($1) and r.due_at <= ${at('$2')} and ($5::bigint is null or r.id = $5)
    and (j.enabled or r.requested_by is not null)
    and (r.state = 'waiting' and (r.try_after is null or r.try_after <= clock_timestamp())
      or r.state = 'running' and r.lease_until < clock_timestamp())
    and (r.requested_by is not null or not exists (
      select from batch_runs e where e.job = r.job and e.shard = r.shard and e.state in ('waiting', 'running')
        and e.business_date < r.business_date))
  order by r.business_date, r.due_at, r.id limit 1 for no key update of r skip locked
)
update batch_runs r
set state = 'running', fencing_no = r.fencing_no + 1, try_after = null,
  lease_until = clock_timestamp() + make_interval(secs => $3), started_at = coalesce(r.started_at, ${at('$4')})
from due where r.id = due.id
returning r.id, r.job, r.business_date::text, r.shard, round(extract(epoch from r.due_at) * 1000)::bigint as due_ms,
  r.fencing_no, r.cursor`

/**
 * Takes the oldest run that is due and in nobody's hands, or this one; undefined: there is none. The days of a job come one
 * after the other.
 */
export async function claimRun(
  via: Queryable,
  {
    jobs,
    nowMs,
    leaseSeconds,
    runId,
  }: { jobs: readonly string[]; nowMs: number; leaseSeconds: number; runId?: number },
): Promise<ClaimedRun | undefined> {
  const { rows } = await via.query<ClaimRow>(CLAIM_SQL, [jobs, nowMs, leaseSeconds, nowMs, runId ?? null])
  return rows.map((row) => ({
    id: row.id,
    job: row.job,
    businessDate: row.business_date,
    shard: row.shard,
    dueAtMs: row.due_ms,
    fence: row.fencing_no,
    cursor: row.cursor ?? undefined,
  }))[0]
}

/** Throws unless the run is still in the hands of this fence; nobody takes it over until the transaction ends. */
export async function fenced(tx: Queryable, { id, fence }: Pick<ClaimedRun, 'id' | 'fence'>): Promise<void> {
  const { rowCount } = await tx.query(
    `select from batch_runs where id = $1 and fencing_no = $2 and state = 'running' for share`,
    [id, fence],
  )
  if (rowCount !== 1) throw new RunTakenOver(id)
}

/** Lengthens the lease of a run that is still this fence's; false: it is somebody else's by now. */
export async function renewLease(
  via: Queryable,
  { id, fence }: Pick<ClaimedRun, 'id' | 'fence'>,
  leaseSeconds: number,
): Promise<boolean> {
  const { rowCount } = await via.query(
    `update batch_runs set lease_until = clock_timestamp() + make_interval(secs => $3)
     where id = $1 and fencing_no = $2 and state = 'running'`,
    [id, fence, leaseSeconds],
  )
  return rowCount === 1
}

/** Keeps what a page came to, and whether the run goes on: not where it is done, or its job was disabled meanwhile. */
export async function keepPage(
  tx: Queryable,
  { id, fence }: Pick<ClaimedRun, 'id' | 'fence'>,
  { cursor, worked, skipped, failed = 0 }: PageResult,
  { nowMs, leaseSeconds }: { nowMs: number; leaseSeconds: number },
): Promise<{ goesOn: boolean }> {
  const done = cursor === undefined
  const { rows } = await tx.query<{ goes_on: boolean }>(
    `update batch_runs r set cursor = $3, worked = r.worked + $4, skipped = r.skipped + $5, failed = r.failed + $6,
       attempts = 0, error = null, state = case when $7 then 'done' else 'running' end,
       ended_at = case when $7 then ${at('$8')} end,
       lease_until = case when $7 then null else clock_timestamp() + make_interval(secs => $9) end
     from jobs j where r.id = $1 and r.fencing_no = $2 and r.state = 'running' and j.name = r.job
     returning not $7 and (j.enabled or r.requested_by is not null) as goes_on`,
    [id, fence, done ? null : JSON.stringify(cursor), worked, skipped, failed, done, nowMs, leaseSeconds],
  )
  const [row] = rows
  if (row === undefined) throw new RunTakenOver(id)
  return { goesOn: row.goes_on }
}

/** Puts a run back where anybody finds it, at its cursor. */
export async function releaseRun(via: Queryable, { id, fence }: Pick<ClaimedRun, 'id' | 'fence'>): Promise<void> {
  await via.query(
    `update batch_runs set state = 'waiting', lease_until = null where id = $1 and fencing_no = $2 and state = 'running'`,
    [id, fence],
  )
}

/** How often pages in a row may fail before a run is given up, and how long it waits after each. */
export const RETRY_SECONDS = [10, 60, 300, 900] as const

/** Writes down why a page failed: it is tried again in a while, or the run is given up. */
export async function failRun(
  via: Queryable,
  { id, fence }: Pick<ClaimedRun, 'id' | 'fence'>,
  error: string,
  nowMs: number,
): Promise<{ state: 'waiting' | 'failed'; retrySeconds: number | null } | undefined> {
  const { rows } = await via.query<{ state: 'waiting' | 'failed'; attempts: number }>(
    `update batch_runs set attempts = attempts + 1, error = $3, lease_until = null,
       state = case when attempts < $5 then 'waiting' else 'failed' end,
       ended_at = case when attempts < $5 then null else ${at('$4')} end,
       try_after = clock_timestamp() + make_interval(secs => ($6::integer[])[attempts + 1])
     where id = $1 and fencing_no = $2 and state = 'running' returning state, attempts`,
    [id, fence, error.slice(0, 300), nowMs, RETRY_SECONDS.length, RETRY_SECONDS],
  )
  return rows.map(({ state, attempts }) => ({ state, retrySeconds: RETRY_SECONDS[attempts - 1] ?? null }))[0]
}
