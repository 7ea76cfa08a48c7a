import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findChanged, findLeft, findPendingGems, findRecent, lastLogId, type MirroredPurchase } from './mirror.store.ts'
import { KEY_SECONDS, type MirrorRedis, writeKeys } from './mirror-keys.store.ts'

const EVERY_MS = 1_000
/** Whatever was lost meanwhile is there again after so many rounds. */
const REBUILD_ROUNDS = 60
/** Entries of the time line in a round, more than a sale writes in a second. */
const ENTRIES = 5_000
/** Purchases that are read at a time when all are written anew. */
const PAGE = 500
/** Of its time a rebuild spends a quarter at work: in a sale there are hundreds of thousands to write. */
const REST = 3

export interface MirrorDependencies {
  readonly pool: Pool
  readonly redis: MirrorRedis
  readonly log: Log
}

/**
 * What other tools read of the shop in Redis, under the names they know: what is left of limited packages, holds, keys of
 * purchases, the window that fraud is judged by, the gems that a player waits for. Nobody here decides by it; it may vanish
 * at any time and is written anew from Postgres, at once when Redis comes back and within a minute when only its keys are
 * gone.
 */
export class ShopMirror {
  private readonly deps: MirrorDependencies
  private timer: NodeJS.Timeout | undefined
  private round: Promise<void> | undefined
  private rounds = 0
  private seen = 0
  private stopping = new AbortController()
  private readonly back = () => {
    this.rounds = 0
  }

  constructor(deps: MirrorDependencies) {
    this.deps = deps
  }

  start(): void {
    this.stopping = new AbortController()
    this.deps.redis.on('ready', this.back)
    this.timer = setInterval(() => this.tick(), EVERY_MS)
    this.timer.unref()
    this.tick()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
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
    // Before the work: a Redis that comes back meanwhile sets it to 0, and the next round begins anew.
    const round = this.rounds++
    if (round % REBUILD_ROUNDS === 0) await this.rebuild()
    else await this.follow()
  }

  private async rebuild(): Promise<void> {
    const { pool } = this.deps
    const { signal } = this.stopping
    this.seen = await lastLogId(pool)
    await this.write([], null)
    let followedMs = performance.now()
    let beganMs = followedMs
    for await (const purchases of findRecent(pool, KEY_SECONDS, PAGE)) {
      await this.write(purchases, [])
      // What happens meanwhile is not left until the end.
      if (performance.now() - followedMs >= EVERY_MS) {
        await this.follow()
        followedMs = performance.now()
      }
      const restMs = REST * (performance.now() - beganMs)
      if (purchases.length === PAGE) await sleep(restMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      beganMs = performance.now()
    }
  }

  private async follow(): Promise<void> {
    const { pool } = this.deps
    const { purchases, lastLogId: seen } = await findChanged(pool, this.seen, ENTRIES)
    if (purchases.length === 0) return
    await this.write(purchases, [...new Set(purchases.map(({ sku }) => sku))])
    this.seen = seen
  }

  private async write(purchases: readonly MirroredPurchase[], skus: readonly string[] | null): Promise<void> {
    const { pool, redis } = this.deps
    const players = [...new Set(purchases.map(({ userId }) => userId))]
    const left = skus?.length === 0 ? [] : await findLeft(pool, skus)
    await writeKeys(redis, purchases, left, await findPendingGems(pool, players))
  }
}
