import type { Redis } from 'ioredis'
import type { PassXpCounted } from './progress.store.ts'

export type MirrorRedis = Redis

/** The name that other tools know a player's pass XP by. */
const keyOf = (userId: number): string => `battlepass:${userId}:xp`
/** Is there while the keys are. */
const FILLED = 'battlepass:filled'

/** Writes pass XP, each until its season ends; throws what its first failure was. */
export async function writeXpKeys(redis: MirrorRedis, counted: readonly PassXpCounted[], nowMs: number): Promise<void> {
  const running = counted.filter(({ endsAtMs }) => endsAtMs > nowMs)
  if (running.length === 0) return
  const pipeline = redis.pipeline()
  for (const { userId, xp, endsAtMs } of running) pipeline.set(keyOf(userId), xp, 'PX', endsAtMs - nowMs)
  for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
}

/** Whether all keys were written once and have not vanished since. */
export const isFilled = async (redis: MirrorRedis): Promise<boolean> => (await redis.exists(FILLED)) === 1

export async function setFilled(redis: MirrorRedis, filled: boolean): Promise<void> {
  await (filled ? redis.set(FILLED, 1) : redis.del(FILLED))
}
