import { type Firing, firingsBetween } from './cron.ts'
import type { Job } from './job.types.ts'

const MINUTE_MS = 60_000

/** A run that is to be written down: to be done, or passed over by the job's policy. */
export interface PlannedRun extends Firing {
  readonly state: 'waiting' | 'skipped'
}

/** What fired after one moment up to another, and which of it is still to be done by the job's policy; in order of date. */
export function planRuns(
  { cron, catchUp }: Pick<Job, 'cron' | 'catchUp'>,
  afterMs: number,
  nowMs: number,
): PlannedRun[] {
  const fired = firingsBetween(cron, afterMs, nowMs)
  const due = (each: Firing, index: number) => {
    if (catchUp === 'every') return true
    if (index < fired.length - 1) return false
    return catchUp === 'latest' || nowMs - each.dueAtMs <= catchUp.withinMinutes * MINUTE_MS
  }
  return fired.map((each, index) => ({ ...each, state: due(each, index) ? 'waiting' : 'skipped' }))
}
