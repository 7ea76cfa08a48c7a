import type { Redis } from 'ioredis'
import type { Log } from './log.ts'

/** What a Redis that may forget keys does to queues: jobs vanish without a word. */
const NEEDED = 'noeviction'

const policyOf = (info: string): string | undefined => /^maxmemory_policy:(\S+)/m.exec(info)?.[1]

/**
 * Watches over what Redis does when its memory is full: looked at whenever it is reached. `warnings` gives what an operator
 * should know, in words.
 */
export function watchRedisPolicy(redis: Redis, log: Log): { readonly warnings: () => readonly string[] } {
  let policy: string | undefined
  const look = async () => {
    policy = policyOf(await redis.info('memory'))
    if (policy !== undefined && policy !== NEEDED)
      log.error(
        { policy },
        `Redis forgets keys when its memory is full: set maxmemory-policy ${NEEDED}, or queues lose jobs`,
      )
  }
  const safely = () => {
    look().catch((error: unknown) => log.warn({ err: error }, 'the policy of Redis could not be read'))
  }
  redis.on('ready', safely)
  if (redis.status === 'ready') safely()
  return {
    warnings: () =>
      policy === undefined || policy === NEEDED ? [] : [`Redis has maxmemory-policy ${policy}; queues need ${NEEDED}`],
  }
}
