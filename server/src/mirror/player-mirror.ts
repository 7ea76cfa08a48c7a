import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, readerName, type StreamSweep, saveCursor } from '../stream/index.ts'
import { type Acted, findActedAfter, findActedSince } from './actions.store.ts'
import { isFilled, type MirrorRedis, setFilled, writePlayerKeys } from './player-keys.store.ts'

export interface PlayerMirrorDependencies {
  readonly pool: Pool
  readonly redis: MirrorRedis
  readonly clock: Clock
  readonly log: Log
}

/** Only the last of many events counts, so they are looked at rarely and many at once. */
const EVERY_MS = 1_000
const MOST_EVENTS = 20_000
const PAGE = 1_000
/** Whoever stays away longer is forgotten here. */
const KEPT_MS = 30 * 86_400_000

/** Follows the events and writes what other tools read; it waits for nobody, and nobody for it. */
export class PlayerMirror implements StreamSweep {
  readonly reader = readerName('player-mirror')
  private readonly deps: PlayerMirrorDependencies
  private lookedAtMs = Number.NEGATIVE_INFINITY

  constructor(deps: PlayerMirrorDependencies) {
    this.deps = deps
  }

  async advance(after: Cursor): Promise<Advance> {
    const { pool, redis } = this.deps
    const waitMs = this.lookedAtMs + EVERY_MS - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    this.lookedAtMs = performance.now()
    if (redis.status !== 'ready') return { taken: 0, last: after }
    const { acted, taken, last } = await findActedAfter(pool, after, MOST_EVENTS)
    if (!(await this.write(acted))) return { taken: 0, last: after }
    if (taken > 0) await saveCursor(pool, this.reader, last)
    return { taken, last }
  }

  /** False where Redis does not take it: the events wait, and come again. The mark of a full mirror goes with its keys. */
  private async write(acted: readonly Acted[]): Promise<boolean> {
    const { redis, log } = this.deps
    try {
      if (!(await isFilled(redis))) await this.fill()
      await writePlayerKeys(redis, acted, KEPT_MS)
      return true
    } catch (error) {
      log.debug({ err: error }, 'the mirror of players waits for Redis')
      return false
    }
  }

  private async fill(): Promise<void> {
    const { pool, redis, clock } = this.deps
    const sinceMs = clock.nowMs() - KEPT_MS
    for (let after = 0; ; ) {
      const page = await findActedSince(pool, { sinceMs, after, limit: PAGE })
      await writePlayerKeys(redis, page, KEPT_MS)
      if (page.length < PAGE) break
      after = page.at(-1)?.userId ?? 0
    }
    await setFilled(redis)
  }
}
