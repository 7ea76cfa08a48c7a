import { z } from 'zod'
import { raritySchema } from '../gacha/table.ts'
import { currencySchema } from '../money.ts'

export const ITEM_KINDS = ['COLLECTIBLE', 'STREAK_SHIELD', 'COUPON', 'BOOSTER', 'CURRENCY_PACK'] as const
export const itemKindSchema = z.enum(ITEM_KINDS)
export type ItemKind = (typeof ITEM_KINDS)[number]

/** An item's name in odds tables, inventories and events. */
export const itemIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

const MAX_EFFECT = 1_000_000_000

/** What using one of an item does. */
export const useEffectSchema = z.strictObject({
  type: z.literal('grant'),
  currency: currencySchema,
  amount: z.number().int().min(1).max(MAX_EFFECT),
})
export type UseEffect = z.infer<typeof useEffectSchema>

const plain = (text: z.ZodString) => text.refine((value) => !value.includes('\0'), 'must not hold a zero byte')
const name = plain(z.string().trim().min(1).max(80))
const description = plain(z.string().trim().max(500))

/** What an admin decides about an item; its id is given once and stays. */
export const itemFieldsSchema = z.strictObject({
  kind: itemKindSchema,
  name: z.strictObject({ en: name, ko: name }),
  description: z.strictObject({ en: description, ko: description }),
  rarity: raritySchema.nullable(),
  /** Names a picture of the web app; null: none. */
  image: z
    .string()
    .regex(/^[a-z0-9][a-z0-9/._-]{0,119}$/)
    .nullable(),
  /** How long a stock lasts from when it is granted; null: for ever. */
  expiresAfterDays: z.number().int().min(1).max(3_650).nullable(),
  /** Null: it cannot be used by itself. */
  useEffect: useEffectSchema.nullable(),
  /** What is not active is granted no more; whoever has it keeps it. */
  active: z.boolean(),
})
export type ItemFields = z.infer<typeof itemFieldsSchema>

/** An item of the catalogue. */
export interface Item extends ItemFields {
  readonly id: string
  /** One more with every change. */
  readonly version: number
}
