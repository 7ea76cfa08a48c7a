import type { Redis } from 'ioredis'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findPassXp, type PassXpCounted } from './progress.store.ts'

/** The name that other tools know a player's pass XP by. */
export const passXpKey = (userId: number): string => `battlepass:${userId}:xp`
/** Is there while the keys are. */
const FILLED = 'battlepass:filled'
const LOOK_EVERY_MS = 1_000
const PAGE = 1_000

export interface MirrorDependencies {
  readonly pool: Pool
  readonly redis: Redis
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

  constructor(deps: MirrorDependencies) {
    this.deps = deps
  }

  /** Takes over what has just been counted; never rejects. */
  async tell(changed: readonly PassXpCounted[]): Promise<void> {
    const { redis, log } = this.deps
    if (redis.status !== 'ready') {
      this.lookedAtMs = Number.NEGATIVE_INFINITY
      return
    }
    try {
      await this.write(changed)
      if (performance.now() - this.lookedAtMs < LOOK_EVERY_MS) return
      if ((await redis.exists(FILLED)) === 0) await this.fill()
      this.lookedAtMs = performance.now()
    } catch (error) {
      // What was not written is there again after the next filling.
      this.lookedAtMs = Number.NEGATIVE_INFINITY
      await redis.del(FILLED).catch(() => undefined)
      log.debug({ err: error }, 'the mirror of the battle pass waits for Redis')
    }
  }

  private async fill(): Promise<void> {
    const { pool, redis, clock } = this.deps
    for (let after = 0; ; ) {
      const page = await findPassXp(pool, { nowMs: clock.nowMs(), after, limit: PAGE })
      await this.write(page)
      if (page.length < PAGE) break
      after = page.at(-1)?.userId ?? 0
    }
    await redis.set(FILLED, 1)
  }

  private async write(counted: readonly PassXpCounted[]): Promise<void> {
    if (counted.length === 0) return
    const nowMs = this.deps.clock.nowMs()
    const pipeline = this.deps.redis.pipeline()
    for (const { userId, xp, endsAtMs } of counted) {
      if (endsAtMs > nowMs) pipeline.set(passXpKey(userId), xp, 'PX', endsAtMs - nowMs)
    }
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
  }
}
