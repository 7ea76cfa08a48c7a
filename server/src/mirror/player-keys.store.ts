import type { Redis } from 'ioredis'
import type { Acted } from './actions.store.ts'

export type MirrorRedis = Pick<Redis, 'status' | 'pipeline' | 'exists' | 'set'>

/** Is there while the keys are. */
const FILLED = 'user:mirror:filled'

/** Writes what is known of players, for so long; throws what its first failure was. */
export async function writePlayerKeys(redis: MirrorRedis, acted: readonly Acted[], keptMs: number): Promise<void> {
  if (acted.length === 0) return
  const pipeline = redis.pipeline()
  for (const { userId, atMs, streak } of acted) {
    pipeline.set(`user:${userId}:streak_count`, streak, 'PX', keptMs)
    pipeline.set(`user:${userId}:last_action_ts`, atMs, 'PX', keptMs)
  }
  for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
}

/** Whether all keys were written once and have not vanished since. */
export const isFilled = async (redis: MirrorRedis): Promise<boolean> => (await redis.exists(FILLED)) === 1

export async function setFilled(redis: MirrorRedis): Promise<void> {
  await redis.set(FILLED, 1)
}
