import {
  accept,
  type Balances,
  CURRENCIES,
  type ProductBody,
  PURCHASE_EVENTS,
  type Result,
  totalOf,
} from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { Decision, PersistingRule } from '../../player/index.ts'
import { contentsOf } from '../purchases/purchase.rules.ts'
import type { Purchase } from '../purchases/purchase.types.ts'
import type { Refund } from './refunds.store.ts'

/** What a refund took back of what the purchase had brought, and what of it had been spent. */
export interface ClawBack {
  readonly taken: Balances
  readonly missing: Balances
}

/** The money among the contents that so many won of the price paid for; rounded down, in the player's favour. */
export function shareOf(purchase: Purchase, body: ProductBody, won: number): Balances {
  const { coins, gems, tickets } = totalOf(contentsOf(body, purchase.quantity))
  const share = (amount: number) => Number((BigInt(amount) * BigInt(won)) / BigInt(purchase.amount))
  return { coins: share(coins), gems: share(gems), tickets: share(tickets) }
}

/** How much of a share a player still has. */
export function clawBack(share: Balances, has: Balances): ClawBack {
  const each = (take: (name: keyof Balances) => number): Balances => ({
    coins: take('coins'),
    gems: take('gems'),
    tickets: take('tickets'),
  })
  const taken = each((name) => Math.min(share[name], has[name]))
  return { taken, missing: each((name) => share[name] - taken[name]) }
}

/** Takes back what a refund is about, as far as it is there; items, experience and content stay with the player. */
export function refundRule(
  purchase: Purchase,
  refund: Refund,
  share: Balances,
  persist: PersistingRule<object, ClawBack, Queryable>['persist'],
): PersistingRule<object, ClawBack, Queryable> {
  const { orderId, sku, version, quantity, currency, amount } = purchase
  return {
    type: 'purchase.refund',
    decide({ player }): Result<Decision<ClawBack>> {
      const back = clawBack(share, player.balances)
      return accept({
        event: { type: PURCHASE_EVENTS.refunded, schemaVersion: 1 },
        postings: CURRENCIES.map((name) => ({
          currency: name,
          amount: -back.taken[name],
          counterAccount: 'house:shop' as const,
          reason: 'purchase.refunded',
        })),
        outcome: ({ coins, gems, tickets }) => ({
          ...{ orderId, sku, version, quantity, currency, amount },
          refundId: refund.id,
          refunded: refund.amount,
          ...back,
          ...{ coins, gems, tickets },
        }),
        detail: back,
      })
    },
    persist,
  }
}
