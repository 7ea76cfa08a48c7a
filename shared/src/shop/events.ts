import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { itemIdSchema } from '../items/item.ts'
import { amountSchema } from '../money.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { priceCurrencySchema, skuSchema } from './product.ts'

const balances = { coins: amountSchema, gems: amountSchema, tickets: amountSchema }

/** What every event about a purchase says of it. */
const purchase = {
  ...acceptedFields,
  orderId: z.string(),
  sku: skuSchema,
  version: z.number().int().min(1),
  quantity: z.number().int().min(1),
  currency: priceCurrencySchema,
  /** What it costs, in its currency. */
  amount: amountSchema,
}

/** Its units are held, and its won count against the limits of the player. */
export const purchaseReservedSchema = z.object(purchase)
export type PurchaseReserved = z.infer<typeof purchaseReservedSchema>

/** Nothing came of it: what was held and counted is given back. */
export const purchaseReleasedSchema = z.object({
  ...purchase,
  reason: z.string(),
  /** Number of the event that reserved it. */
  reservedSeq: z.number().int().min(1),
})
export type PurchaseReleased = z.infer<typeof purchaseReleasedSchema>

/** It was paid, and this is what the player has got; bought for gems, they went with it. */
export const purchaseGrantedSchema = z.object({
  ...purchase,
  rewards: rewardsSchema,
  ...balances,
  xp: amountSchema,
  xpGained: amountSchema,
  items: z.array(
    z.object({ item: itemIdSchema, quantity: z.number().int().min(1), expiresAtMs: z.number().int().nullable() }),
  ),
})
export type PurchaseGranted = z.infer<typeof purchaseGrantedSchema>

/** Money went back, and this much of what it had brought was still there to be taken. */
export const purchaseRefundedSchema = z.object({
  ...purchase,
  refundId: z.number().int().min(1),
  refunded: amountSchema,
  taken: z.object(balances),
  /** What of it had been spent. */
  missing: z.object(balances),
  ...balances,
})
export type PurchaseRefunded = z.infer<typeof purchaseRefundedSchema>

export const PURCHASE_EVENTS = {
  reserved: 'purchase.reserved',
  released: 'purchase.released',
  granted: 'purchase.granted',
  refunded: 'purchase.refunded',
} as const
