import type { Clock } from '../platform/clock.ts'
import { inSnapshot, type Pool } from '../platform/postgres/pool.ts'
import type { Firing } from './cron.ts'
import { fenceOf } from './fence.ts'
import { type Job, MAX_PAGE, type PageContext, type PageResult } from './job.types.ts'
import { shardsAt } from './timetable.ts'

/** What a run would come to; not `complete` where the time was over before the end. */
export interface DryRun {
  readonly worked: number
  readonly skipped: number
  readonly failed: number
  readonly complete: boolean
}

const NEVER = fenceOf(
  () => Promise.reject(new Error('a dry run writes nothing')),
  () => undefined,
)

/** Goes through the pages of a day without writing: SQL in transactions that can only read, and no run is kept. */
export async function dryRun(
  { pool, clock }: { pool: Pool; clock: Clock },
  job: Job,
  firing: Firing,
  withinMs: number,
): Promise<DryRun> {
  const endMs = performance.now() + withinMs
  const sum = { worked: 0, skipped: 0, failed: 0 }
  const signal = new AbortController().signal
  for (const shard of shardsAt(job, firing)) {
    let cursor: unknown
    do {
      if (performance.now() >= endMs) return { ...sum, complete: false }
      const terms = { runId: 0, fence: 0, ...firing, nowMs: clock.nowMs(), limit: MAX_PAGE, dryRun: true }
      const context: PageContext = { ...terms, shard, cursor, signal }
      const result: PageResult = await ('page' in job
        ? inSnapshot(pool, (tx) => job.page(context, tx))
        : job.commands(context, NEVER))
      sum.worked += result.worked
      sum.skipped += result.skipped
      sum.failed += result.failed ?? 0
      cursor = result.cursor
    } while (cursor !== undefined)
  }
  return { ...sum, complete: true }
}
