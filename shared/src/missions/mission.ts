import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { GAME_DEFINITIONS, ROUND_GAMES } from '../games/registry.ts'
import { amountSchema } from '../money.ts'
import { rewardOutcomeSchema } from '../rewards/outcomes.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { segmentTargetsSchema } from '../segments/rule.ts'

/** A mission's name for life. */
export const missionIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** How long its window is: a day or an ISO week, in the club's zone. */
export const MISSION_PERIODS = ['daily', 'weekly'] as const
export const missionPeriodSchema = z.enum(MISSION_PERIODS)
export type MissionPeriod = (typeof MISSION_PERIODS)[number]

/**
 * What is counted: plays that ended, those that paid anything, coins paid, pulls of the gacha, purchases granted, items
 * used, and days on which the player did anything at all.
 */
export const MISSION_COUNTS = [
  'PLAYS',
  'WINS',
  'COINS_WON',
  'GACHA_PULLS',
  'PURCHASES',
  'ITEMS_USED',
  'ACTIVE_DAYS',
] as const
export type MissionCount = (typeof MISSION_COUNTS)[number]

/** Those that may be of one game only. */
export const COUNTS_OF_GAMES: readonly MissionCount[] = ['PLAYS', 'WINS', 'COINS_WON']

/** Every game a mission may be about, by its id. */
export const MISSION_GAMES: readonly string[] = [...Object.keys(GAME_DEFINITIONS), ...Object.keys(ROUND_GAMES)]

const MAX_TARGET = 1_000_000_000_000
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((words) => !words.includes('\0'), 'must not hold a zero byte')
const title = text(80).min(1)

/** What a version says, besides what it counts. */
export const missionFields = {
  title: z.strictObject({ en: title, ko: title }),
  description: z.strictObject({ en: text(300), ko: text(300) }),
  /** Null: every game. */
  game: z
    .string()
    .refine((id) => MISSION_GAMES.includes(id), 'no such game')
    .nullable(),
  target: z.number().int().min(1).max(MAX_TARGET),
  rewards: rewardsSchema,
  /** Lower ones are shown first. */
  position: z.number().int().min(0).max(10_000),
  enabled: z.boolean(),
}

/** Whether what is counted can be of that game. */
export const refineGame = ({ counts, game }: { readonly counts: string; readonly game: string | null }): boolean =>
  game === null || COUNTS_OF_GAMES.some((count) => count === counts)

/** What a version of a mission says. */
export const missionBodySchema = z
  .strictObject({
    ...missionFields,
    counts: z.enum(MISSION_COUNTS),
    /** Who it is for when he begins; absent or empty: everybody. */
    segments: segmentTargetsSchema.optional(),
  })
  .refine(refineGame, { path: ['game'], message: 'this is not counted by game' })
export type MissionBody = z.infer<typeof missionBodySchema>

/** A day as `YYYY-MM-DD`. */
export const daySchema = z.iso
  .date()
  .refine((day) => day >= '1970-01-01' && day <= '2100-12-31', 'outside 1970 to 2100')

/** The rewards of a mission, and which window and version they are of. */
export const missionClaimedSchema = z.object({
  ...acceptedFields,
  ...rewardOutcomeSchema.omit({ note: true, source: true }).shape,
  mission: missionIdSchema,
  version: z.number().int().min(1),
  began: daySchema,
  target: amountSchema,
})
export type MissionClaimed = z.infer<typeof missionClaimedSchema>
