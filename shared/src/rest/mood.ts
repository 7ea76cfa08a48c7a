import { z } from 'zod'
import { daySchema } from '../missions/mission.ts'
import { MOODS } from '../mood/mood.ts'

/** How one feels, or that one would rather not say today, or whether to be asked at all. */
export const moodBody = z.union([
  z.strictObject({ mood: z.enum(MOODS) }),
  z.strictObject({ skip: z.literal(true) }),
  z.strictObject({ neverAsk: z.boolean() }),
])
export type MoodBody = z.infer<typeof moodBody>
export const moodReply = z
  .object({
    /** Whether to ask: not answered or skipped on this local day, and not unwanted. */
    ask: z.boolean(),
    /** What was said today; null: nothing. */
    mood: z.enum(MOODS).nullable(),
    /** He does not want to be asked. */
    neverAsk: z.boolean(),
    kindness: z.object({ offersBreak: z.boolean(), hidesOffers: z.boolean(), gentleMissions: z.boolean() }),
  })
  .meta({ id: 'OwnMood' })
export type MoodReply = z.infer<typeof moodReply>

/** Sums of days with enough answers, newest first. */
export const adminMoodsReply = z.array(
  z.object({
    id: daySchema,
    answers: z.number().int(),
    good: z.number().int(),
    fine: z.number().int(),
    low: z.number().int(),
  }),
)
