import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { ROUND_STATES } from '../rounds.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'

/** Games whose rounds are public. */
export const roundGameSchema = z.enum(['crash', 'match', 'lottery'])
export const roundParams = z.object({ game: roundGameSchema, id: idParamSchema })
export const roundsParams = z.object({ game: roundGameSchema })
const MOST_PAGES = 500
export const roundsQuery = pagingSchema
  .pick({ perPage: true })
  .extend({ page: z.coerce.number().int().min(1).max(MOST_PAGES).default(1) })

/** A round with all that anybody needs to draw it again; the seed is there once it has ended. */
export const roundSchema = z
  .object({
    id: z.number().int(),
    game: roundGameSchema,
    state: z.enum(ROUND_STATES),
    /** The day of a drawing, else null. */
    day: z.string().nullable(),
    tableVersion: z.number().int(),
    seedHash: z.string().nullable(),
    seed: z.string().nullable(),
    outcome: z.record(z.string(), z.unknown()).nullable(),
    stakes: z.number().int(),
    openedAt: isoTimeSchema,
    closesAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Round' })
export type RoundReply = z.infer<typeof roundSchema>
export const roundsReply = z.array(roundSchema)

/** A ticket of one's own. */
export const ticketSchema = z.object({
  /** The event that placed it. */
  stakeId: z.string(),
  numbers: z.array(z.number().int()),
  state: z.enum(['open', 'settled', 'returned']),
  win: amountSchema.nullable(),
})

/** The lottery as a player sees it: the drawing to come, his tickets, and the last drawing. */
export const lotteryReply = z
  .object({
    next: z.object({ round: roundSchema, tickets: z.array(ticketSchema), mayHave: z.number().int() }).nullable(),
    last: z.object({ round: roundSchema, tickets: z.array(ticketSchema) }).nullable(),
  })
  .meta({ id: 'Lottery' })
export type LotteryReply = z.infer<typeof lotteryReply>
