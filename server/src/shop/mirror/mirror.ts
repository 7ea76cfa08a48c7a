import type { ChainableCommander, Redis } from 'ioredis'
import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findChanged, findLeft, findRecent, lastLogId, type MirroredPurchase } from './mirror.store.ts'

const EVERY_MS = 1_000
/** Whatever was lost meanwhile is there again after so many rounds. */
const REBUILD_ROUNDS = 60
const PAGE = 500
const KEY_SECONDS = 600
const FRAUD_SECONDS = 300
const LOCK_SECONDS = 120

export interface MirrorDependencies {
  readonly pool: Pool
  readonly redis: Redis
  readonly log: Log
}

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

/**
 * What other tools read of the shop in Redis, under the names they know: what is left of limited packages, holds, keys of
 * purchases, the window that fraud is judged by. Nobody here decides by it; it may vanish at any time and is written anew
 * from Postgres, at once when Redis comes back and within a minute when only its keys are gone.
 */
export class ShopMirror {
  private readonly deps: MirrorDependencies
  private timer: NodeJS.Timeout | undefined
  private round: Promise<void> | undefined
  private rounds = 0
  private seen = 0
  private readonly back = () => {
    this.rounds = 0
  }

  constructor(deps: MirrorDependencies) {
    this.deps = deps
  }

  start(): void {
    this.deps.redis.on('ready', this.back)
    this.timer = setInterval(() => this.tick(), EVERY_MS)
    this.timer.unref()
    this.tick()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.deps.redis.off('ready', this.back)
    await this.round
  }

  private tick(): void {
    this.round ??= this.work()
      .catch((error: unknown) => {
        this.rounds = 0
        this.deps.log.debug({ err: error }, 'the mirror of the shop waits for Redis or Postgres')
      })
      .finally(() => {
        this.round = undefined
      })
  }

  private async work(): Promise<void> {
    if (this.deps.redis.status !== 'ready') return
    if (this.rounds % REBUILD_ROUNDS === 0) await this.rebuild()
    else await this.follow()
    this.rounds++
  }

  private async rebuild(): Promise<void> {
    const { pool } = this.deps
    const seen = await lastLogId(pool)
    await this.write(await findRecent(pool, KEY_SECONDS), await findLeft(pool, null))
    this.seen = seen
  }

  private async follow(): Promise<void> {
    const { pool } = this.deps
    const { purchases, lastLogId: seen } = await findChanged(pool, this.seen, PAGE)
    if (purchases.length === 0) return
    await this.write(purchases, await findLeft(pool, [...new Set(purchases.map(({ sku }) => sku))]))
    this.seen = seen
  }

  private async write(purchases: readonly MirroredPurchase[], stocks: readonly { sku: string; left: number }[]) {
    const redis = this.deps.redis.pipeline()
    for (const purchase of purchases) for (const part of [remembered, watched, held]) part(redis, purchase)
    for (const { sku, left } of stocks) redis.set(`limited:stock:${sku}`, left)
    for (const [error] of (await redis.exec()) ?? []) if (error) throw error
  }
}
