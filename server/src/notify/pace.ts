import { setTimeout as sleep } from 'node:timers/promises'

export interface PaceDependencies {
  /** Milliseconds that never go back. */
  readonly nowMs: () => number
  /** Plays that this process has written so far. */
  readonly plays: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

const TICK_MS = 50
/** Begun a tick while there are plays: 200 a second cost some fifth of a core. */
const MOST_A_TICK = 10
/** Who plays has played so lately. */
const LATELY_MS = 1_000

/**
 * Who sends gives way to who plays: while this process writes plays, only so many sends begin a tick. By when they begin and not by how
 * many are under way, so that a service that does not answer takes no turn from the others. A process without plays sends as fast as it can.
 */
export class Pace {
  private readonly deps: PaceDependencies
  private tick = 0
  private begun = 0
  private seen: number
  private playedMs = Number.NEGATIVE_INFINITY

  constructor(deps: PaceDependencies) {
    this.deps = deps
    this.seen = deps.plays()
  }

  /** Resolves when the next one may begin. */
  async turn(): Promise<void> {
    const { nowMs, sleep: wait = sleep } = this.deps
    for (;;) {
      const now = nowMs()
      if (!this.isBusy(now)) return
      const tick = Math.floor(now / TICK_MS)
      if (tick !== this.tick) {
        this.tick = tick
        this.begun = 0
      }
      if (this.begun < MOST_A_TICK) {
        this.begun++
        return
      }
      await wait((tick + 1) * TICK_MS - now)
    }
  }

  /** What was played since nobody looked counts as played now. */
  private isBusy(now: number): boolean {
    const plays = this.deps.plays()
    if (plays !== this.seen) this.playedMs = now
    this.seen = plays
    return now < this.playedMs + LATELY_MS
  }
}
