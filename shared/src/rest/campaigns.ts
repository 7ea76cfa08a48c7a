import { z } from 'zod'
import {
  AUDIENCE_KINDS,
  audienceSchema,
  CAMPAIGN_HARMS,
  CAMPAIGN_STATES,
  campaignBodySchema,
  campaignMessageSchema,
} from '../campaigns/campaign.ts'
import { NOTIFICATION_CHANNELS } from '../notifications/notification.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const revisionSchema = z.number().int().min(1).max(2_147_483_647)
const countSchema = z.number().int().min(0)
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !text.includes('\0'), 'must not hold a zero byte')

export const campaignParams = z.object({ id: idParamSchema })

export const campaignSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    revision: revisionSchema,
    state: z.enum(CAMPAIGN_STATES),
    body: campaignBodySchema,
    wave: z.number().int(),
    createdBy: z.string(),
    askedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    createdAt: isoTimeSchema,
    changedAt: isoTimeSchema,
    startsAt: isoTimeSchema.nullable(),
    beganAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
    stopReason: z.string().nullable(),
    /** How many players there were at its start, where they had become so many that a second admin was asked. */
    grownTo: countSchema.nullable(),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof campaignSchema>

/** A campaign in the list: without its words and players. */
export const campaignRowSchema = campaignSchema
  .omit({ body: true })
  .extend({ audience: z.enum(AUDIENCE_KINDS), channels: z.array(z.enum(NOTIFICATION_CHANNELS)) })
  .meta({ id: 'CampaignRow' })
export type CampaignRow = z.infer<typeof campaignRowSchema>

export const CAMPAIGN_SORTS = ['id', 'name', 'state', 'changedAt', 'startsAt'] as const
export const campaignsQuery = pagingSchema.extend({
  sort: z.enum(CAMPAIGN_SORTS).default('changedAt'),
  state: z.enum(CAMPAIGN_STATES).optional(),
  /** Part of its name. */
  q: z
    .string()
    .trim()
    .max(120)
    .refine((text) => !text.includes('\0'))
    .optional(),
})
export const campaignsReply = z.array(campaignRowSchema)

/** How far the wave is that is under way. */
export const campaignProgressSchema = z.object({
  total: countSchema,
  passed: countSchema,
  raised: countSchema,
  heldOut: countSchema,
  nextDueAt: isoTimeSchema.nullable(),
})
export const campaignDetailSchema = campaignSchema
  .extend({ progress: campaignProgressSchema })
  .meta({ id: 'CampaignDetail' })
export type CampaignDetail = z.infer<typeof campaignDetailSchema>

export const campaignCreateBody = z.strictObject({ key: z.uuid(), name: nameSchema, body: campaignBodySchema })
export const campaignEditBody = z.strictObject({
  seenRevision: revisionSchema,
  name: nameSchema,
  body: campaignBodySchema,
})
export const campaignMoveBody = z.strictObject({ seenRevision: revisionSchema, reason: rewardReasonSchema })
export const campaignDecisionBody = campaignMoveBody.extend({ approved: z.boolean() })

export const campaignCountBody = z.strictObject({ audience: audienceSchema })
export const campaignCountReply = z
  .object({
    /** Who fits now; of them, who has a place for pushes, a proven address, and a consent to advertising. */
    players: countSchema,
    push: countSchema,
    email: countSchema,
    consenting: countSchema,
  })
  .meta({ id: 'CampaignCount' })
export type CampaignCount = z.infer<typeof campaignCountReply>

export const campaignPreviewBody = z.strictObject({ message: campaignMessageSchema })
const shownSchema = z.object({
  channel: z.enum(NOTIFICATION_CHANNELS),
  title: z.string(),
  body: z.string(),
  html: z.string().nullable(),
})
export const campaignPreviewReply = z
  .object({ ko: z.array(shownSchema), en: z.array(shownSchema) })
  .meta({ id: 'CampaignPreview' })
export type CampaignPreview = z.infer<typeof campaignPreviewReply>

const armSchema = z.object({ players: countSchema, converted: countSchema })
export const campaignResultsSchema = z
  .object({
    readAt: isoTimeSchema,
    /** Players: told by one channel at least, not told by any, or not known yet. */
    sent: countSchema,
    notReached: countSchema,
    /** Of them, who would be told by another wave. */
    resendable: countSchema,
    underWay: countSchema,
    opened: countSchema,
    clicked: countSchema,
    channels: z.array(
      z.object({
        channel: z.enum(NOTIFICATION_CHANNELS),
        sent: countSchema,
        clicked: countSchema,
        underWay: countSchema,
        failed: countSchema,
      }),
    ),
    /** Deliveries that were left out, and why. */
    skipped: z.array(z.object({ channel: z.enum(NOTIFICATION_CHANNELS), reason: z.string(), count: countSchema })),
    reached: armSchema,
    heldOut: armSchema,
    /** What the guard rail saw last. */
    checks: z.array(
      z.object({
        harm: z.enum(CAMPAIGN_HARMS),
        at: isoTimeSchema,
        reached: countSchema,
        reachedHarmed: countSchema,
        heldOut: countSchema,
        heldOutHarmed: countSchema,
        significant: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'CampaignResults' })
export type CampaignResults = z.infer<typeof campaignResultsSchema>
