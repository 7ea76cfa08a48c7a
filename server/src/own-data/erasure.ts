import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type Erased, eraseNext } from './erasure.store.ts'

export interface ErasureDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  /** How long an account that is to go can still be kept. */
  readonly graceMs: number
  /** Writes down that it was done, in the same transaction. */
  readonly audit: (tx: Queryable, erased: Erased) => Promise<void>
}

/**
 * Erases the accounts whose time of grace is over; gives how many. One transaction each: wherever this is cut off, an
 * account is whole or erased, and any number of workers may go through them side by side.
 */
export async function eraseDue({ pool, clock, log, graceMs, audit }: ErasureDependencies): Promise<number> {
  const failed: number[] = []
  for (let erased = 0; ; erased++) {
    let current: number | undefined
    const found = (userId: number) => {
      current = userId
    }
    try {
      const done = await inTransaction(pool, async (tx) => {
        const nowMs = clock.nowMs()
        const account = await eraseNext(tx, { dueMs: nowMs - graceMs, nowMs, failed, found })
        if (account !== undefined) await audit(tx, account)
        return account
      })
      if (done === undefined) return erased
    } catch (error) {
      // One that cannot be erased keeps nobody else waiting; it is tried again at the next round.
      if (current === undefined) throw error
      failed.push(current)
      erased--
      log.error({ err: error, userId: current }, 'an account could not be erased')
    }
  }
}

const EVERY_MS = 600_000

/** Erases what is due now and every ten minutes. */
export function startErasure(deps: ErasureDependencies): { stop(): Promise<void> } {
  const sweep = () =>
    eraseDue(deps).then(
      (erased) => {
        if (erased > 0) deps.log.info({ erased }, 'accounts were erased')
      },
      (error: unknown) => deps.log.error({ err: error }, 'erasing accounts failed'),
    )
  let round: Promise<unknown> = sweep()
  const timer = setInterval(() => {
    round = round.then(sweep)
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
