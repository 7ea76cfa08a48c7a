import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findChanged, findLeft, findPendingGems, findRecent, lastLogId, type MirroredPurchase } from './mirror.store.ts'
import { KEY_SECONDS, type MirrorRedis, writeKeys } from './mirror-keys.store.ts'

const EVERY_MS = 1_000
/** Whatever was lost meanwhile is there again after so many rounds. */
const REBUILD_ROUNDS = 60
const PAGE = 500

export interface MirrorDependencies {
  readonly pool: Pool
  readonly redis: MirrorRedis
  readonly log: Log
}

/**
 * What other tools read of the shop in Redis, under the names they know: what is left of limited packages, holds, keys of
 * purchases, the window that fraud is judged by, the gems that a player waits for. Nobody here decides by it; it may vanish at any time and is written anew
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
    await this.write(await findRecent(pool, KEY_SECONDS), null)
    this.seen = seen
  }

  private async follow(): Promise<void> {
    const { pool } = this.deps
    const { purchases, lastLogId: seen } = await findChanged(pool, this.seen, PAGE)
    if (purchases.length === 0) return
    await this.write(purchases, [...new Set(purchases.map(({ sku }) => sku))])
    this.seen = seen
  }

  private async write(purchases: readonly MirroredPurchase[], skus: readonly string[] | null): Promise<void> {
    const { pool, redis } = this.deps
    const players = [...new Set(purchases.map(({ userId }) => userId))]
    await writeKeys(redis, purchases, await findLeft(pool, skus), await findPendingGems(pool, players))
  }
}
