import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { zoneSchema } from './fields.ts'
import { amountSchema } from './money.ts'

/** What a day of a streak brings. */
export interface StreakReward {
  readonly coins: number
  readonly gems: number
}

/** What a streak is held to. */
export interface StreakTerms {
  readonly version: number
  /** By the day of the streak, the first one first; after the last it begins anew. */
  readonly rewards: readonly StreakReward[]
  /** For so long after local midnight the day before can still be ticked, where that keeps a streak. */
  readonly graceHours: number
  /** Days missed in a row that shields save at most; each takes one. */
  readonly mostShields: number
  /** A change of time zone counts no sooner than so many days after the one before. */
  readonly zoneDays: number
}

export const STREAK_TERMS: StreakTerms = {
  version: 1,
  rewards: [
    { coins: 100, gems: 0 },
    { coins: 150, gems: 0 },
    { coins: 200, gems: 1 },
    { coins: 250, gems: 0 },
    { coins: 300, gems: 0 },
    { coins: 400, gems: 2 },
    { coins: 1_000, gems: 5 },
  ],
  graceHours: 3,
  mostShields: 3,
  zoneDays: 7,
}

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
export function streakReward({ rewards }: Pick<StreakTerms, 'rewards'>, count: number): StreakReward {
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
