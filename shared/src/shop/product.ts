import { z } from 'zod'
import { rankSchema } from '../ranks.ts'
import { instantSchema } from '../rest/common.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { segmentTargetsSchema } from '../segments/rule.ts'

/** A product's name for life: in addresses, purchases and events. */
export const skuSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{1,63}$/)
export const PRODUCT_KINDS = ['standard', 'limited'] as const
export const productKindSchema = z.enum(PRODUCT_KINDS)
export type ProductKind = (typeof PRODUCT_KINDS)[number]

/** What can be paid with: won through a payment provider, or gems of one's own. */
export const PRICE_CURRENCIES = ['KRW', 'GEMS'] as const
export const priceCurrencySchema = z.enum(PRICE_CURRENCIES)
export type PriceCurrency = (typeof PRICE_CURRENCIES)[number]

/** Won or gems. */
export const MAX_PRICE = 100_000_000
export const MAX_QUANTITY_BOUGHT = 100

const plain = (text: z.ZodString) => text.refine((value) => !value.includes('\0'), 'must not hold a zero byte')
export const productNameSchema = plain(z.string().trim().min(1).max(80))
const name = productNameSchema
const description = plain(z.string().trim().max(1_000))
const price = z.number().int().min(1).max(MAX_PRICE)
const limit = z.number().int().min(1).max(10_000)

export const USER_LIMIT_PERIODS = ['ever', 'day', 'week', 'month'] as const
export type UserLimitPeriod = (typeof USER_LIMIT_PERIODS)[number]

/** What a version of a product says; an admin writes it, a published one never changes. */
export const productBodySchema = z
  .strictObject({
    name: z.strictObject({ en: name, ko: name }),
    description: z.strictObject({ en: description, ko: description }),
    /** Null: not sold for it. */
    prices: z.strictObject({ KRW: price.nullable(), GEMS: price.nullable() }),
    contents: rewardsSchema,
    /** Whole per cent off until its end. */
    discount: z
      .strictObject({ percent: z.number().int().min(1).max(99), until: instantSchema.nullable() })
      .nullable()
      .default(null),
    requiredRank: rankSchema.default('STANDARD'),
    /** When it is sold: from, inclusive, to until, exclusive. */
    window: z
      .strictObject({ from: instantSchema.nullable(), until: instantSchema.nullable() })
      .default({ from: null, until: null }),
    /** The stock that its sales take from; several products may share one. Null: as many as are wanted. */
    stock: skuSchema.nullable().default(null),
    /** How many one player may buy, ever and in the running day, week and month. */
    userLimits: z.partialRecord(z.enum(USER_LIMIT_PERIODS), limit).default({}),
    /** Who it is for, all of them at the same price; absent or empty: everybody. */
    segments: segmentTargetsSchema.optional(),
    tags: z
      .array(z.string().regex(/^[a-z0-9-]{1,30}$/))
      .max(10)
      .default([]),
    /** Names a picture of the web app; null: none. */
    image: z
      .string()
      .regex(/^[a-z0-9][a-z0-9/._-]{0,119}$/)
      .nullable()
      .default(null),
  })
  .refine(({ prices }) => prices.KRW !== null || prices.GEMS !== null, { message: 'needs a price', path: ['prices'] })
  .refine(({ window: { from, until } }) => from === null || until === null || from < until, {
    message: 'must end after it begins',
    path: ['window', 'until'],
  })
export type ProductBody = z.infer<typeof productBodySchema>
