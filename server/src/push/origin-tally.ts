import type { Outcome } from '../notify/index.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { addCounts, type OriginCounts } from './origins.store.ts'

const FLUSH_MS = 1_000

interface Sample {
  readonly outcome: Outcome['kind']
  readonly status: number | null
  readonly millis: number
  readonly atMs: number
}

/**
 * What came of messages by origin, written down once a second: one row takes all messages to a service, and must not make
 * them wait for each other. What a process counted in its last second may be lost with it; nothing is decided by it.
 */
export class OriginTally {
  private readonly pool: Pool
  private readonly log: Log
  private counts = new Map<string, OriginCounts>()
  private timer: NodeJS.Timeout | undefined

  constructor(pool: Pool, log: Log) {
    this.pool = pool
    this.log = log
  }

  add(origin: string, { outcome, status, millis, atMs }: Sample): void {
    if (outcome === 'skipped') return
    const zero = { sent: 0, gone: 0, again: 0, held: 0, poison: 0, millis: 0, lastStatus: null, lastAtMs: atMs }
    const counts = this.counts.get(origin) ?? { origin, ...zero }
    counts[outcome]++
    counts.millis += Math.round(millis)
    counts.lastStatus = status ?? counts.lastStatus
    counts.lastAtMs = Math.max(counts.lastAtMs, atMs)
    this.counts.set(origin, counts)
    if (this.timer) return
    this.timer = setTimeout(() => void this.flush(), FLUSH_MS)
    this.timer.unref()
  }

  /** Writes down what was counted since the last time. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const counts = [...this.counts.values()]
    this.counts = new Map()
    if (counts.length === 0) return
    await addCounts(this.pool, counts).catch((error: unknown) =>
      this.log.warn({ err: error }, 'what became of pushes could not be written down'),
    )
  }
}
