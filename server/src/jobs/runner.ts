import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool, sqlState } from '../platform/postgres/pool.ts'
import { type ClaimedRun, type Job, JobFault, RunTakenOver } from './job.types.ts'
import { planRuns } from './plan.rule.ts'
import { runPage } from './run-page.ts'
import { claimRun, ensureJob, failRun, lockPlan, releaseRun, writePlan } from './runs.store.ts'
import { shardsOf, type Timetable } from './timetable.ts'

export interface RunnerDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'jobRuns'>
  readonly timetable: Timetable
}

const LEASE_SECONDS = 60
const EVERY_MS = 300_000
/** Runs at once: of different jobs, or different shards of a day. More would be felt by whatever else the process does. */
const LANES = 2

/** Why a page failed, in words that tell nothing of the rows it was about. */
function wordsOf(error: unknown): string {
  if (error instanceof JobFault) return error.message
  const state = sqlState(error)
  return `${error instanceof Error ? error.name : 'an error'}${state === undefined ? '' : ` ${state}`}; see the log`
}

/**
 * Writes down what is due and works it off, a page at a time. Any number of them may stand beside each other: a run is in
 * the hands of whoever claimed it last, and nobody else's pages take.
 */
export class JobRunner {
  private readonly deps: RunnerDependencies
  private readonly stopping = new AbortController()
  private round: Promise<void> = Promise.resolve()
  private waiting = false
  private timer: NodeJS.Timeout | undefined
  private readonly retries = new Set<NodeJS.Timeout>()

  constructor(deps: RunnerDependencies) {
    this.deps = deps
  }

  /** Looks now, every five minutes, and whenever it is woken. */
  start(): void {
    this.wake()
    this.timer = setInterval(() => this.wake(), EVERY_MS)
    this.timer.unref()
  }

  /** Resolves when the page in hand is done; the run is left to others at its cursor. */
  async stop(): Promise<void> {
    this.stopping.abort()
    clearInterval(this.timer)
    for (const retry of this.retries) clearTimeout(retry)
    await this.round
  }

  /** Looks for what is due, after the round that is under way; being woken twice is being woken once. */
  wake(): void {
    if (this.waiting || this.stopping.signal.aborted) return
    this.waiting = true
    this.round = this.round.then(async () => {
      this.waiting = false
      await this.work().catch((error: unknown) => {
        this.deps.log.error({ err: error }, 'the timetable could not be worked off; it is looked at again')
      })
    })
  }

  /** One round: everything that is due and in nobody's hands, to its end. */
  async work(): Promise<void> {
    await this.plan()
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.lane()))
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason
  }

  private async lane(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const run = await this.claim()
      if (run === undefined) return
      // It was on its way when the process was told to stop.
      if (this.stopping.signal.aborted) return releaseRun(this.deps.pool, run)
      await this.run(run)
    }
  }

  /** Works off this one run; false where it is not to be had: done, or in other hands. */
  async workOne(runId: number): Promise<boolean> {
    const run = await this.claim(runId)
    if (run) await this.run(run)
    return run !== undefined
  }

  private claim(runId?: number): Promise<ClaimedRun | undefined> {
    const { pool, clock, timetable } = this.deps
    const names = timetable.jobs.map(({ name }) => name)
    const one = runId === undefined ? {} : { runId }
    return claimRun(pool, { jobs: names, nowMs: clock.nowMs(), leaseSeconds: LEASE_SECONDS, ...one })
  }

  /** Writes down what has fired since it was last looked; several processes do so one after the other. */
  async plan(): Promise<void> {
    const { pool, clock, timetable } = this.deps
    for (const job of timetable.jobs) {
      const nowMs = clock.nowMs()
      await ensureJob(pool, job.name, nowMs)
      await inTransaction(pool, async (tx) => {
        const plannedMs = await lockPlan(tx, job.name)
        if (plannedMs === undefined || plannedMs >= nowMs) return
        const runs = planRuns(job, plannedMs, nowMs)
        await writePlan(tx, { name: job.name, shards: shardsOf(job), untilMs: nowMs }, runs)
      })
    }
  }

  private async run(run: ClaimedRun): Promise<void> {
    const { log, timetable, pool } = this.deps
    const job = timetable.find(run.job)
    if (job === undefined) throw new Error(`a run of ${run.job} was claimed, which is no job`)
    const { signal } = this.stopping
    const told = { job: run.job, date: run.businessDate, shard: run.shard }
    log.info(told, 'a run begins or goes on')
    try {
      for (let { cursor } = run; ; ) {
        const end = await runPage({ ...this.deps, leaseSeconds: LEASE_SECONDS }, job, run, { cursor, signal })
        cursor = end.cursor
        if (cursor === undefined) break
        if (end.goesOn && !signal.aborted) continue
        await releaseRun(pool, run)
        log.info(told, 'a run is left to others')
        return
      }
      this.deps.metrics.jobRuns.inc({ job: run.job, state: 'done' })
      log.info(told, 'a run is done')
    } catch (error) {
      await this.failed(job, run, error)
    }
  }

  private async failed(job: Job, run: ClaimedRun, error: unknown): Promise<void> {
    const { log, pool, clock, metrics } = this.deps
    const told = { job: job.name, date: run.businessDate, shard: run.shard }
    if (error instanceof RunTakenOver) {
      log.warn(told, 'a run was taken over; what this process still had of it was not written')
      return
    }
    log.error({ ...told, err: error }, 'a page of a run failed')
    const left = await failRun(pool, run, wordsOf(error), clock.nowMs())
    if (left === undefined) return
    metrics.jobRuns.inc({ job: job.name, state: left.state === 'failed' ? 'failed' : 'retried' })
    if (left.state === 'failed' || left.retrySeconds === null || this.stopping.signal.aborted) return
    const retry = setTimeout(() => {
      this.retries.delete(retry)
      this.wake()
    }, left.retrySeconds * 1_000)
    retry.unref()
    this.retries.add(retry)
  }
}
