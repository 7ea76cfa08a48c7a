import {
  accept,
  higherRank,
  type ProductBody,
  PURCHASE_EVENTS,
  RANKS,
  type Reason,
  type Refusal,
  type Result,
  type Reward,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { CommandRule, Decision, PersistingRule, PlayerSnapshot, Posting } from '../../player/index.ts'
import { type GrantTerms, grant, grantedFields } from '../../rewards/index.ts'
import type { Purchase } from './purchase.types.ts'
import type { BeginWrite, GrantWrite } from './purchase-desk.ts'
import type { Terms } from './terms.ts'

/** What a player asks for, without anything that may differ when he asks again. */
export interface BuyPayload {
  readonly sku: string
  readonly quantity: number
  readonly currency: string
  readonly promoCode: string | null
  readonly idempotencyKey: string
}

type Persist<Detail> = PersistingRule<never, Detail, Queryable>['persist']

/** What every event about a purchase says of it. */
const described = ({ orderId, sku, version, quantity, currency, amount }: Described) => ({
  orderId,
  sku,
  version,
  quantity,
  currency,
  amount,
})
type Described = Pick<Purchase, 'orderId' | 'sku' | 'version' | 'quantity' | 'currency' | 'amount'>

const HOUSE = 'house:shop'

/** The contents of a product, so many times. */
export function contentsOf({ contents }: ProductBody, quantity: number): Reward[] {
  return contents.map((reward) => {
    if (reward.type === 'CONTENT_UNLOCK') return reward
    if (reward.type === 'ITEM') return { ...reward, quantity: reward.quantity * quantity }
    return { ...reward, amount: reward.amount * quantity }
  })
}

function refuseRank({ rank }: PlayerSnapshot, { body: { requiredRank }, vip }: Terms): Refusal | undefined {
  if (RANKS.indexOf(higherRank(rank, vip.rank)) >= RANKS.indexOf(requiredRank)) return undefined
  return refuse('RANK_TOO_LOW', `only from the rank ${requiredRank} on`)
}

/** What a rule asks the guard for: gems are no money, but who may not play is sold nothing. */
const asks = (terms: Terms) => () => ({
  kind: 'spend' as const,
  won: terms.currency === 'KRW' ? terms.price.amount : 0,
})

/** Begins a purchase for won: it counts against the player's limits from here on, so that many at once cannot pass them. */
export function reserveRule(write: BeginWrite): CommandRule<BuyPayload, BeginWrite> {
  const { terms } = write
  const { amount } = terms.price
  return {
    type: 'purchase.reserve',
    asks: asks(terms),
    decide({ player }): Result<Decision<BeginWrite>> {
      const refusal = refuseRank(player, terms)
      if (refusal) return refusal
      return accept({
        event: { type: PURCHASE_EVENTS.reserved, schemaVersion: 1 },
        postings: [],
        flow: { kind: 'spend', won: amount },
        outcome: () => described({ ...terms, amount }),
        detail: write,
      })
    },
  }
}

type Catalogue = GrantTerms['catalogue']

/** Buys for gems: they go and the contents come in one entry. */
export function buyForGemsRule(write: BeginWrite, catalogue: Catalogue): CommandRule<BuyPayload, BeginWrite> {
  const { terms } = write
  const { amount } = terms.price
  const paid: Posting = { currency: 'gems', amount: -amount, counterAccount: HOUSE, reason: 'purchase.paid' }
  return {
    type: 'purchase.gems',
    asks: asks(terms),
    decide({ player, nowMs }): Result<Decision<BeginWrite>> {
      const refusal = refuseRank(player, terms)
      if (refusal) return refusal
      const { gems } = player.balances
      if (gems < amount) return refuse('INSUFFICIENT_FUNDS', 'not enough gems')
      const rewards = contentsOf(terms.body, terms.quantity)
      const poorer = { ...player, balances: { ...player.balances, gems: gems - amount } }
      const granted = grant(poorer, totalOf(rewards), { nowMs, catalogue, ...SOLD })
      if (!granted.ok) return granted
      const { postings, items, state } = granted.value
      return accept({
        event: { type: PURCHASE_EVENTS.granted, schemaVersion: 1 },
        postings: [paid, ...postings],
        flow: { kind: 'spend', won: 0 },
        items,
        outcome: () => ({ ...described({ ...terms, amount }), ...grantedFields(granted.value, rewards) }),
        ...(state && { state }),
        detail: write,
      })
    },
  }
}

const SOLD = { account: HOUSE, reason: 'purchase.granted' } as const

/** Grants what has been paid for. What is sold is granted whether it is still sold to others or not. */
export function grantRule(write: GrantWrite, catalogue: Catalogue): CommandRule<object, GrantWrite> {
  const { purchase, rewards } = write
  return {
    type: 'purchase.grant',
    decide({ player, nowMs }): Result<Decision<GrantWrite>> {
      const granted = grant(player, totalOf(rewards), { nowMs, catalogue, ...SOLD })
      if (!granted.ok) return granted
      const { postings, items, state } = granted.value
      return accept({
        event: { type: PURCHASE_EVENTS.granted, schemaVersion: 1 },
        postings,
        items,
        outcome: () => ({ ...described(purchase), ...grantedFields(granted.value, rewards) }),
        ...(state && { state }),
        detail: write,
      })
    },
  }
}

/** Ends a purchase that came to nothing: its won count no more. */
export function releaseRule(
  purchase: Purchase,
  reservedSeq: number,
  reason: Reason,
  persist: Persist<undefined>,
): CommandRule<object> & { persist: Persist<undefined> } {
  const { amount } = purchase
  return {
    type: 'purchase.release',
    decide: () =>
      accept({
        event: { type: PURCHASE_EVENTS.released, schemaVersion: 1 },
        postings: [],
        flow: { kind: 'unspend', won: amount, spendSeq: reservedSeq },
        outcome: () => ({ ...described(purchase), reason, reservedSeq }),
        detail: undefined,
      }),
    persist,
  }
}
