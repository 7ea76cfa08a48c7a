import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { rankSchema } from '../ranks.ts'
import { REASONS } from '../reasons.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { MAX_QUANTITY_BOUGHT, priceCurrencySchema, productKindSchema, skuSchema } from '../shop/product.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'

/** Printable ASCII; the same key again answers what it did the first time. */
export const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{8,255}$/)
/** Letters, digits and dashes; case does not matter. */
export const promoCodeSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{4,40}$/)
  .transform((text) => text.toUpperCase())
const cardTokenSchema = z.string().regex(/^[\x21-\x7e]{4,200}$/)

const purchaseFields = {
  quantity: z.number().int().min(1).max(MAX_QUANTITY_BOUGHT).default(1),
  currency: priceCurrencySchema.default('KRW'),
  idempotencyKey: idempotencyKeySchema,
  promoCode: promoCodeSchema.optional(),
  /** Pays at once; without it the player is sent to the provider's page. */
  cardToken: cardTokenSchema.optional(),
  /** What the player was shown for all of it: another price is not charged but told. */
  expectedPrice: amountSchema.optional(),
}
export const buyBody = z.strictObject({ sku: skuSchema, ...purchaseFields })
export const buyLimitedBody = z.strictObject({ packageId: skuSchema, ...purchaseFields })
export type BuyBody = z.infer<typeof buyBody>

export const PURCHASE_STATUSES = [
  'authorizing',
  'pending',
  'capturing',
  'captured',
  'granted',
  'voiding',
  'voided',
  'failed',
  'refunding',
  'refunded',
] as const
export const purchaseStatusSchema = z.enum(PURCHASE_STATUSES)
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number]

export const REFUND_STATUSES = ['waiting', 'sending', 'done', 'failed', 'rejected'] as const
export const refundStatusSchema = z.enum(REFUND_STATUSES)
export type RefundStatus = (typeof REFUND_STATUSES)[number]

/** How a purchase stands. Where it comes to nothing, `reason` says why; while it is under way there is none. */
export const buyReply = z
  .object({
    success: z.boolean(),
    reason: z.enum(REASONS).nullable(),
    orderId: z.string().nullable(),
    packageId: skuSchema,
    quantity: z.number().int(),
    status: purchaseStatusSchema,
    currency: priceCurrencySchema,
    /** What it costs, all of it; null where no price was come to. */
    amount: amountSchema.nullable(),
    gemsGranted: amountSchema,
    newGemBalance: amountSchema.nullable(),
    /** The provider's name of the payment. */
    chargeId: z.string().nullable(),
    receiptCode: z.string().nullable(),
    receiptSignature: z.string().nullable(),
    /** Where the player pays; null: nothing to do there. */
    payUrl: z.string().nullable(),
    /** The key was used before, and this is what it came to. */
    replayed: z.literal(true).optional(),
  })
  .meta({ id: 'BuyReply' })
export type BuyReply = z.infer<typeof buyReply>

/** `list` less the product's own discount less `vip` is `amount`. */
const priceParts = z.object({ list: amountSchema, vip: amountSchema, amount: amountSchema })

/** A product as one player sees it. */
export const shopProductSchema = z
  .object({
    sku: skuSchema,
    version: z.number().int(),
    kind: productKindSchema,
    name: z.object({ en: z.string(), ko: z.string() }),
    description: z.object({ en: z.string(), ko: z.string() }),
    contents: rewardsSchema,
    tags: z.array(z.string()),
    image: z.string().nullable(),
    requiredRank: rankSchema,
    /** The segments it is for that the player is in; null: it is for everybody. */
    audience: z.array(z.object({ en: z.string(), ko: z.string() })).nullable(),
    /** Won and gems for one; null: not sold for it. `list` is before the discount. */
    prices: z.object({
      KRW: priceParts.nullable(),
      GEMS: priceParts.nullable(),
    }),
    discount: z.object({ percent: z.number().int(), until: isoTimeSchema.nullable() }).nullable(),
    /** What this player's tier takes off, in basis points, and the most that it may bring all that is off to. */
    tier: z.object({ discountBp: z.number().int(), maxDiscountBp: z.number().int() }),
    startsAt: isoTimeSchema.nullable(),
    endsAt: isoTimeSchema.nullable(),
    /** Null: as many as are wanted. */
    stockLeft: amountSchema.nullable(),
    stockTotal: amountSchema.nullable(),
    /** How many this player may still buy now; null: as many as he wants. */
    userLeft: z.number().int().nullable(),
    /** Why he cannot buy it now; null: he can. */
    closed: z.enum(['OUT_OF_STOCK', 'DISABLED', 'WINDOW_CLOSED', 'USER_LIMIT', 'RANK_TOO_LOW']).nullable(),
  })
  .meta({ id: 'ShopProduct' })
export type ShopProduct = z.infer<typeof shopProductSchema>
export const shopCatalogReply = z
  .object({ serverTime: isoTimeSchema, products: z.array(shopProductSchema) })
  .meta({ id: 'ShopCatalog' })
export type ShopCatalogReply = z.infer<typeof shopCatalogReply>

export const promoPreviewBody = z.strictObject({
  sku: skuSchema,
  promoCode: promoCodeSchema,
  quantity: purchaseFields.quantity,
  currency: purchaseFields.currency,
})
export const promoPreviewReply = z.object({
  valid: z.boolean(),
  reason: z.enum(REASONS).nullable(),
  list: amountSchema.nullable(),
  discount: amountSchema.nullable(),
  promo: amountSchema.nullable(),
  vip: amountSchema.nullable(),
  amount: amountSchema.nullable(),
})

export const orderIdSchema = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/)
export const orderParams = z.object({ orderId: orderIdSchema })

/** A purchase in its buyer's own history. */
export const ownPurchaseSchema = z
  .object({
    /** The order's. */
    id: orderIdSchema,
    at: isoTimeSchema,
    sku: skuSchema,
    name: z.object({ en: z.string(), ko: z.string() }).nullable(),
    /** What one of it brings, by the version that was bought. */
    contents: rewardsSchema.nullable(),
    quantity: z.number().int(),
    currency: priceCurrencySchema,
    list: amountSchema,
    discount: amountSchema,
    promo: amountSchema,
    /** What the tier took off. */
    vip: amountSchema,
    amount: amountSchema,
    status: purchaseStatusSchema,
    reason: z.enum(REASONS).nullable(),
    refunded: amountSchema,
    payUrl: z.string().nullable(),
    receiptCode: z.string().nullable(),
  })
  .meta({ id: 'OwnPurchase' })
export type OwnPurchase = z.infer<typeof ownPurchaseSchema>
export const ownPurchasesQuery = pagingSchema.extend({ status: purchaseStatusSchema.optional() })
export const ownPurchasesReply = z.array(ownPurchaseSchema)

export const receiptSchema = z
  .object({
    receiptCode: z.string(),
    /** What was signed, byte for byte. */
    body: z.string(),
    signature: z.string(),
    keyId: z.string(),
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof receiptSchema>
export const receiptVerifyBody = z.strictObject({
  body: z.string().max(4_000),
  signature: z.string().max(200),
  keyId: z.string().max(40),
})
export const receiptVerifyReply = z.object({ valid: z.boolean() })
