import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { REASONS } from '../reasons.ts'
import {
  CONTENT_RATINGS,
  contentUnlockedSchema,
  STAGE_PICTURES,
  stagedContentBodySchema,
  stagedContentIdSchema,
  stageSchema,
} from '../unlock/content.ts'
import { isoTimeSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const words = z.object({ en: z.string(), ko: z.string() })

/** A stage as one player sees it. */
const ownStageSchema = z.object({
  stage: stageSchema,
  title: words,
  unlocked: z.boolean(),
  /** Of what is unlocked; null: it is closed. */
  picture: z.enum(STAGE_PICTURES).nullable(),
  conditions: z.object({ tier: z.string().nullable(), xp: amountSchema, mission: z.string().nullable() }),
  priceGems: amountSchema,
  /** Why he cannot unlock it now, the price aside; null: he can, or has. */
  closed: z.enum(REASONS).nullable(),
})
export const ownContentSchema = z
  .object({
    id: stagedContentIdSchema,
    title: words,
    description: words,
    rating: z.enum(CONTENT_RATINGS),
    /** Age is not proven: then nothing of it is told. */
    needsAge: z.boolean(),
    /** The highest stage that is unlocked; 0: none. */
    stage: z.number().int(),
    /** Who is paused, excluded or holds himself back is told of what he has, and offered nothing. */
    stages: z.array(ownStageSchema),
  })
  .meta({ id: 'OwnContent' })
export type OwnContent = z.infer<typeof ownContentSchema>
export const unlocksReply = z.object({ contents: z.array(ownContentSchema) })
export type UnlocksReply = z.infer<typeof unlocksReply>

export const unlockBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  content: stagedContentIdSchema,
  stage: stageSchema,
  /** The price he was shown: another one is not charged but told. */
  expectedGems: amountSchema,
})
export const unlockReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(contentUnlockedSchema.shape)
export type UnlockReply = z.infer<typeof unlockReply>

const revision = z.number().int().min(1).max(2_147_483_647)
/** A staged content as those who write it see it. */
export const adminContentSchema = z
  .object({
    id: stagedContentIdSchema,
    revision,
    /** What is in force; before the first publication null. */
    live: z.object({ version: z.number().int(), body: stagedContentBodySchema }).nullable(),
    draft: z.object({ version: z.number().int(), body: stagedContentBodySchema }).nullable(),
    /** How many players have unlocked each stage, the first first. */
    unlocked: z.array(amountSchema),
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'AdminContent' })
export type AdminContent = z.infer<typeof adminContentSchema>
export const adminContentsReply = z.array(adminContentSchema)
export const contentParams = z.object({ id: stagedContentIdSchema })
/** `seenRevision` null: it is new. */
export const contentDraftBody = z.strictObject({ seenRevision: revision.nullable(), body: stagedContentBodySchema })
export const contentPublishBody = z.strictObject({ seenRevision: revision, reason: rewardReasonSchema })
