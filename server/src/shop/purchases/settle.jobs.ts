import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { WebhookInbox } from '../payments/inbox.ts'
import { countStuck } from '../payments/retries.store.ts'
import type { Refunds } from '../refunds/refunds.service.ts'
import { findDue } from './purchase.store.ts'
import type { Settlement } from './settlement.ts'

const EVERY_MS = 1_000
const WATCH_EVERY_MS = 5_000
const PAGE = 40
/** At once; few, so that players do not wait for connections. */
const HANDS = 4

/** Settles every purchase that is due, a page at a time; gives how many were looked at. */
export async function settleDue(pool: Pool, settlement: Settlement): Promise<number> {
  const due = await findDue(pool, PAGE)
  const waiting = [...due]
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await settlement.settle(id)
  }
  await Promise.all(Array.from({ length: HANDS }, work))
  return due.length
}

/** Tells of what does not come to an end. */
async function watchStuck(pool: Pool, { shopStuck }: Pick<Metrics, 'shopStuck'>): Promise<void> {
  for (const [what, count] of Object.entries(await countStuck(pool))) shopStuck.set({ what }, count)
}

export interface ShopJobs {
  readonly pool: Pool
  readonly settlement: Settlement
  readonly refunds: Refunds
  readonly inbox: WebhookInbox
  readonly log: Log
  readonly metrics: Pick<Metrics, 'shopStuck'>
}

/**
 * Looks every second for purchases that are due: those whose process died, whose provider had no answer, who wait for a
 * player, and who are too old; for refunds on their way and events nobody has looked into. Several processes that do so share them.
 */
export function startSettling({ pool, settlement, refunds, inbox, log, metrics }: ShopJobs): { stop(): Promise<void> } {
  const loops = [
    every(EVERY_MS, () => settleDue(pool, settlement), log),
    every(EVERY_MS, () => refunds.sendAll(), log),
    every(EVERY_MS, () => inbox.handleAll(), log),
    every(WATCH_EVERY_MS, () => watchStuck(pool, metrics), log),
  ]
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

/** Again and again, never twice at once; each by itself, so that a slow provider of one keeps no other waiting. */
function every(ms: number, work: () => Promise<unknown>, log: Log): { stop(): Promise<void> } {
  let round: Promise<unknown> | undefined
  const timer = setInterval(() => {
    round ??= work()
      .catch((error: unknown) => log.error({ err: error }, 'a round of the shop failed'))
      .finally(() => {
        round = undefined
      })
  }, ms)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
