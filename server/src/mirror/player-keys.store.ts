import type { Redis } from 'ioredis'
import type { Acted } from './actions.store.ts'

export type MirrorRedis = Pick<Redis, 'status' | 'eval' | 'exists' | 'set'>

/** Is there while the keys are. */
const FILLED = 'user:mirror:filled'

// A command a key would be thousands a second of this process's one thread, in which nobody who plays is heard.
const WRITE = `
for index, key in ipairs(KEYS) do redis.call('SET', key, ARGV[index + 1], 'PX', ARGV[1]) end`
const AT_ONCE = 500

/** Writes what is known of players, for so long, some hundreds at a time; throws at the first that fails. */
export async function writePlayerKeys(redis: MirrorRedis, acted: readonly Acted[], keptMs: number): Promise<void> {
  for (let from = 0; from < acted.length; from += AT_ONCE) {
    const page = acted.slice(from, from + AT_ONCE)
    const keys = page.flatMap(({ userId }) => [`user:${userId}:streak_count`, `user:${userId}:last_action_ts`])
    const values = page.flatMap(({ atMs, streak }) => [`${streak}`, `${atMs}`])
    await redis.eval(WRITE, keys.length, ...keys, `${keptMs}`, ...values)
  }
}

/** Whether all keys were written once and have not vanished since. */
export const isFilled = async (redis: MirrorRedis): Promise<boolean> => (await redis.exists(FILLED)) === 1

export async function setFilled(redis: MirrorRedis): Promise<void> {
  await redis.set(FILLED, 1)
}
