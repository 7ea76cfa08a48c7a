import { z } from 'zod'
import { instantSchema, versionParamSchema } from './common.ts'
import { gameSchema, playSchema, verifyReply } from './games.ts'

/** Where a search goes on: after an instant (ms since the epoch), and of its plays after this one. */
const PLAY_CURSOR = /^\d{12,13}(_[1-9]\d{0,14}-[1-9]\d{0,14})?$/
const amountParam = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional()

export const adminPlaysFilterSchema = z.object({
  game: gameSchema.optional(),
  /** A user id, or a whole nickname or site id. */
  player: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
    .optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  minBet: amountParam,
  minWin: amountParam,
  version: versionParamSchema.optional(),
  /** Only plays that paid anything. */
  winsOnly: z.enum(['true', 'false']).optional(),
})
export type AdminPlaysFilter = z.infer<typeof adminPlaysFilterSchema>

export const adminPlaysQuery = adminPlaysFilterSchema.extend({
  perPage: z.coerce.number().int().min(1).max(200).default(25),
  order: z.enum(['ASC', 'DESC', 'asc', 'desc']).default('DESC'),
  after: z.string().regex(PLAY_CURSOR).optional(),
})

export const adminPlaySchema = playSchema
  .extend({
    userId: z.number().int(),
    nickname: z.string(),
    siteId: z.string(),
    tableVersion: z.number().int(),
  })
  .meta({ id: 'AdminPlay' })
export type AdminPlay = z.infer<typeof adminPlaySchema>

/** A page by time. How many there are in all is not counted: that would read them all. */
export const adminPlaysReply = z
  .object({
    items: z.array(adminPlaySchema),
    /** `after` of the next page; null at the end. A page that is not full and goes on ran out of its time. */
    next: z.string().nullable(),
    /** How far in time the search has come. */
    searchedTo: z.iso.datetime(),
  })
  .meta({ id: 'AdminPlays' })
export type AdminPlaysReply = z.infer<typeof adminPlaysReply>

export const playIdParams = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}-[1-9]\d{0,14}$/)
    .transform((eventId) => {
      const [userId = 0, seq = 0] = eventId.split('-').map(Number)
      return { eventId, userId, seq }
    }),
})

/** A play computed again by the server, which holds the seed; a seed that is still secret is left out. */
export const adminVerifyReply = verifyReply
  .extend({
    revealed: z.boolean(),
    transcript: verifyReply.shape.transcript.extend({ serverSeed: z.string().nullable() }),
  })
  .meta({ id: 'AdminVerification' })
export type AdminVerifyReply = z.infer<typeof adminVerifyReply>
