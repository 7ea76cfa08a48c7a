/** Where the time comes from; tests move their own. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  nowMs(): number
}

/** Milliseconds that only ever rise, whatever the clock on the wall does: for what is measured rather than dated. */
export type Stopwatch = () => number

export const systemStopwatch: Stopwatch = () => performance.now()

export const systemClock: Clock = { nowMs: () => Date.now() }

/** The UTC day of an instant as `YYYY-MM-DD`. */
export function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
