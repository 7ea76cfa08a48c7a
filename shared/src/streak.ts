import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { zoneSchema } from './fields.ts'
import { amountSchema } from './money.ts'

const MOST_COINS = 100_000
const MOST_GEMS = 1_000

/** What a day of a streak brings, as it is written down. */
const rewardTerms = z.strictObject({
  coins: z.number().int().min(0).max(MOST_COINS),
  gems: z.number().int().min(0).max(MOST_GEMS),
})
export type StreakReward = Readonly<z.infer<typeof rewardTerms>>

/** Days of a streak that have rewards of their own at most. */
export const MAX_STREAK_REWARDS = 31

/** What a streak is held to. */
export const streakTermsSchema = z.strictObject({
  /** By the day of the streak, the first one first; after the last it begins anew. */
  rewards: z.array(rewardTerms).min(1).max(MAX_STREAK_REWARDS),
  /** For so long after local midnight the day before can still be ticked, where that keeps a streak. */
  graceHours: z.number().int().min(0).max(12),
  /** Days missed in a row that shields save at most; each takes one. */
  mostShields: z.number().int().min(0).max(10),
  /** A change of time zone counts no sooner than so many days after the one before. */
  zoneDays: z.number().int().min(1).max(90),
})
export type StreakTerms = z.infer<typeof streakTermsSchema>
export type PublishedStreakTerms = StreakTerms & { readonly version: number }

/** The item that saves a missed day. */
export const SHIELD_ITEM = 'streak-shield'

/** The part of a player's state document that his streak keeps; absent before the first tick. */
export interface StreakState {
  /** Days in a row, as of the last one. */
  readonly count: number
  readonly best: number
  /** The local date that was last ticked, `YYYY-MM-DD`. */
  readonly lastDay: string
  readonly zone: string
  /** The local date from which the zone counts. */
  readonly zoneSince: string
}

/** What the day with this number of a streak brings. */
export function streakReward({ rewards }: { readonly rewards: readonly StreakReward[] }, count: number): StreakReward {
  return rewards[(count - 1) % rewards.length] ?? { coins: 0, gems: 0 }
}

export const localDaySchema = z.iso.date()
export const streakRewardSchema = z.object({ coins: amountSchema, gems: amountSchema })

/** What a tick takes besides its id: where the device is, if it says so. */
export const STREAK_FIELDS = { 'streak.tick': { timeZone: zoneSchema.optional() } } as const

/** What a tick came to. */
export const streakTickedSchema = z.object({
  ...acceptedFields,
  /** The local date it counts for. */
  day: localDaySchema,
  timeZone: z.string(),
  count: z.number().int().min(1),
  best: z.number().int().min(1),
  /** Missed days that shields saved; each took one. */
  shieldedDays: z.array(localDaySchema),
  /** Days in a row that were lost before this one; 0: none. */
  lost: z.number().int().min(0),
  reward: streakRewardSchema,
  termsVersion: z.number().int(),
  /** Balances after it. */
  coins: amountSchema,
  gems: amountSchema,
})
export type StreakTicked = z.infer<typeof streakTickedSchema>
