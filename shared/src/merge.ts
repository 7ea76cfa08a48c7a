import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { itemIdSchema } from './items/item.ts'
import { amountSchema } from './money.ts'
import { contentIdSchema } from './rewards/reward.ts'

/** What goes from one account to the other when two are made one; stocks keep their end. */
export const mergeMovedSchema = z.object({
  coins: amountSchema,
  gems: amountSchema,
  tickets: amountSchema,
  xp: amountSchema,
  items: z.array(
    z.object({
      item: itemIdSchema,
      quantity: z.number().int().min(1),
      /** In ms since the epoch, UTC; null: never. */
      expiresAtMs: z.number().int().nullable(),
    }),
  ),
  /** What is unlocked for the other account and was not before. */
  contents: z.array(contentIdSchema),
})
export type MergeMoved = z.infer<typeof mergeMovedSchema>

const whole = z.number().int()
const windowSchema = z.tuple([whole, whole, whole, whole, whole, whole, whole, whole])

/** What both events say; each names the other. */
const common = { ...acceptedFields, otherEventId: z.string(), moved: mergeMovedSchema }

/** An account was emptied into another one and closed for good. */
export const accountMergedOutSchema = z.object({ ...common, intoUserId: z.number().int() })
export type AccountMergedOut = z.infer<typeof accountMergedOutSchema>

/** What another account held came in. */
export const accountMergedInSchema = z.object({
  ...common,
  fromUserId: z.number().int(),
  /** What the other account had used of the open day, week and month, which counts here from now on; null: nothing. */
  usage: z.tuple([windowSchema, windowSchema, windowSchema]).nullable(),
})
export type AccountMergedIn = z.infer<typeof accountMergedInSchema>
