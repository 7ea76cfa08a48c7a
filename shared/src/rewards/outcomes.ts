import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { itemIdSchema, useEffectSchema } from '../items/item.ts'
import { amountSchema } from '../money.ts'
import { rewardsSchema } from './reward.ts'

const balances = { coins: amountSchema, gems: amountSchema, tickets: amountSchema }
const stock = {
  item: itemIdSchema,
  quantity: z.number().int().min(1),
  /** When it ends, in ms since the epoch, UTC. */
  expiresAtMs: z.number().int(),
}

/** A reward as it was granted; money and experience are what the player has afterwards. */
export const rewardOutcomeSchema = z.object({
  ...acceptedFields,
  rewards: rewardsSchema,
  /** What the player reads beside it. */
  note: z.string(),
  ...balances,
  xp: amountSchema,
  /** What was added to it, so that the sum over all events is the player's. */
  xpGained: amountSchema,
  items: z.array(z.object({ ...stock, expiresAtMs: stock.expiresAtMs.nullable() })),
  /** The line of a file that it came from. */
  source: z.object({ importId: z.uuid(), line: z.number().int() }).optional(),
})
export type RewardOutcome = z.infer<typeof rewardOutcomeSchema>

/** A use of items; `effect` is what all of them together did. */
export const inventoryUsedSchema = z.object({
  ...acceptedFields,
  item: itemIdSchema,
  quantity: z.number().int().min(1),
  effect: useEffectSchema.extend({ amount: amountSchema }),
  ...balances,
})
export type InventoryUsed = z.infer<typeof inventoryUsedSchema>

/** Stocks that ended. */
export const inventoryExpiredSchema = z.object({ ...acceptedFields, items: z.array(z.object(stock)).min(1) })
export type InventoryExpired = z.infer<typeof inventoryExpiredSchema>
