import { Redis } from 'ioredis'
import type { Log } from './log.ts'

/** A connection that fails fast while Redis is away: nothing here may wait for a cache. */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    commandTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  })
  let reachable = true
  redis.on('error', (error) => {
    if (reachable) log.warn({ err: error }, 'Redis cannot be reached; going on without it')
    reachable = false
  })
  redis.on('ready', () => {
    if (!reachable) log.info('Redis is back')
    reachable = true
  })
  return redis
}

/** A connection for a command, which has time: it waits for Redis, and fails where it does not come. */
export function openRedis(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 3, connectTimeout: 3_000 })
  // Said by the command that fails.
  redis.on('error', () => undefined)
  return redis
}
