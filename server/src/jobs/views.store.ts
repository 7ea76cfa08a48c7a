import type { JobRun } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { RunState } from './job.types.ts'
import type { OpenRun } from './trouble.rule.ts'

interface RunRow {
  id: number
  job: string
  business_date: string
  shard: string
  state: RunState
  due_at: Date
  started_at: Date | null
  ended_at: Date | null
  worked: number
  skipped: number
  failed: number
  attempts: number
  error: string | null
  requested_by: string | null
}

const COLUMNS = `r.id, r.job, r.business_date::text, r.shard, r.state, r.due_at, r.started_at, r.ended_at, r.worked, r.skipped,
  r.failed, r.attempts, r.error, r.requested_by`

const toRun = (row: RunRow): JobRun => ({
  id: row.id,
  job: row.job,
  businessDate: row.business_date,
  shard: row.shard,
  state: row.state,
  dueAt: row.due_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  worked: row.worked,
  skipped: row.skipped,
  failed: row.failed,
  attempts: row.attempts,
  error: row.error,
  requestedBy: row.requested_by,
})

export interface RunPage {
  readonly job: string
  readonly state?: RunState | undefined
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of a job's runs, and how many fit. */
export async function findRuns(via: Queryable, asked: RunPage): Promise<{ runs: JobRun[]; total: number }> {
  const { job, state, ascending, page, perPage } = asked
  const fits = 'r.job = $1 and ($2::text is null or r.state = $2)'
  const direction = ascending ? 'asc' : 'desc'
  const { rows } = await via.query<RunRow & Record<string, unknown>>(
    `select ${COLUMNS} from batch_runs r where ${fits} order by r.business_date ${direction}, r.id ${direction}
     limit $3 offset $4`,
    [job, state ?? null, perPage, (page - 1) * perPage],
  )
  const values = [job, state ?? null]
  const counted = await via.query<{ total: number }>(`select count(*) as total from batch_runs r where ${fits}`, values)
  return { runs: rows.map(toRun), total: counted.rows[0]?.total ?? 0 }
}

export async function findRun(via: Queryable, id: number): Promise<JobRun | undefined> {
  const { rows } = await via.query<RunRow & Record<string, unknown>>(
    `select ${COLUMNS} from batch_runs r where r.id = $1`,
    [id],
  )
  return rows.map(toRun)[0]
}

/** The last run that has ended of each job, or the one that has been going on for longest. */
async function runsByJob(via: Queryable, which: 'ended' | 'running'): Promise<Map<string, JobRun>> {
  const fits = which === 'running' ? `r.state = 'running'` : `r.state in ('done', 'failed')`
  const order = which === 'running' ? 'r.started_at' : 'r.ended_at desc'
  const { rows } = await via.query<RunRow & Record<string, unknown>>(
    `select distinct on (r.job) ${COLUMNS} from batch_runs r where ${fits} order by r.job, ${order}, r.id`,
  )
  return new Map(rows.map((row) => [row.job, toRun(row)]))
}

/** How a job stands in the database. */
export interface JobStanding {
  readonly enabled: boolean
  readonly plannedUntilMs: number
  readonly changedBy: string | null
  readonly changedAt: Date | null
  readonly lastRun: JobRun | null
  readonly running: JobRun | null
  readonly open: readonly OpenRun[]
}

/** Failures of what was due, and asked for, before that are history. */
const OPEN_DAYS = 30

/** How every job stands that was ever known, by name. */
export async function findStandings(via: Queryable, nowMs: number): Promise<Map<string, JobStanding>> {
  const [ended, running] = [await runsByJob(via, 'ended'), await runsByJob(via, 'running')]
  const { rows } = await via.query<{
    name: string
    enabled: boolean
    planned_until: Date
    changed_by: string | null
    changed_at: Date | null
    open: OpenRun[] | null
  }>(
    `select j.name, j.enabled, j.planned_until, a.site_id as changed_by, j.changed_at, (
       select json_agg(json_build_object('state', r.state,
         'wantedMs', round(extract(epoch from greatest(r.due_at, r.requested_at)) * 1000),
         'runningSeconds', case when r.state = 'running' then extract(epoch from ${at('$1')} - r.started_at) end,
         'leftSeconds', case when r.lease_until < clock_timestamp() then extract(epoch from clock_timestamp() - r.lease_until) end))
       from batch_runs r where r.job = j.name
         and greatest(r.due_at, r.requested_at) > ${at('$1')} - make_interval(days => $2)
         and r.state in ('waiting', 'running', 'failed')) as open
     from jobs j left join admin_users a on a.id = j.changed_by`,
    [nowMs, OPEN_DAYS],
  )
  return new Map(
    rows.map(({ name, planned_until, changed_by, changed_at, open, enabled }) => [
      name,
      {
        enabled,
        plannedUntilMs: planned_until.getTime(),
        changedBy: changed_by,
        changedAt: changed_at,
        lastRun: ended.get(name) ?? null,
        running: running.get(name) ?? null,
        open: open ?? [],
      },
    ]),
  )
}
