import type { Stopwatch } from '../platform/clock.ts'

/** Of the mean, so much is the newest. */
const WEIGHT = 1 / 8
/** After so long without a play nobody is held up by anything. */
const QUIET_MS = 1_000
const LEAST_MS = 1

/** Whether people play in this process now, and how quickly that is written down: what else goes on here holds back by it. */
export class PlayPace {
  private readonly stopwatch: Stopwatch
  private meanMs = 0
  private lastAtMs = Number.NEGATIVE_INFINITY

  constructor(stopwatch: Stopwatch) {
    this.stopwatch = stopwatch
  }

  /** A play was committed. */
  played(): void {
    this.lastAtMs = this.stopwatch()
  }

  /** A batch of the journal was written, which took so long. */
  wrote(ms: number): void {
    this.meanMs = this.goOn ? this.meanMs + (ms - this.meanMs) * WEIGHT : ms
  }

  /** Whether somebody has played within the last second. */
  get goOn(): boolean {
    return this.stopwatch() - this.lastAtMs <= QUIET_MS
  }

  /** What a batch of the journal takes, in ms, a ms at least; 0: nobody plays. */
  get commitMs(): number {
    return this.goOn ? Math.max(this.meanMs, LEAST_MS) : 0
  }
}
