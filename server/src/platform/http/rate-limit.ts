import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { Batches } from '../batches.ts'

/** Counts by key; 0, or the seconds until the next one is allowed. */
export interface RateLimiter {
  take(key: string): Promise<number>
}

/**
 * Counts in Redis, so that processes share the limit, and in memory while Redis is away. Requests under one key that come
 * together are counted together, each as the next one.
 */
export function rateLimiter(redis: Redis, name: string, points: number, seconds: number): RateLimiter {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `limit:${name}`,
    points,
    duration: seconds,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  })
  const takes = new Batches<string, number>({ work: (keys) => takeAll(limiter, points, keys) })
  return { take: (key) => takes.hand(key) }
}

async function takeAll(limiter: RateLimiterRedis, points: number, keys: readonly string[]): Promise<number[]> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const takes = [...counts].map(async ([key, count]) => [key, await take(limiter, key, count)] as const)
  const results = new Map(await Promise.all(takes))
  return keys.map((key) => {
    const [result, later] = [results.get(key), (counts.get(key) ?? 0) - 1]
    counts.set(key, later)
    if (result === undefined) throw new Error('a request was not counted')
    const isOver = result.consumedPoints - later > points
    return isOver ? Math.max(1, Math.ceil(result.msBeforeNext / 1_000)) : 0
  })
}

/** What the key has come to, be it too much or not. */
async function take(limiter: RateLimiterRedis, key: string, count: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, count)
  } catch (error) {
    if (error instanceof RateLimiterRes) return error
    throw error
  }
}
