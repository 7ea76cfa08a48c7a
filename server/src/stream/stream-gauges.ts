import type { Clock } from '../platform/clock.ts'
import type { Metrics } from '../platform/metrics.ts'

type StreamMetrics = Pick<Metrics, 'relayLagEvents' | 'streamLagSeconds' | 'streamEvents' | 'streamDeadLetters'>

/** How far a reader is behind: events, and when the oldest of them occurred; null: none. */
export interface Lag {
  readonly events: number
  readonly oldestMs: number | null
}

/** What readers tell of themselves: how far they are behind, what they took, and what they could not. */
export class StreamGauges {
  private readonly metrics: StreamMetrics
  private readonly clock: Clock

  constructor(metrics: StreamMetrics, clock: Clock) {
    this.metrics = metrics
    this.clock = clock
  }

  took(reader: string, events: number): void {
    this.metrics.streamEvents.inc({ reader }, events)
  }

  behind(reader: string, { events, oldestMs }: Lag): void {
    this.metrics.relayLagEvents.set({ reader }, events)
    this.metrics.streamLagSeconds.set(
      { reader },
      oldestMs === null ? 0 : Math.max((this.clock.nowMs() - oldestMs) / 1_000, 0),
    )
  }

  dead(reader: string, letters: number): void {
    this.metrics.streamDeadLetters.set({ reader }, letters)
  }

  /** Another process reads from here on: what was told last would be taken for true. */
  forget(reader: string): void {
    this.metrics.relayLagEvents.remove({ reader })
    this.metrics.streamLagSeconds.remove({ reader })
    this.metrics.streamDeadLetters.remove({ reader })
  }
}
