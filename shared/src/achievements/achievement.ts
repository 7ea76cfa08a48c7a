import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { daySchema, MISSION_COUNTS, missionFields, missionIdSchema, refineGame } from '../missions/mission.ts'
import { rewardOutcomeSchema } from '../rewards/outcomes.ts'

/** When it can be had again: never, or in the next day or ISO week. */
export const ACHIEVEMENT_PERIODS = ['ever', 'daily', 'weekly'] as const
export const achievementPeriodSchema = z.enum(ACHIEVEMENT_PERIODS)
export type AchievementPeriod = (typeof ACHIEVEMENT_PERIODS)[number]

/** Besides what missions count: parts of it, each an achievement of its own. */
export const ACHIEVEMENT_COUNTS = [...MISSION_COUNTS, 'PARTS'] as const

const ids = z.array(missionIdSchema).max(20)
const isDistinct = (list: readonly string[]) => new Set(list).size === list.length

/** What a version of an achievement says. */
export const achievementBodySchema = z
  .strictObject({
    ...missionFields,
    counts: z.enum(ACHIEVEMENT_COUNTS),
    /** Says nothing of itself before it is unlocked. */
    hidden: z.boolean(),
    /** What its player must have before anything counts. */
    requires: ids.refine(isDistinct, 'names one twice'),
    /** All of these are the whole; only where parts are counted. */
    parts: ids.refine(isDistinct, 'names one twice'),
    /** From then on nothing counts; null: no end. */
    until: z.iso.datetime().nullable(),
  })
  .refine(refineGame, { path: ['game'], message: 'this is not counted by game' })
  .refine(
    ({ counts, parts, target }) =>
      counts === 'PARTS' ? parts.length > 0 && target === parts.length : parts.length === 0,
    {
      path: ['parts'],
      message: 'the target is the number of parts, and there are none where something else is counted',
    },
  )
export type AchievementBody = z.infer<typeof achievementBodySchema>

/** Somebody has it from now on. */
export const achievementUnlockedSchema = z.object({
  ...acceptedFields,
  achievement: missionIdSchema,
  version: z.number().int().min(1),
  began: daySchema,
})
export type AchievementUnlocked = z.infer<typeof achievementUnlockedSchema>

/** Its rewards were taken. */
export const achievementClaimedSchema = z.object({
  ...achievementUnlockedSchema.shape,
  ...rewardOutcomeSchema.omit({ note: true, source: true }).shape,
})
export type AchievementClaimed = z.infer<typeof achievementClaimedSchema>
