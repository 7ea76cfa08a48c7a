import { accept, type JobDryRun, type JobRecord, type JobRun, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type Firing, firingOn, firingsBetween, lastFiring, nextFiringMs } from './cron.ts'
import { dryRun } from './dry-run.ts'
import type { CatchUp, Job } from './job.types.ts'
import { insertOrder, lockJob, lockRun, reopenRun, writeEnabled } from './orders.store.ts'
import { ensureJob } from './runs.store.ts'
import { shardsAt, type Timetable } from './timetable.ts'
import { SLOW_AFTER_MINUTES, troubleOf } from './trouble.rule.ts'
import { findRun, findRuns, findStandings, type JobStanding, type RunPage } from './views.store.ts'

export interface JobsDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly timetable: Timetable
  /** Tells the processes that work off runs. */
  readonly publish: Bus['publish']
}

export interface RunOrder {
  readonly name: string
  /** A UTC day; absent: the latest that was due. */
  readonly date?: string | undefined
  /** Does a day again that is done, where the job allows it. */
  readonly again: boolean
  readonly reason: string | null
}

export type OrderRefusal = 'NOT_FOUND' | 'RUN_NOT_DUE' | 'RUN_DONE' | 'RUN_UNDER_WAY'
const UNKNOWN = refuse('NOT_FOUND', 'no such job')

/** The last of a day's firings that is due; where none is yet, the first. */
const lastOn = (cron: string, date: string, nowMs: number): Firing | undefined =>
  firingsBetween(cron, Date.parse(date) - 1, Math.min(nowMs, Date.parse(date) + 86_399_999)).at(-1) ??
  firingOn(cron, date)

const policyWords = (catchUp: CatchUp) => (typeof catchUp === 'string' ? catchUp : `within:${catchUp.withinMinutes}`)

/** What those who run the club see of the timetable, and do with it. */
export class Jobs {
  private readonly deps: JobsDependencies

  constructor(deps: JobsDependencies) {
    this.deps = deps
  }

  /** Every job and how it stands, in the order of the timetable. */
  async list(): Promise<JobRecord[]> {
    const nowMs = this.deps.clock.nowMs()
    const standings = await findStandings(this.deps.pool, nowMs)
    return this.deps.timetable.jobs.map((job) => viewOf(job, standings.get(job.name), nowMs))
  }

  async find(name: string): Promise<JobRecord | undefined> {
    return (await this.list()).find(({ id }) => id === name)
  }

  runs(page: RunPage): Promise<{ runs: JobRun[]; total: number }> {
    return findRuns(this.deps.pool, page)
  }

  findRun(id: number): Promise<JobRun | undefined> {
    return findRun(this.deps.pool, id)
  }

  /** The day that is meant, if the job was due on it. */
  private firing(job: Job, date: string | undefined): Result<Firing, 'RUN_NOT_DUE'> {
    const nowMs = this.deps.clock.nowMs()
    if (date === undefined) {
      const last = lastFiring(job.cron, nowMs)
      return last ? accept(last) : refuse('RUN_NOT_DUE', `${job.name} has never been due`)
    }
    const firing = job.shardByTime ? lastOn(job.cron, date, nowMs) : firingOn(job.cron, date)
    if (firing === undefined) return refuse('RUN_NOT_DUE', `${date} is no day of ${job.name} (${job.cron}, UTC)`)
    if (firing.dueAtMs <= nowMs) return accept(firing)
    const due = new Date(firing.dueAtMs).toISOString()
    return refuse('RUN_NOT_DUE', `${job.name} is due for ${date} at ${due}, which is yet to come`)
  }

  /** What the run of a day would come to. Nothing is written. */
  async dryRun(name: string, date: string | undefined, withinMs: number): Promise<Result<JobDryRun, OrderRefusal>> {
    const job = this.deps.timetable.find(name)
    if (job === undefined) return UNKNOWN
    const firing = this.firing(job, date)
    if (!firing.ok) return firing
    const { businessDate } = firing.value
    return accept({ businessDate, ...(await dryRun(this.deps, job, firing.value, withinMs)) })
  }

  /** Lets a day run now, all its shards, whether its job is enabled or not: what was given up or passed over, or again. */
  async order(order: RunOrder, actor: AuditActor): Promise<Result<readonly JobRun[], OrderRefusal>> {
    const { pool, clock, timetable, publish } = this.deps
    const job = timetable.find(order.name)
    if (job === undefined) return UNKNOWN
    const firing = this.firing(job, order.date)
    if (!firing.ok) return firing
    await ensureJob(pool, job.name, clock.nowMs())
    return inTransaction(pool, async (tx): Promise<Result<readonly JobRun[], OrderRefusal>> => {
      // Orders for a job come one after the other.
      await lockJob(tx, job.name)
      const opened = await this.open(tx, job, firing.value, { ...order, by: actor.admin.siteId })
      if (!opened.ok) return opened
      const { businessDate } = firing.value
      await insertAudit(tx, actor, {
        action: 'jobs.run',
        targetType: 'job',
        targetId: job.name,
        reason: order.reason,
        before: null,
        after: { businessDate, again: order.again },
        atMs: clock.nowMs(),
      })
      await publish(tx, 'jobs', {})
      const runs = await Promise.all(opened.value.map((id) => findRun(tx, id)))
      return accept(runs.filter((run) => run !== undefined))
    })
  }

  private async open(
    tx: Queryable,
    job: Job,
    firing: Firing,
    { again, by }: { again: boolean; by: string },
  ): Promise<Result<readonly number[], 'RUN_DONE' | 'RUN_UNDER_WAY'>> {
    const nowMs = this.deps.clock.nowMs()
    const opened: number[] = []
    let held = 0
    for (const shard of shardsAt(job, firing)) {
      const made = await insertOrder(tx, { job: job.name, shard, ...firing, by, nowMs })
      const found = made === undefined ? await lockRun(tx, { job: job.name, shard, ...firing }) : undefined
      const repeats = found?.state === 'done' && again && job.repeatable === true
      if (found?.held) held++
      else if (found && (found.state !== 'done' || repeats))
        await reopenRun(tx, { id: found.id, by, fromStart: repeats, nowMs })
      const id = made ?? found?.id
      if (id !== undefined && !found?.held && (found?.state !== 'done' || repeats)) opened.push(id)
    }
    if (opened.length > 0) return accept(opened)
    if (held > 0) return refuse('RUN_UNDER_WAY', `${job.name} is running for ${firing.businessDate}`)
    const may = job.repeatable ? '; it may be done again, where that is said' : ', and is not done twice'
    return refuse('RUN_DONE', `${job.name} is done for ${firing.businessDate}${may}`)
  }

  /** Enables or disables a job. Disabled, it stops at the end of a page; enabled, it catches up by its policy. */
  async switch(
    { name, enabled, reason }: { name: string; enabled: boolean; reason: string },
    actor: AuditActor,
  ): Promise<Result<JobRecord, 'NOT_FOUND' | 'NOTHING_TO_CHANGE'>> {
    const { pool, clock, timetable, publish } = this.deps
    if (timetable.find(name) === undefined) return UNKNOWN
    const nowMs = clock.nowMs()
    await ensureJob(pool, name, nowMs)
    const changed = await inTransaction(pool, async (tx) => {
      if ((await lockJob(tx, name)) === enabled) return false
      await writeEnabled(tx, { name, enabled, adminId: actor.admin.adminId, nowMs })
      await insertAudit(tx, actor, {
        action: enabled ? 'jobs.enable' : 'jobs.disable',
        targetType: 'job',
        targetId: name,
        reason,
        before: { enabled: !enabled },
        after: { enabled },
        atMs: nowMs,
      })
      await publish(tx, 'jobs', {})
      return true
    })
    if (!changed) return refuse('NOTHING_TO_CHANGE', `${name} is ${enabled ? 'enabled' : 'disabled'} already`)
    const job = await this.find(name)
    return job ? accept(job) : UNKNOWN
  }
}

function viewOf(job: Job, standing: JobStanding | undefined, nowMs: number): JobRecord {
  const { cron, catchUp, repeatable = false, slowAfterMinutes = SLOW_AFTER_MINUTES } = job
  const last = lastFiring(cron, nowMs)
  const next = nextFiringMs(cron, nowMs)
  const enabled = standing?.enabled ?? true
  const unplanned = last && standing && last.dueAtMs > standing.plannedUntilMs ? last.dueAtMs : null
  const open = standing?.open ?? []
  return {
    id: job.name,
    cron,
    catchUp: policyWords(catchUp),
    repeatable,
    enabled,
    changedBy: standing?.changedBy ?? null,
    changedAt: standing?.changedAt?.toISOString() ?? null,
    nextRunAt: next === null ? null : new Date(next).toISOString(),
    lastDueOn: last?.businessDate ?? null,
    lastRun: standing?.lastRun ?? null,
    running: standing?.running ?? null,
    trouble: troubleOf({ enabled, slowAfterMinutes, unplannedMs: unplanned, open }, nowMs),
  }
}
