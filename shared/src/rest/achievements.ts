import { z } from 'zod'
import {
  ACHIEVEMENT_COUNTS,
  achievementBodySchema,
  achievementClaimedSchema,
  achievementPeriodSchema,
} from '../achievements/achievement.ts'
import { commandIdSchema } from '../fields.ts'
import { daySchema, missionIdSchema } from '../missions/mission.ts'
import { amountSchema } from '../money.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

/** Locked: something is needed before it; open: it counts; unlocked: its rewards wait; claimed: they were taken. */
export const ACHIEVEMENT_STATUSES = ['locked', 'open', 'unlocked', 'claimed'] as const

const words = z.object({ en: z.string(), ko: z.string() })

/** An achievement as it stands for the player who asks; one that is hidden from him tells neither words nor numbers. */
export const ownAchievementSchema = z
  .object({
    id: missionIdSchema,
    hidden: z.boolean(),
    period: achievementPeriodSchema,
    title: words.nullable(),
    description: words.nullable(),
    counts: z.enum(ACHIEVEMENT_COUNTS).nullable(),
    progress: amountSchema.nullable(),
    target: amountSchema.nullable(),
    rewards: rewardsSchema.nullable(),
    /** The others that it needs, and the parts of it, each with whether one has it. */
    requires: z.array(z.object({ id: missionIdSchema, has: z.boolean() })),
    parts: z.array(z.object({ id: missionIdSchema, has: z.boolean() })),
    status: z.enum(ACHIEVEMENT_STATUSES),
    /** The first day of its window; sent back with the claim. 1970-01-01 where it has none. */
    began: daySchema,
    unlockedAt: isoTimeSchema.nullable(),
    until: isoTimeSchema.nullable(),
  })
  .meta({ id: 'OwnAchievement' })
export type OwnAchievement = z.infer<typeof ownAchievementSchema>
export const achievementsReply = z.object({ achievements: z.array(ownAchievementSchema) })

export const achievementParams = z.object({ id: missionIdSchema })
export const achievementsOfParams = z.object({ userId: idParamSchema })
/** `began` names the window that is meant; without it the one that was unlocked last. */
export const achievementClaimBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  began: daySchema.optional(),
})
export const achievementClaimReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(achievementClaimedSchema.shape)

const revisionSchema = z.number().int().min(1).max(2_147_483_647)

/** An achievement as those who write them see it. */
export const adminAchievementSchema = z
  .object({
    id: missionIdSchema,
    period: achievementPeriodSchema,
    revision: revisionSchema,
    /** What is in force; before the first publication, the draft. */
    body: achievementBodySchema,
    draft: achievementBodySchema.nullable(),
    liveVersion: z.number().int().nullable(),
    draftVersion: z.number().int().nullable(),
    changedAt: isoTimeSchema,
    /** Times it was unlocked. */
    unlocks: amountSchema,
  })
  .meta({ id: 'AdminAchievement' })
export type AdminAchievement = z.infer<typeof adminAchievementSchema>

export const adminAchievementsQuery = pagingSchema.extend({ sort: z.enum(['id', 'changedAt']).default('id') })
export const adminAchievementsReply = z.array(adminAchievementSchema)
export const achievementCreateBody = z.strictObject({
  id: missionIdSchema,
  period: achievementPeriodSchema,
  body: achievementBodySchema,
})
export const achievementDraftBody = z.strictObject({ seenRevision: revisionSchema, body: achievementBodySchema })
export const achievementPublishBody = z.strictObject({ seenRevision: revisionSchema, reason: rewardReasonSchema })
