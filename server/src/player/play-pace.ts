import type { Stopwatch } from '../platform/clock.ts'

/** Of the mean, so much is the newest. */
const WEIGHT = 1 / 8
/** After so long without a play nobody is held up by anything. */
const QUIET_MS = 1_000

/** How quickly plays are written down now: what else goes on in this process holds back by it. */
export class PlayPace {
  private readonly stopwatch: Stopwatch
  private meanMs = 0
  private lastAtMs = Number.NEGATIVE_INFINITY

  constructor(stopwatch: Stopwatch) {
    this.stopwatch = stopwatch
  }

  /** A batch of plays was written, which took so long. */
  wrote(ms: number): void {
    const wasQuiet = this.isQuiet
    this.meanMs = wasQuiet ? ms : this.meanMs + (ms - this.meanMs) * WEIGHT
    this.lastAtMs = this.stopwatch()
  }

  /** What a batch of plays takes, in ms; 0: nobody plays. */
  get commitMs(): number {
    return this.isQuiet ? 0 : this.meanMs
  }

  private get isQuiet(): boolean {
    return this.stopwatch() - this.lastAtMs > QUIET_MS
  }
}
