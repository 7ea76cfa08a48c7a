import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { fenceOf } from './fence.ts'
import { type ClaimedRun, type Job, MAX_PAGE, type PageContext, RunTakenOver } from './job.types.ts'
import { fenced, keepPage, renewLease } from './runs.store.ts'

export interface PageDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly leaseSeconds: number
}

interface Step {
  readonly cursor: unknown
  readonly signal: AbortSignal
}

export const contextOf = (run: ClaimedRun, nowMs: number, { cursor, signal }: Step): PageContext => ({
  runId: run.id,
  fence: run.fence,
  businessDate: run.businessDate,
  dueAtMs: run.dueAtMs,
  shard: run.shard,
  nowMs,
  cursor,
  limit: MAX_PAGE,
  signal,
  dryRun: false,
})

/** What a page came to: the next cursor, and whether there is a next page that this process may go on with. */
export interface PageEnd {
  readonly cursor: unknown
  readonly goesOn: boolean
}

/**
 * Does one page of a run. That of an SQL job is one transaction with its cursor, and its row is locked meanwhile; commands
 * carry the fence themselves, and the lease is renewed beside them. Throws `RunTakenOver`.
 */
export function runPage(deps: PageDependencies, job: Job, run: ClaimedRun, step: Step): Promise<PageEnd> {
  const { pool, clock, leaseSeconds } = deps
  const context = contextOf(run, clock.nowMs(), step)
  const kept = { leaseSeconds, nowMs: context.nowMs }
  if ('page' in job) {
    return inTransaction(pool, async (tx) => {
      if (!(await renewLease(tx, run, leaseSeconds))) throw new RunTakenOver(run.id)
      const result = await job.page(context, tx)
      const { goesOn } = await keepPage(tx, run, result, kept)
      return { cursor: result.cursor, goesOn }
    })
  }
  return renewing(deps, run, step.signal, async (signal, lost) => {
    const result = await job.commands(
      { ...context, signal },
      fenceOf((tx) => fenced(tx, run), lost),
    )
    const { goesOn } = await keepPage(pool, run, result, kept)
    return { cursor: result.cursor, goesOn }
  })
}

/** Keeps the lease while `work` is under way, and tells it to end when the lease is lost. */
async function renewing<T>(
  { pool, leaseSeconds }: PageDependencies,
  run: ClaimedRun,
  stopping: AbortSignal,
  work: (signal: AbortSignal, lost: (error: RunTakenOver) => void) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const renew = () => {
    // A renewal that fails is followed by others before the lease is over.
    renewLease(pool, run, leaseSeconds).then(
      (held) => held || lost.abort(new RunTakenOver(run.id)),
      () => undefined,
    )
  }
  const timer = setInterval(renew, (leaseSeconds * 1_000) / 3)
  try {
    return await work(AbortSignal.any([stopping, lost.signal]), (error) => lost.abort(error))
  } finally {
    clearInterval(timer)
  }
}
