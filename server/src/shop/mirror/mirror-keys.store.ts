import type { ChainableCommander, Redis } from 'ioredis'
import type { MirroredPurchase, PendingGems } from './mirror.store.ts'

export type MirrorRedis = Redis

/** How long a purchase is found by its key. */
export const KEY_SECONDS = 600
const FRAUD_SECONDS = 300
const LOCK_SECONDS = 120

const remembered = (redis: ChainableCommander, { userId, ...purchase }: MirroredPurchase): void => {
  const left = KEY_SECONDS - Math.floor(purchase.ageMs / 1_000)
  if (left > 0) redis.set(`idemp:purchase:${userId}:${purchase.idempotencyKey}`, purchase.orderId, 'EX', left)
}

const watched = (
  redis: ChainableCommander,
  { userId, orderId, createdMs, cardHash, ageMs }: MirroredPurchase,
): void => {
  if (ageMs >= FRAUD_SECONDS * 1_000) return
  redis.zremrangebyscore(`fraud:req:ts:${userId}`, '-inf', createdMs - FRAUD_SECONDS * 1_000)
  redis.zadd(`fraud:req:ts:${userId}`, createdMs, orderId)
  redis.expire(`fraud:req:ts:${userId}`, FRAUD_SECONDS)
  if (cardHash === null) return
  redis.sadd(`fraud:cardtokens:${userId}`, cardHash)
  redis.expire(`fraud:cardtokens:${userId}`, FRAUD_SECONDS)
}

const held = (redis: ChainableCommander, { sku, orderId, quantity, holdMs, ended }: MirroredPurchase): void => {
  const [hold, lock] = [`limited:hold:${sku}:${orderId}`, `purchase:pending:lock:${orderId}`]
  if (ended || holdMs === null || holdMs < 1) redis.del(hold)
  else redis.set(hold, quantity, 'PX', Math.ceil(holdMs))
  if (ended) redis.del(lock)
  else redis.set(lock, orderId, 'EX', LOCK_SECONDS)
}

const owed = (redis: ChainableCommander, { userId, gems }: PendingGems): void => {
  if (gems === 0) redis.del(`user:${userId}:pending_gems`)
  else redis.set(`user:${userId}:pending_gems`, gems, 'EX', KEY_SECONDS)
}

/**
 * Writes what is known of purchases, the units left of products, and the gems that players wait for, by one pipeline; throws
 * what its first failure was.
 */
export async function writeKeys(
  redis: MirrorRedis,
  purchases: readonly MirroredPurchase[],
  stocks: readonly { readonly sku: string; readonly left: number }[],
  pending: readonly PendingGems[],
): Promise<void> {
  const pipeline = redis.pipeline()
  for (const purchase of purchases) for (const part of [remembered, watched, held]) part(pipeline, purchase)
  for (const { sku, left } of stocks) pipeline.set(`limited:stock:${sku}`, left)
  for (const player of pending) owed(pipeline, player)
  for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
}
