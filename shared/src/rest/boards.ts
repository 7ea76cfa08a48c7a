import { z } from 'zod'
import { amountSchema, signedAmountSchema } from '../money.ts'
import { idParamSchema, isoTimeSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const BOARD_PERIODS = ['day', 'week', 'all'] as const
export const boardIdSchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

/** A board: what it counts, of which games, and the season that runs, in UTC. */
export const boardSchema = z
  .object({
    id: z.string(),
    period: z.enum(BOARD_PERIODS),
    games: z.array(z.string()),
    /** `net_coins`: what plays paid less what they cost. */
    counts: z.literal('net_coins'),
    startsAt: isoTimeSchema,
    /** Null: without an end. */
    endsAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Board' })
export type BoardView = z.infer<typeof boardSchema>
export const boardsReply = z.array(boardSchema)

export const boardParams = z.object({ board: boardIdSchema })
/** `around=me` puts the asking player in the middle and takes no page. */
export const boardPageQuery = z
  .strictObject({
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    perPage: z.coerce.number().int().min(1).max(100).default(20),
    around: z.literal('me').optional(),
    season: z.enum(['current', 'previous']).default('current'),
  })
  .refine(({ around, page }) => around === undefined || page === 1, { path: ['page'], message: 'not with around' })

export const boardRowSchema = z.object({
  rank: amountSchema,
  nickname: z.string(),
  score: amountSchema,
  you: z.boolean(),
})
/** Equal scores: who reached theirs first is ahead, then who signed up first. */
export const boardPageReply = z
  .object({
    board: boardSchema,
    /** Whether the season is over and its results are written down. */
    final: z.boolean(),
    /** Players on the board. */
    total: amountSchema,
    /** The asking player: no rank without a score above zero, or while he is not shown. */
    own: z.object({ rank: amountSchema.nullable(), score: signedAmountSchema, shown: z.boolean() }),
    rows: z.array(boardRowSchema),
  })
  .meta({ id: 'BoardPage' })
export type BoardPage = z.infer<typeof boardPageReply>

export const boardShownBody = z.strictObject({ shown: z.boolean() })
/** `shown` is the player's wish; he may be left out for another reason. */
export const boardShownReply = z.object({ shown: z.boolean() })

/** A board as those who run the club see it. */
export const adminBoardSchema = boardSchema.extend({ players: amountSchema })
export const adminBoardsReply = z.array(adminBoardSchema)
export const adminBoardRowSchema = z.object({
  id: idParamSchema,
  rank: amountSchema,
  nickname: z.string(),
  score: amountSchema,
})
export const adminBoardTopReply = z.array(adminBoardRowSchema)
export const boardPlayerParams = z.object({ id: idParamSchema })
export const boardRemovalBody = z.strictObject({ removed: z.boolean(), reason: rewardReasonSchema })
export const boardRemovalReply = z.object({ removed: z.boolean() })
