import { z } from 'zod'
import { FEEDBACK_ANIMATIONS, FEEDBACK_RESULTS, FEEDBACK_TONES } from '../feedback/feedback.ts'
import { raritySchema } from '../gacha/table.ts'
import { MAX_AMOUNT } from '../money.ts'
import { gameSchema } from './games.ts'

const amountParam = z.coerce.number().int().min(0).max(MAX_AMOUNT)

/** A play's stake and gross payout, and how many plays in a row, this one included, ended as it did. */
export const feedbackQuery = z.strictObject({
  game: gameSchema,
  bet: amountParam,
  win: amountParam,
  run: z.coerce.number().int().min(1).max(1_000_000).default(1),
  /** The rarest item, of a game that pays items. */
  rarity: raritySchema.optional(),
  lang: z.enum(['en', 'ko']).default('en'),
})

export const feedbackReply = z
  .object({
    key: z.enum(FEEDBACK_RESULTS.map((result) => `feedback.${result}` as const)),
    animation: z.enum(FEEDBACK_ANIMATIONS),
    tone: z.enum(FEEDBACK_TONES),
    message: z.string(),
  })
  .meta({ id: 'Feedback' })
