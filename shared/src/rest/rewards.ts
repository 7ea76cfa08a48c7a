import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { rewardOutcomeSchema } from '../rewards/outcomes.ts'
import { rewardsSchema, rewardTypeSchema } from '../rewards/reward.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema, whySchema } from './common.ts'

const withoutZeroBytes = (text: string) => !text.includes('\0')

/** Why, for the audit log. */
export const rewardReasonSchema = whySchema(5)
/** What the player reads beside a reward. */
export const rewardNoteSchema = z.string().trim().max(200).refine(withoutZeroBytes, 'must not hold a zero byte')

/** Without a command id in the body the header `Idempotency-Key` must carry one. */
export const rewardBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  userId: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  rewards: rewardsSchema,
  reason: rewardReasonSchema,
  note: rewardNoteSchema.default(''),
})
export const rewardReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(rewardOutcomeSchema.shape)
export type RewardReply = z.infer<typeof rewardReply>

export const userRewardsParams = z.object({ id: idParamSchema })
export const userRewardsQuery = pagingSchema.extend({
  type: rewardTypeSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
/** A reward as it stands in a player's history. */
export const grantedRewardSchema = z
  .object({
    /** The event's. */
    id: z.string(),
    occurredAt: isoTimeSchema,
    rewards: rewardsSchema,
    note: z.string(),
    /** The import it came with, if it did. */
    importId: z.uuid().nullable(),
  })
  .meta({ id: 'GrantedReward' })
export type GrantedReward = z.infer<typeof grantedRewardSchema>
export const userRewardsReply = z.array(grantedRewardSchema)
