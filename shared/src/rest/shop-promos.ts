import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { MAX_PRICE, priceCurrencySchema, skuSchema } from '../shop/product.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'
import { orderIdSchema, promoCodeSchema, purchaseStatusSchema } from './shop.ts'

export const MAX_PROMO_BATCH = 10_000
export const PROMO_KINDS = ['percent', 'amount'] as const
export const PROMO_STATES = ['open', 'planned', 'expired', 'used-up', 'disabled'] as const
export const PROMO_SORTS = ['code', 'createdAt', 'used', 'endsAt'] as const

const noteSchema = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !text.includes('\0'), 'must not hold a zero byte')

/** What a code takes off, from what, how often and when. */
const termsFields = {
  kind: z.enum(PROMO_KINDS),
  /** Whole per cent, or won or gems. */
  value: z.number().int().min(1).max(MAX_PRICE),
  /** What it may be used with; null: either. */
  currency: priceCurrencySchema.nullable(),
  minAmount: z.number().int().min(0).max(MAX_PRICE).default(0),
  maxDiscount: z.number().int().min(1).max(MAX_PRICE).nullable().default(null),
  /** Null: any product. */
  skus: z.array(skuSchema).min(1).max(100).nullable().default(null),
  /** Null: as often as wanted. */
  maxUses: z.number().int().min(1).max(1_000_000_000).nullable(),
  perUser: z.number().int().min(1).max(1_000).default(1),
  startsAt: instantSchema.nullable().default(null),
  endsAt: instantSchema.nullable().default(null),
  note: noteSchema.default(''),
}
interface TermsToCheck {
  readonly kind: (typeof PROMO_KINDS)[number]
  readonly value: number
  readonly currency: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
}
const isShare = ({ kind, value }: TermsToCheck) => kind === 'amount' || value <= 100
const hasCurrency = ({ kind, currency }: TermsToCheck) => kind === 'percent' || currency !== null
const isWindow = ({ startsAt, endsAt }: TermsToCheck) => startsAt === null || endsAt === null || startsAt < endsAt
const SHARE = { message: 'is at most 100 per cent', path: ['value'] }
const CURRENCY = { message: 'an amount needs its currency', path: ['currency'] }
const WINDOW = { message: 'must end after it begins', path: ['endsAt'] }

export const promoTermsSchema = z
  .strictObject(termsFields)
  .refine(isShare, SHARE)
  .refine(hasCurrency, CURRENCY)
  .refine(isWindow, WINDOW)
export type PromoTermsBody = z.infer<typeof promoTermsSchema>

/** A prefix of up to 20 characters before the random ones; a dash between them is its own. */
const prefixSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{0,20}$/)
  .transform((text) => text.toUpperCase())

/** Makes one code that is named, or so many random ones. */
export const promoCreateBody = z
  .strictObject({
    ...termsFields,
    commandId: commandIdSchema,
    code: promoCodeSchema.optional(),
    count: z.number().int().min(1).max(MAX_PROMO_BATCH).optional(),
    prefix: prefixSchema.optional(),
  })
  .refine(isShare, SHARE)
  .refine(hasCurrency, CURRENCY)
  .refine(isWindow, WINDOW)
  .refine(({ code, count, prefix }) => (code === undefined) !== (count === undefined) && !(code && prefix), {
    message: 'either one code, or how many random ones',
    path: ['code'],
  })
export type PromoCreate = z.infer<typeof promoCreateBody>
export const promoCreateReply = z.object({ batchId: z.string(), codes: z.array(z.string()), replayed: z.boolean() })
export type PromosMade = z.infer<typeof promoCreateReply>

/** `seenRevision` is what its editor saw. Once a code has been used, only its note, its end and its uses may change. */
export const promoUpdateBody = z
  .strictObject({ ...termsFields, seenRevision: z.number().int().min(1).max(2_147_483_647) })
  .refine(isShare, SHARE)
  .refine(hasCurrency, CURRENCY)
  .refine(isWindow, WINDOW)
export const promoEndBody = z.strictObject({
  /** Disabled, it is refused from now on and for ever; ended, its time is over now. */
  how: z.enum(['end', 'disable']),
  reason: rewardReasonSchema,
})

export const adminPromoSchema = z
  .object({
    id: z.number().int(),
    code: z.string(),
    state: z.enum(PROMO_STATES),
    revision: z.number().int(),
    kind: z.enum(PROMO_KINDS),
    value: amountSchema,
    currency: priceCurrencySchema.nullable(),
    minAmount: amountSchema,
    maxDiscount: amountSchema.nullable(),
    skus: z.array(z.string()).nullable(),
    maxUses: amountSchema.nullable(),
    used: amountSchema,
    perUser: z.number().int(),
    startsAt: isoTimeSchema.nullable(),
    endsAt: isoTimeSchema.nullable(),
    disabledAt: isoTimeSchema.nullable(),
    batchId: z.string().nullable(),
    note: z.string(),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
  })
  .meta({ id: 'AdminPromo' })
export type AdminPromo = z.infer<typeof adminPromoSchema>

const filters = {
  /** Part of a code or of a note. */
  q: z.string().trim().max(100).optional(),
  state: z.enum(PROMO_STATES).optional(),
  kind: z.enum(PROMO_KINDS).optional(),
  batchId: z.uuid().optional(),
}
export const adminPromosQuery = pagingSchema.extend({ sort: z.enum(PROMO_SORTS).default('createdAt'), ...filters })
export const adminPromosExportQuery = z.object(filters)
export const adminPromosReply = z.array(adminPromoSchema)
export const promoParams = z.object({ id: idParamSchema })

/** Who used a code, when, for which purchase, and what it took off. */
export const promoUseSchema = z
  .object({
    /** The order's. */
    id: orderIdSchema,
    code: z.string(),
    userId: z.number().int(),
    nickname: z.string(),
    usedAt: isoTimeSchema,
    sku: skuSchema,
    currency: priceCurrencySchema,
    amount: amountSchema,
    off: amountSchema,
    status: purchaseStatusSchema,
  })
  .meta({ id: 'PromoUse' })
export type PromoUse = z.infer<typeof promoUseSchema>
export const promoUsesQuery = pagingSchema.extend({ sort: z.literal('usedAt').default('usedAt') })
export const promoUsesExportQuery = z.object({ promoId: idParamSchema.optional(), batchId: z.uuid().optional() })
export const promoUsesReply = z.array(promoUseSchema)

/** Codes that were made together; `live` of them are not stopped. */
export const promoBatchSchema = z
  .object({
    /** The command id that made them. */
    id: z.uuid(),
    codes: z.number().int(),
    live: z.number().int(),
    uses: z.number().int(),
    /** What all uses together took off. */
    offWon: amountSchema,
    offGems: amountSchema,
    createdBy: z.string(),
    createdAt: isoTimeSchema,
  })
  .meta({ id: 'PromoBatch' })
export type PromoBatch = z.infer<typeof promoBatchSchema>
export const promoBatchParams = z.object({ id: z.uuid() })
export const promoBatchDisableBody = z.strictObject({ reason: rewardReasonSchema })
