import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { isSessionOpen, revokedSince } from './sessions.store.ts'

/**
 * The black list: sessions that ended while their access tokens still look good. Kept in memory and told over the bus,
 * so that checking a token costs no query; while the bus is down, Postgres is asked.
 */
export class SessionRegistry {
  private readonly endedAtMs = new Map<string, number>()
  private readonly pool: Pool
  private readonly bus: Bus
  private readonly clock: Clock
  private readonly tokenLifetimeMs: number
  private readonly log: Log
  private fresh = false

  constructor(pool: Pool, bus: Bus, clock: Clock, tokenLifetimeSeconds: number, log: Log) {
    this.pool = pool
    this.bus = bus
    this.clock = clock
    this.tokenLifetimeMs = tokenLifetimeSeconds * 1_000
    this.log = log
    bus.on('sessions', ({ sessionIds }) => this.add(sessionIds))
    bus.onResync(() => {
      this.fresh = false
      this.load().catch((error: unknown) => this.log.warn({ err: error }, 'ended sessions could not be read'))
    })
  }

  /** Reads what ended within the lifetime of a token; to be awaited before the doors open. */
  async load(): Promise<void> {
    this.add(await revokedSince(this.pool, this.clock.nowMs() - this.tokenLifetimeMs))
    this.fresh = true
  }

  async isOpen(sessionId: string): Promise<boolean> {
    if (this.endedAtMs.has(sessionId)) return false
    if (this.fresh && this.bus.connected) return true
    return isSessionOpen(this.pool, sessionId)
  }

  /** Sessions that are over; for those that this process ends itself, without waiting for the bus. */
  add(sessionIds: readonly string[]): void {
    const nowMs = this.clock.nowMs()
    for (const [id, endedAtMs] of this.endedAtMs) {
      if (nowMs - endedAtMs <= this.tokenLifetimeMs) break
      this.endedAtMs.delete(id)
    }
    for (const id of sessionIds) this.endedAtMs.set(id, nowMs)
  }
}
