import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { hex64Schema } from './fields.ts'
import { amountSchema, currencySchema } from './money.ts'

const eventId = z.string().regex(/^[1-9][0-9]*-[1-9][0-9]*$/)

const jsonObject = z.record(z.string(), z.unknown())

const stakeFields = {
  ...acceptedFields,
  game: z.string(),
  roundId: z.number().int().min(1),
  /** The whole stake, in `currency`. */
  bet: amountSchema,
  currency: currencySchema,
  choice: jsonObject,
  tableVersion: z.number().int().min(1),
  tableHash: hex64Schema,
  /** Of the seed the round is drawn from, as it was shown before; null where nothing is drawn. */
  roundSeedHash: hex64Schema.nullable(),
}

/** Balance after the command, in the currency of the stake. */
const after = { coins: amountSchema.optional(), gems: amountSchema.optional(), tickets: amountSchema.optional() }

/** A stake was taken; nothing is won or lost yet. */
export const stakePlacedSchema = z.object({ ...stakeFields, ...after })
export type StakePlaced = z.infer<typeof stakePlacedSchema>

/** A stake came to its end: the play that the history shows. `stakeId` is the event that placed the stake. */
export const stakeSettledSchema = z.object({
  ...stakeFields,
  stakeId: eventId,
  /** What the player did in the round; null for nothing. */
  act: jsonObject.nullable(),
  /** Gross: the stake is not taken off. */
  win: amountSchema,
  ...after,
})
export type StakeSettled = z.infer<typeof stakeSettledSchema>

/** The round died, and the stake went back whole. */
export const stakeReturnedSchema = z.object({ ...stakeFields, stakeId: eventId, ...after })
export type StakeReturned = z.infer<typeof stakeReturnedSchema>

/** A round: its seed is secret until it has ended. */
export const ROUND_STATES = ['open', 'closed', 'settled', 'void'] as const
export type RoundState = (typeof ROUND_STATES)[number]
