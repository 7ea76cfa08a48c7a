import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { Batches } from '../batches.ts'

/** Counts by key; 0, or the seconds until the next one is allowed. */
export interface RateLimiter {
  take(key: string): Promise<number>
}

/**
 * Counts in Redis, so that processes share the limit, and in memory while Redis is away. Those of one key who come while an
 * answer is on its way are counted together.
 */
export function rateLimiter(redis: Redis, name: string, points: number, seconds: number): RateLimiter {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `limit:${name}`,
    points,
    duration: seconds,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  })
  const takeAll = async (key: string, count: number): Promise<number[]> => {
    try {
      await limiter.consume(key, count)
      return Array.from({ length: count }, () => 0)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const waitSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000))
      // The first of them may still have come within the limit.
      const before = error.consumedPoints - count
      return Array.from({ length: count }, (_, index) => (before + index < points ? 0 : waitSeconds))
    }
  }
  const turns = new Batches<string, number>({
    max: 256,
    async work(keys) {
      const counts = new Map<string, number>()
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      const taken = await Promise.all(
        [...counts].map(async ([key, count]) => [key, await takeAll(key, count)] as const),
      )
      const waits = new Map(taken)
      return keys.map((key) => waits.get(key)?.shift() ?? 0)
    },
  })
  return { take: (key) => turns.hand(key) }
}
