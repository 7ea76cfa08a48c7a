import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { isFilled, type MirrorRedis, setFilled, writeXpKeys } from './mirror-keys.store.ts'
import { findPassXp, type PassXpCounted } from './progress.store.ts'

const LOOK_EVERY_MS = 1_000
const PAGE = 1_000

export interface MirrorDependencies {
  readonly pool: Pool
  readonly redis: MirrorRedis
  readonly clock: Clock
  readonly log: Log
}

/**
 * Pass XP of the season that runs, in Redis, for other tools. Nobody here decides by it; it may vanish at any time and is
 * written anew from Postgres.
 */
export class PassMirror {
  private readonly deps: MirrorDependencies
  private lookedAtMs = Number.NEGATIVE_INFINITY
  /** Something was counted that Redis was not told of. */
  private isStale = false

  constructor(deps: MirrorDependencies) {
    this.deps = deps
  }

  /** Takes over what has just been counted; never rejects. */
  async tell(changed: readonly PassXpCounted[]): Promise<void> {
    const { redis, clock, log } = this.deps
    if (redis.status !== 'ready') return this.missed(changed)
    try {
      await writeXpKeys(redis, changed, clock.nowMs())
      if (performance.now() - this.lookedAtMs < LOOK_EVERY_MS) return
      if (this.isStale || !(await isFilled(redis))) await this.fill()
      this.isStale = false
      this.lookedAtMs = performance.now()
    } catch (error) {
      log.debug({ err: error }, 'the mirror of the battle pass waits for Redis')
      await setFilled(redis, false).catch(() => undefined)
      this.missed(changed)
    }
  }

  /** What was not written is there again after the next filling. */
  private missed(changed: readonly PassXpCounted[]): void {
    this.lookedAtMs = Number.NEGATIVE_INFINITY
    if (changed.length > 0) this.isStale = true
  }

  private async fill(): Promise<void> {
    const { pool, redis, clock } = this.deps
    for (let after = 0; ; ) {
      const page = await findPassXp(pool, { nowMs: clock.nowMs(), after, limit: PAGE })
      await writeXpKeys(redis, page, clock.nowMs())
      if (page.length < PAGE) break
      after = page.at(-1)?.userId ?? 0
    }
    await setFilled(redis, true)
  }
}
