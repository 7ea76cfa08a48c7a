import { z } from 'zod'
import { amountSchema, signedAmountSchema } from '../money.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
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
    /** Only those one follows, and oneself; their ranks among each other. Of the season that runs. */
    of: z.literal('followed').optional(),
  })
  .refine(({ around, page }) => around === undefined || page === 1, { path: ['page'], message: 'not with around' })
  .refine(({ of, around, season }) => of === undefined || (around === undefined && season === 'current'), {
    path: ['of'],
    message: 'only of the season that runs, from the top',
  })

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
export const adminBoardSchema = boardSchema.extend({
  players: amountSchema,
  position: z.number().int(),
  /** Not: players do not see it; it counts all the same. */
  enabled: z.boolean(),
  revision: z.number().int(),
})
export type AdminBoard = z.infer<typeof adminBoardSchema>
export const adminBoardsReply = z.array(adminBoardSchema)

/** Games whose stakes and wins are coins, and which nobody can lose to a friend. */
export const BOARD_GAMES = ['slot', 'roulette', 'rps', 'dice', 'crash', 'lottery'] as const
/** A board as it is edited: what it counts is fixed once it is there; where it stands and whether it is shown is not. */
export const boardTermsSchema = z.strictObject({
  period: z.enum(BOARD_PERIODS),
  games: z
    .array(z.enum(BOARD_GAMES))
    .min(1)
    .refine((games) => new Set(games).size === games.length, 'a game twice'),
  position: z.number().int().min(0).max(999),
  enabled: z.boolean(),
})
export type BoardTerms = z.infer<typeof boardTermsSchema>
/** `seenRevision` 0: there is none yet. */
export const boardOrderBody = z.strictObject({
  seenRevision: z.number().int().min(0).max(2_147_483_647),
  terms: boardTermsSchema,
  reason: rewardReasonSchema,
})
export const boardPreviewBody = z.strictObject({ terms: boardTermsSchema })
export const boardPreviewReply = z
  .object({
    /** Whether there is no such board yet: it would count from now on. */
    isNew: z.boolean(),
    /** Whether what it counts would have to change, which it never does. */
    refused: z.boolean(),
    startsAt: isoTimeSchema,
    endsAt: isoTimeSchema.nullable(),
    /** Who stands on it now. */
    players: amountSchema,
  })
  .meta({ id: 'BoardPreview' })
export type BoardPreview = z.infer<typeof boardPreviewReply>
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

/** A player whom the club took off its boards. */
export const removedPlayerSchema = z.object({
  id: idParamSchema,
  nickname: z.string(),
  reason: z.string(),
  removedBy: z.string(),
  removedAt: isoTimeSchema,
})
export const removedPlayersQuery = pagingSchema
export const removedPlayersReply = z.array(removedPlayerSchema)
