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
  if (ended) {
    redis.del(hold, lock)
    return
  }
  if (holdMs === null || holdMs < 1) redis.del(hold)
  else redis.set(hold, quantity, 'PX', Math.ceil(holdMs))
  redis.set(lock, orderId, 'EX', LOCK_SECONDS)
}

const owed = (redis: ChainableCommander, { userId, gems }: PendingGems): void => {
  if (gems === 0) redis.del(`user:${userId}:pending_gems`)
  else redis.set(`user:${userId}:pending_gems`, gems, 'EX', KEY_SECONDS)
}

/** Rows written in one turn of the event loop: some hundred commands, which take a ms or two to put together. */
const AT_ONCE = 32

/** Sends a pipeline of so many rows at a time; throws what its first failure was. */
async function inSlices<Row>(
  redis: MirrorRedis,
  rows: readonly Row[],
  write: (pipeline: ChainableCommander, row: Row) => void,
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const pipeline = redis.pipeline()
    for (const row of rows.slice(from, from + AT_ONCE)) write(pipeline, row)
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
  }
}

/**
 * Writes what is known of purchases, the units left of products, and the gems that players wait for, some at a time: nothing
 * that a room has to do waits for all of it. Throws what its first failure was.
 */
export async function writeKeys(
  redis: MirrorRedis,
  purchases: readonly MirroredPurchase[],
  stocks: readonly { readonly sku: string; readonly left: number }[],
  pending: readonly PendingGems[],
): Promise<void> {
  await inSlices(redis, purchases, (pipeline, purchase) => {
    for (const part of [remembered, watched, held]) part(pipeline, purchase)
  })
  await inSlices(redis, stocks, (pipeline, { sku, left }) => pipeline.set(`limited:stock:${sku}`, left))
  await inSlices(redis, pending, owed)
}
