import { setTimeout as sleep } from 'node:timers/promises'

export interface PaceDependencies {
  /** Milliseconds that never go back. */
  readonly nowMs: () => number
  /** Whether people play in this process now. */
  readonly plays: { readonly goOn: boolean }
  readonly sleep?: (ms: number) => Promise<unknown>
}

const TICK_MS = 50
/** Begun a tick while there are plays: 200 a second cost some fifth of a core. */
const MOST_A_TICK = 10

/**
 * Who sends gives way to who plays: while people play in this process, only so many sends begin a tick. By when they begin and
 * not by how many are under way, so that a service that does not answer takes no turn from the others. A process without
 * plays sends as fast as it can.
 */
export class Pace {
  private readonly deps: PaceDependencies
  private tick = 0
  private begun = 0

  constructor(deps: PaceDependencies) {
    this.deps = deps
  }

  /** Resolves when the next one may begin. */
  async turn(): Promise<void> {
    const { nowMs, plays, sleep: wait = sleep } = this.deps
    while (plays.goOn) {
      const now = nowMs()
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
}
