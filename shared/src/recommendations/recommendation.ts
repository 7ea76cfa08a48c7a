import { z } from 'zod'
import { isoTimeSchema } from '../rest/common.ts'

export const RECOMMENDATION_KINDS = ['mission', 'offer'] as const
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number]

/** So many at most, one of them an offer. */
export const MOST_RECOMMENDED = 3

/** Why something is recommended, as it is worded to the player. There is none that speaks of a win or a loss. */
export const RECOMMENDATION_REASONS = [
  'NEARLY_DONE',
  'BEGUN',
  'GAME_YOU_PLAY',
  'NOTHING_STAKED',
  'OPEN_NOW',
  'FOR_YOUR_GROUP',
  'DISCOUNT_FOR_ALL',
  'BOUGHT_BEFORE',
  'IN_THE_SHOP',
  'BY_CHANCE',
] as const
export type RecommendationReason = (typeof RECOMMENDATION_REASONS)[number]

/** By his history, or by chance: every tenth player, whom the others are held against. */
export const CHOSEN_BY = ['history', 'chance'] as const
export type ChosenBy = (typeof CHOSEN_BY)[number]

const words = z.object({ en: z.string(), ko: z.string() })
const count = z.number().int().min(0)

export const recommendationSchema = z
  .object({
    id: z.number().int(),
    kind: z.enum(RECOMMENDATION_KINDS),
    /** The mission's id, or the product's. */
    target: z.string(),
    title: words,
    reason: z.enum(RECOMMENDATION_REASONS),
    /** What the reason speaks of: how far one is, which game, how many percent are off; null: not of this. */
    progress: count.nullable(),
    goal: count.nullable(),
    game: z.string().nullable(),
    percent: count.nullable(),
    /** The segment of his that it is for, as its rules call it. */
    group: words.nullable(),
    /** What he said of it; null: nothing. */
    useful: z.boolean().nullable(),
  })
  .meta({ id: 'Recommendation' })
export type Recommendation = z.infer<typeof recommendationSchema>

export const recommendationsReply = z
  .object({
    /** Why nothing is recommended: paused, excluded or at a limit. */
    closed: z.enum(['HELD_BACK']).nullable(),
    chosenBy: z.enum(CHOSEN_BY),
    items: z.array(recommendationSchema).max(MOST_RECOMMENDED),
  })
  .meta({ id: 'Recommendations' })
export type RecommendationsReply = z.infer<typeof recommendationsReply>

const servingId = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
export const recommendationFeedbackBody = z.union([
  z.strictObject({ id: servingId, useful: z.boolean() }),
  z.strictObject({ id: servingId, opened: z.literal(true) }),
])
export type RecommendationFeedback = z.infer<typeof recommendationFeedbackBody>
export const recommendationFeedbackReply = z.object({ ok: z.literal(true) })

export const recommendationReportQuery = z.object({ days: z.coerce.number().int().min(1).max(120).default(30) })
const interval = z.object({ low: z.number(), high: z.number() }).nullable()
export const recommendationReportReply = z
  .object({
    days: count,
    groups: z.array(
      z.object({
        chosenBy: z.enum(CHOSEN_BY),
        players: count,
        served: count,
        opened: count,
        /** Players who opened something, of all who were recommended something. */
        openedPlayers: count,
        share: z.number().nullable(),
        interval,
        useful: count,
        notUseful: count,
      }),
    ),
    /** Of history less chance, in shares of players; null: one of them has nobody. */
    difference: z.object({ difference: z.number(), interval, pValue: z.number() }).nullable(),
    reasons: z.array(z.object({ reason: z.enum(RECOMMENDATION_REASONS), served: count, opened: count })),
    countedAt: isoTimeSchema,
  })
  .meta({ id: 'RecommendationReport' })
export type RecommendationReport = z.infer<typeof recommendationReportReply>
