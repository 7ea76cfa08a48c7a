import type { RunState } from './job.types.ts'

/** What wants an operator: a run that should have begun, one that was given up, one that goes on for too long. */
export const TROUBLES = ['missed', 'failed', 'slow'] as const
export type Trouble = (typeof TROUBLES)[number]

/** A run that is not over well, as the database has it. */
export interface OpenRun {
  readonly state: RunState
  readonly dueAtMs: number
  /** How long it has been going on, by the database's clock; null: not at all. */
  readonly runningSeconds: number | null
  readonly leaseOver: boolean
  /** Asked for by hand although the timetable had done its day, or had passed it over: nothing is missed with it. */
  readonly extra: boolean
}

const MINUTE_MS = 60_000
/** Longer than the five minutes after which everybody looks by himself. */
const LATE_MS = 15 * MINUTE_MS
export const SLOW_AFTER_MINUTES = 60

export interface Standing {
  readonly enabled: boolean
  readonly slowAfterMinutes: number
  /** Its last firing that has no run at all; null: each has one. */
  readonly unplannedMs: number | null
  readonly open: readonly OpenRun[]
}

/** What is wrong with a job, the worst first; null: nothing. A disabled job misses nothing. */
export function troubleOf({ enabled, slowAfterMinutes, unplannedMs, open }: Standing, nowMs: number): Trouble | null {
  if (open.some(({ state }) => state === 'failed')) return 'failed'
  const late = (ms: number) => nowMs - ms > LATE_MS
  const stuck = ({ state, dueAtMs, leaseOver, extra }: OpenRun) =>
    !extra && late(dueAtMs) && (state === 'waiting' || (state === 'running' && leaseOver))
  if (enabled && ((unplannedMs !== null && late(unplannedMs)) || open.some(stuck))) return 'missed'
  return open.some((run) => run.state === 'running' && (run.runningSeconds ?? 0) > slowAfterMinutes * 60)
    ? 'slow'
    : null
}
