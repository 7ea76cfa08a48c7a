import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema, MAX_AMOUNT } from '../money.ts'
import { REASONS } from '../reasons.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { priceCurrencySchema, skuSchema } from '../shop/product.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'
import { orderIdSchema, purchaseStatusSchema, receiptSchema, refundStatusSchema } from './shop.ts'

const balances = z.object({ coins: amountSchema, gems: amountSchema, tickets: amountSchema })
const strictBalances = z.strictObject(balances.shape)

/** A purchase as those who run the club see it. */
export const adminPurchaseSchema = z
  .object({
    /** The order's. */
    id: orderIdSchema,
    userId: z.number().int(),
    nickname: z.string(),
    at: isoTimeSchema,
    sku: skuSchema,
    version: z.number().int().nullable(),
    quantity: z.number().int(),
    currency: priceCurrencySchema,
    list: amountSchema,
    discount: amountSchema,
    promo: amountSchema,
    vip: amountSchema,
    amount: amountSchema,
    promoCode: z.string().nullable(),
    status: purchaseStatusSchema,
    reason: z.enum(REASONS).nullable(),
    hold: z.enum(['none', 'held', 'committed', 'sold', 'released']),
    provider: z.string().nullable(),
    paymentId: z.string().nullable(),
    refunded: amountSchema,
    receiptCode: z.string().nullable(),
    endedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'AdminPurchase' })
export type AdminPurchase = z.infer<typeof adminPurchaseSchema>

const purchaseFilter = {
  status: purchaseStatusSchema.optional(),
  reason: z.enum(REASONS).optional(),
  currency: priceCurrencySchema.optional(),
  sku: skuSchema.optional(),
  userId: idParamSchema.optional(),
  promoCode: z.string().max(40).optional(),
  /** A payment provider by its id. */
  provider: z.string().max(40).optional(),
  /** A player by his number, his site id or his nickname, whole. */
  player: z.string().trim().max(100).optional(),
  /** An order, a receipt or a payment, whole. */
  q: z.string().trim().max(100).optional(),
  from: instantSchema.optional(),
  until: instantSchema.optional(),
}
export const PURCHASE_SORTS = ['at', 'amount'] as const
export const adminPurchasesQuery = pagingSchema.extend({
  sort: z.enum(PURCHASE_SORTS).default('at'),
  ...purchaseFilter,
})
export const adminPurchasesExportQuery = z.object(purchaseFilter)
export const adminPurchasesReply = z.array(adminPurchaseSchema)

export const refundSchema = z
  .object({
    id: z.number().int(),
    orderId: orderIdSchema,
    userId: z.number().int(),
    nickname: z.string(),
    sku: skuSchema,
    amount: amountSchema,
    cause: z.enum(['admin', 'chargeback']),
    reason: z.string(),
    status: refundStatusSchema,
    requestedBy: z.string().nullable(),
    requestedAt: isoTimeSchema,
    decidedBy: z.string().nullable(),
    decidedAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
    /** What of its contents was taken back, and what had been spent. */
    taken: balances.nullable(),
    missing: balances.nullable(),
  })
  .meta({ id: 'Refund' })
export type RefundReply = z.infer<typeof refundSchema>

export const purchaseDetailSchema = z
  .object({
    ...adminPurchaseSchema.shape,
    /** What it was called and what one of it holds, by the version that was bought; null: it was refused before. */
    name: z.object({ en: z.string(), ko: z.string() }).nullable(),
    contents: rewardsSchema.nullable(),
    promoId: z.number().int().nullable(),
    /** As it was signed, and whether its signature still is ours. */
    receipt: z.object({ ...receiptSchema.shape, valid: z.boolean() }).nullable(),
    /** What has not gone back yet, nor is on its way, in won. */
    refundable: amountSchema,
    timeline: z.array(
      z.object({
        at: isoTimeSchema,
        from: purchaseStatusSchema.nullable(),
        to: purchaseStatusSchema,
        cause: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    webhooks: z.array(
      z.object({ id: z.string(), type: z.string(), at: isoTimeSchema, handledAt: isoTimeSchema.nullable() }),
    ),
    refunds: z.array(refundSchema),
    /** Who had the provider asked by hand, and when. */
    checks: z.array(z.object({ at: isoTimeSchema, admin: z.string() })),
    /** Whether what was bought for how much is what was sealed then. */
    intact: z.boolean(),
  })
  .meta({ id: 'PurchaseDetail' })
export type PurchaseDetail = z.infer<typeof purchaseDetailSchema>

export const refundBody = z.strictObject({
  commandId: commandIdSchema,
  amount: amountSchema.min(1),
  reason: rewardReasonSchema,
  /** Give it back though some of what it bought has been spent. */
  evenIfSpent: z.boolean().default(false),
  /** What the preview said; where it is not so any more, nothing is done. */
  seen: z.strictObject({ refundable: amountSchema, missing: strictBalances }).optional(),
})
export const refundPreviewQuery = z.object({ amount: z.coerce.number().int().min(1).max(MAX_AMOUNT) })
/** What a refund of so many won would come to now; nothing is kept. */
export const refundPreviewReply = z
  .object({
    amount: amountSchema,
    /** Won that can still be given back. */
    refundable: amountSchema,
    /** Of what it bought: what would be taken back, and what has been spent already. */
    taken: balances,
    missing: balances,
    /** It would wait for the word of a second admin. */
    secondAdmin: z.boolean(),
  })
  .meta({ id: 'RefundPreview' })
export type RefundPreview = z.infer<typeof refundPreviewReply>
export const refundParams = z.object({ id: idParamSchema })
export const refundsQuery = pagingSchema.extend({ status: refundStatusSchema.optional() })
export const refundsReply = z.array(refundSchema)
export const refundDecisionBody = z.strictObject({ approved: z.boolean(), reason: rewardReasonSchema })

export const BLOCK_CAUSES = ['velocity', 'cards', 'chargeback', 'admin'] as const
export const BLOCK_STATUSES = ['open', 'blocked', 'released'] as const
export const shopBlockSchema = z
  .object({
    id: z.number().int(),
    userId: z.number().int(),
    nickname: z.string(),
    openedAt: isoTimeSchema,
    cause: z.enum(BLOCK_CAUSES),
    detail: z.record(z.string(), z.unknown()),
    status: z.enum(BLOCK_STATUSES),
    decidedBy: z.string().nullable(),
    decidedAt: isoTimeSchema.nullable(),
    reason: z.string().nullable(),
    /** Attempts and cards within the window that is looked at, as of now. */
    attempts: z.number().int(),
    cards: z.number().int(),
    /** When he is let through by himself if he tries nothing more; null: he is now, or only by an admin. */
    closedUntil: isoTimeSchema.nullable(),
  })
  .meta({ id: 'ShopBlock' })
export type ShopBlock = z.infer<typeof shopBlockSchema>
export const shopBlocksQuery = pagingSchema.extend({
  status: z.enum(BLOCK_STATUSES).optional(),
  cause: z.enum(BLOCK_CAUSES).optional(),
  userId: idParamSchema.optional(),
  /** Only those nobody has decided about: open ones, and blocks that the club made by itself. */
  undecided: z.enum(['true', 'false']).optional(),
})
export const shopBlocksReply = z.array(shopBlockSchema)
export const blockDecisionBody = z.strictObject({ status: z.enum(['blocked', 'released']), reason: rewardReasonSchema })
export const newBlockBody = z.strictObject({
  userId: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  reason: rewardReasonSchema,
})

export const REVENUE_GROUPS = ['day', 'week', 'product', 'promo'] as const
const MAX_REPORT_DAYS = 400
const DAY_MS = 86_400_000
const span = (query: { from: string; until: string }) =>
  query.from < query.until && Date.parse(query.until) - Date.parse(query.from) <= MAX_REPORT_DAYS * DAY_MS
const SPAN_WORDS = `must end after it begins, and within ${MAX_REPORT_DAYS} days`
export const revenueQuery = z
  .object({ from: instantSchema, until: instantSchema, by: z.enum(REVENUE_GROUPS).default('day') })
  .refine(span, { message: SPAN_WORDS, path: ['until'] })
export const revenueReply = z.object({
  /** IANA name of the zone that days and weeks are counted in. */
  zone: z.string(),
  rows: z.array(
    z.object({
      /** A day or the Monday of a week in the club's zone, a product, or a promo code; null: none. */
      key: z.string().nullable(),
      /** Purchases that were begun, and of them those that were granted. */
      begun: z.number().int(),
      granted: z.number().int(),
      buyers: z.number().int(),
      won: amountSchema,
      gems: amountSchema,
      refundedWon: amountSchema,
      promoWon: amountSchema,
    }),
  ),
})
export type RevenueReply = z.infer<typeof revenueReply>

export const RECONCILIATION_FAULTS = [
  'UNKNOWN_ORDER',
  'AMOUNT_DIFFERS',
  'CAPTURED_NOT_GRANTED',
  'GRANTED_NOT_CAPTURED',
  'REFUND_DIFFERS',
  'MISSING_AT_PROVIDER',
] as const
export const reconciliationQuery = z
  .object({ from: instantSchema, until: instantSchema })
  .refine(span, { message: SPAN_WORDS, path: ['until'] })
export const reconciliationReply = z.object({
  /** Payments of the provider, and purchases of ours, that were held against each other. */
  payments: z.number().int(),
  purchases: z.number().int(),
  capturedWon: amountSchema,
  refundedWon: amountSchema,
  faults: z.array(
    z.object({
      fault: z.enum(RECONCILIATION_FAULTS),
      orderId: z.string(),
      ours: z.string(),
      theirs: z.string(),
    }),
  ),
})
export type ReconciliationReply = z.infer<typeof reconciliationReply>
