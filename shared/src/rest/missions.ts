import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import {
  daySchema,
  MISSION_COUNTS,
  missionBodySchema,
  missionClaimedSchema,
  missionIdSchema,
  missionPeriodSchema,
} from '../missions/mission.ts'
import { amountSchema } from '../money.ts'
import { rewardsSchema } from '../rewards/reward.ts'
import { segmentTargetSchema } from '../segments/rule.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const missionParams = z.object({ id: missionIdSchema })

/** Open: under way or not begun; done: its rewards wait; claimed: they were taken. */
export const MISSION_STATUSES = ['open', 'done', 'claimed'] as const

const words = z.object({ en: z.string(), ko: z.string() })

/** A mission as it stands for the player who asks, in the version he began with. */
export const ownMissionSchema = z
  .object({
    id: missionIdSchema,
    period: missionPeriodSchema,
    version: z.number().int(),
    title: words,
    description: words,
    counts: z.enum(MISSION_COUNTS),
    game: z.string().nullable(),
    progress: amountSchema,
    target: amountSchema,
    rewards: rewardsSchema,
    /** The segments it is for that the player is in; null: it is for everybody, or he has begun it and is in none by now. */
    audience: z.array(words).nullable(),
    status: z.enum(MISSION_STATUSES),
    /** The first day of its window in the club's zone; sent back with the claim. */
    began: daySchema,
    /** Until then it may be done and claimed. */
    endsAt: isoTimeSchema,
  })
  .meta({ id: 'OwnMission' })
export type OwnMission = z.infer<typeof ownMissionSchema>
export const missionsReply = z.object({ missions: z.array(ownMissionSchema) })
export type MissionsReply = z.infer<typeof missionsReply>

/** `began` names the window that is meant; without it the one that is open now. */
export const missionClaimBody = z.strictObject({ commandId: commandIdSchema.optional(), began: daySchema.optional() })
export const missionClaimReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(missionClaimedSchema.shape)
export type MissionClaimReply = z.infer<typeof missionClaimReply>

const versionSchema = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'published']),
  body: missionBodySchema,
  changedAt: isoTimeSchema,
  publishedAt: isoTimeSchema.nullable(),
})
export type MissionVersion = z.infer<typeof versionSchema>

const revisionSchema = z.number().int().min(1).max(2_147_483_647)

/** A mission as those who write them see it. */
export const adminMissionSchema = z
  .object({
    id: missionIdSchema,
    period: missionPeriodSchema,
    revision: revisionSchema,
    /** What is in force; before the first publication, the draft. */
    body: missionBodySchema,
    liveVersion: z.number().int().nullable(),
    draftVersion: z.number().int().nullable(),
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'AdminMission' })
export type AdminMission = z.infer<typeof adminMissionSchema>

/** How many players began, finished and claimed it in one of its windows. */
const windowSchema = z.object({
  began: daySchema,
  players: amountSchema,
  done: amountSchema,
  claimed: amountSchema,
})
export const adminMissionDetailSchema = adminMissionSchema
  .extend({ versions: z.array(versionSchema), windows: z.array(windowSchema) })
  .meta({ id: 'AdminMissionDetail' })
export type AdminMissionDetail = z.infer<typeof adminMissionDetailSchema>

export const MISSION_SORTS = ['id', 'period', 'changedAt'] as const
export const adminMissionsQuery = pagingSchema.extend({
  sort: z.enum(MISSION_SORTS).default('id'),
  period: missionPeriodSchema.optional(),
  /** Those that are for this segment, not for everybody. */
  segment: segmentTargetSchema.optional(),
})
export const adminMissionsReply = z.array(adminMissionSchema)
export const missionCreateBody = z.strictObject({
  id: missionIdSchema,
  period: missionPeriodSchema,
  body: missionBodySchema,
})
export const missionDraftBody = z.strictObject({ seenRevision: revisionSchema, body: missionBodySchema })
export const missionPublishBody = z.strictObject({ seenRevision: revisionSchema, reason: rewardReasonSchema })
