import { z } from 'zod'
import { amountSchema, MAX_AMOUNT } from '../money.ts'
import { segmentTargetSchema } from '../segments/rule.ts'
import {
  MAX_PRICE,
  MAX_QUANTITY_BOUGHT,
  productBodySchema,
  productKindSchema,
  productNameSchema,
  skuSchema,
} from '../shop/product.ts'
import { instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const noteSchema = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
const revisionSchema = z.number().int().min(1).max(2_147_483_647)

/** Where a product stands, in order of precedence: stopped, on sale, to come, not yet published, or sold no more. */
export const PRODUCT_STATES = ['disabled', 'live', 'planned', 'draft', 'ended'] as const
export const productStateSchema = z.enum(PRODUCT_STATES)
export type ProductState = (typeof PRODUCT_STATES)[number]

export const PRODUCT_VERSION_STATUSES = ['draft', 'published', 'withdrawn'] as const

const momentSchema = isoTimeSchema.nullable()
/** A product's body as it is shown: its instants stand as they were read once. */
export const shownBodySchema = z.object({
  ...productBodySchema.shape,
  discount: z.object({ percent: z.number().int(), until: momentSchema }).nullable(),
  window: z.object({ from: momentSchema, until: momentSchema }),
})

/** A product as those who run the shop see it. */
export const adminProductSchema = z
  .object({
    /** Its SKU. */
    id: skuSchema,
    kind: productKindSchema,
    state: productStateSchema,
    /** Counts every change of it; sent back with the next one. */
    revision: revisionSchema,
    /** The body that counts most now: in force, else planned, else the draft's, else the last one. */
    body: shownBodySchema,
    liveVersion: z.number().int().nullable(),
    plannedVersion: z.number().int().nullable(),
    plannedAt: isoTimeSchema.nullable(),
    draftVersion: z.number().int().nullable(),
    disabledAt: isoTimeSchema.nullable(),
    disableReason: z.string().nullable(),
    /** Of its stock; null: it has none. */
    stockLeft: amountSchema.nullable(),
    stockTotal: amountSchema.nullable(),
    /** Units sold, and those under way. */
    sold: amountSchema,
    held: amountSchema,
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'AdminProduct' })
export type AdminProduct = z.infer<typeof adminProductSchema>

export const productVersionSchema = z.object({
  version: z.number().int(),
  status: z.enum(PRODUCT_VERSION_STATUSES),
  body: shownBodySchema,
  note: z.string(),
  /** Null: the club itself. */
  createdBy: z.string().nullable(),
  createdAt: isoTimeSchema,
  changedAt: isoTimeSchema,
  publishedBy: z.string().nullable(),
  publishedAt: isoTimeSchema.nullable(),
  effectiveAt: isoTimeSchema.nullable(),
  withdrawnAt: isoTimeSchema.nullable(),
})
export type ProductVersion = z.infer<typeof productVersionSchema>
/** With every version, newest first. */
export const adminProductDetailSchema = adminProductSchema
  .extend({ versions: z.array(productVersionSchema) })
  .meta({ id: 'AdminProductDetail' })
export type AdminProductDetail = z.infer<typeof adminProductDetailSchema>

export const PRODUCT_SORTS = ['id', 'changedAt', 'sold'] as const
export const adminProductsQuery = pagingSchema.extend({
  sort: z.enum(PRODUCT_SORTS).default('changedAt'),
  kind: productKindSchema.optional(),
  state: productStateSchema.optional(),
  /** Those that are for this segment, not for everybody. */
  segment: segmentTargetSchema.optional(),
  /** Part of a SKU or of a name. */
  q: z.string().trim().max(100).optional(),
})
export const adminProductsReply = z.array(adminProductSchema)
export const productParams = z.object({ sku: skuSchema })

export const productCreateBody = z.strictObject({
  sku: skuSchema,
  kind: productKindSchema,
  body: productBodySchema,
  note: noteSchema.default(''),
})
export const productDraftBody = z.strictObject({
  seenRevision: revisionSchema,
  body: productBodySchema,
  note: noteSchema.default(''),
})
export const productSeenBody = z.strictObject({ seenRevision: revisionSchema })
export const productPublishBody = z.strictObject({
  seenRevision: revisionSchema,
  /** Null: now. */
  at: instantSchema.nullable().default(null),
  reason: rewardReasonSchema,
})
export const productWithdrawBody = z.strictObject({
  seenRevision: revisionSchema,
  /** Only the versions that have not come into force, or all of them: then it is sold no more. */
  what: z.enum(['planned', 'all']),
  reason: rewardReasonSchema,
})
export const shopReasonBody = z.strictObject({ reason: rewardReasonSchema })

/** Why a body may not be published. */
export const PRODUCT_PROBLEMS = [
  'ITEM_UNAVAILABLE',
  'WINDOW_OVER',
  'DISCOUNT_OVER',
  'STOCK_UNKNOWN',
  'SEGMENT_UNKNOWN',
  'PRICE_TOO_LARGE',
  'CONTENTS_TOO_LARGE',
] as const
export type ProductProblemCode = (typeof PRODUCT_PROBLEMS)[number]
export const productCheckBody = z.strictObject({ body: productBodySchema, at: instantSchema.nullable().default(null) })
export const productCheckReply = z.object({
  problems: z.array(z.object({ code: z.enum(PRODUCT_PROBLEMS), words: z.string() })),
})
export type ProductCheck = z.infer<typeof productCheckReply>

/** A limited package as the older interface writes it: published at once, with a stock named like it. */
export const limitedUpsertBody = z
  .strictObject({
    packageId: skuSchema,
    name: productNameSchema,
    priceWon: z.number().int().min(1).max(MAX_PRICE).optional(),
    priceGems: z.number().int().min(1).max(MAX_PRICE).optional(),
    gems: z
      .number()
      .int()
      .min(1)
      .max(Math.floor(MAX_AMOUNT / MAX_QUANTITY_BOUGHT)),
    startsAt: instantSchema,
    endsAt: instantSchema,
    maxGlobalStock: z.number().int().min(1).max(1_000_000_000),
    perUserLimit: z.number().int().min(1).max(10_000),
  })
  .refine(({ priceWon, priceGems }) => priceWon !== undefined || priceGems !== undefined, {
    message: 'needs a price',
    path: ['priceWon'],
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { message: 'must end after it begins', path: ['endsAt'] })
export type LimitedUpsert = z.infer<typeof limitedUpsertBody>
export const limitedUpsertReply = z.object({ success: z.literal(true), packageId: skuSchema })

/** Units that products sell from. `total` = `held` + `sold` + `left`. */
export const stockSchema = z
  .object({
    id: skuSchema,
    total: amountSchema,
    held: amountSchema,
    sold: amountSchema,
    left: amountSchema,
    /** SKUs of what sells from it now or will. */
    products: z.array(skuSchema),
  })
  .meta({ id: 'ShopStock' })
export type ShopStock = z.infer<typeof stockSchema>
export const stocksQuery = pagingSchema.extend({
  sort: z.enum(['id', 'total', 'left']).default('id'),
  q: z.string().trim().max(64).optional(),
})
export const stocksReply = z.array(stockSchema)
export const stockParams = z.object({ id: skuSchema })
const totalSchema = z.number().int().min(0).max(1_000_000_000)
export const stockCreateBody = z.strictObject({ id: skuSchema, total: totalSchema, reason: rewardReasonSchema })
export const stockUpdateBody = z.strictObject({
  /** The total that its editor saw. */
  seenTotal: totalSchema,
  total: totalSchema,
  reason: rewardReasonSchema,
})
