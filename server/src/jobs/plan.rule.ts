import { type Firing, firingsBetween, MAX_FIRINGS, timeShard } from './cron.ts'
import type { Job } from './job.types.ts'

const MINUTE_MS = 60_000

/** A run that is to be written down: to be done, or passed over by the job's policy. */
export interface PlannedRun extends Firing {
  readonly state: 'waiting' | 'skipped'
  /** Its one shard; absent: those of the job. */
  readonly shard?: string
}

/** What fires many times a day and was not looked at for longer is not even written down. */
const DAYS_BY_TIME = 2

/** What fired after one moment up to another, and which of it is still to be done by the job's policy; in order of date. */
export function planRuns(
  { cron, catchUp, shardByTime = false }: Pick<Job, 'cron' | 'catchUp' | 'shardByTime'>,
  afterMs: number,
  nowMs: number,
): PlannedRun[] {
  const fired = firingsBetween(cron, afterMs, nowMs, shardByTime ? DAYS_BY_TIME : MAX_FIRINGS)
  const due = (each: Firing, index: number) => {
    if (catchUp === 'every') return true
    if (index < fired.length - 1 && !(shardByTime && typeof catchUp === 'object')) return false
    return catchUp === 'latest' || nowMs - each.dueAtMs <= catchUp.withinMinutes * MINUTE_MS
  }
  return fired.map((each, index) => ({
    ...each,
    state: due(each, index) ? 'waiting' : 'skipped',
    ...(shardByTime && { shard: timeShard(each) }),
  }))
}
