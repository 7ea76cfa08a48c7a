import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findByOrder } from '../purchases/purchase.store.ts'
import { hasEnded } from '../purchases/purchase.types.ts'
import type { Settlement } from '../purchases/settlement.ts'
import type { Refunds } from '../refunds/refunds.service.ts'
import { STUCK_TRIES } from './retries.store.ts'
import { claimUnhandled, databaseNow, markHandled } from './webhooks.store.ts'

/** At once; what is claimed must be looked into before its time comes again. */
const PAGE = 10

export interface InboxDependencies {
  readonly pool: Pool
  readonly settlement: Settlement
  readonly refunds: Refunds
  readonly log: Log
}

/** Looks into what the provider has told: at once, and again by the clock where a process died meanwhile. */
export class WebhookInbox {
  private readonly deps: InboxDependencies

  constructor(deps: InboxDependencies) {
    this.deps = deps
  }

  /** Brings an order to where its provider is; `moneyBack`: an ended one too. */
  async handle(orderId: string, moneyBack: boolean): Promise<void> {
    const { pool, settlement, refunds } = this.deps
    if (!moneyBack) {
      // Whoever is at it looks again when he lets go of it.
      await settlement.settleOrder(orderId)
      return
    }
    const until = await databaseNow(pool)
    const found = await findByOrder(pool, orderId)
    const purchase = found && !hasEnded(found) ? await settlement.settle(found.id) : found
    // Money that went back is followed when the purchase has ended, and not before.
    if (purchase && !(hasEnded(purchase) && (await refunds.followChargeBack(purchase)))) return
    await markHandled(pool, orderId, until)
  }

  /** Gives how many orders there were. */
  async handleAll(): Promise<number> {
    const { pool, log } = this.deps
    const orders = await claimUnhandled(pool, PAGE)
    for (const { orderId, tries } of orders) {
      if (tries === STUCK_TRIES)
        log.error({ orderId, tries }, 'what the provider told of money could not be followed yet')
      // One that fails must not stop those behind it.
      await this.handle(orderId, true).catch((error: unknown) =>
        log.error({ err: error, orderId }, 'an event could not be handled'),
      )
    }
    return orders.length
  }
}
