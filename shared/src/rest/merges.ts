import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { mergeMovedSchema } from '../merge.ts'
import { amountSchema } from '../money.ts'
import { rankSchema } from '../ranks.ts'
import { REASONS } from '../reasons.ts'
import { adminReasonSchema } from './access.ts'
import { isoTimeSchema } from './common.ts'

const userId = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const version = z.number().int().min(0)

/**
 * Makes two accounts one: the one in the path stays, the other gives it all it has. A dry run only tells what would
 * happen; for the deed itself both versions must be those that were looked at.
 */
export const mergeBody = z.discriminatedUnion('dryRun', [
  z.strictObject({
    dryRun: z.literal(true),
    fromUserId: userId,
    commandId: commandIdSchema.optional(),
    reason: adminReasonSchema.optional(),
    expectedVersion: version.optional(),
    expectedFromVersion: version.optional(),
  }),
  z.strictObject({
    dryRun: z.literal(false),
    fromUserId: userId,
    commandId: commandIdSchema,
    reason: adminReasonSchema,
    /** Of the account that stays. */
    expectedVersion: version,
    expectedFromVersion: version,
  }),
])
export type MergeBody = z.output<typeof mergeBody>

const holdings = z.object({ coins: amountSchema, gems: amountSchema, tickets: amountSchema, xp: amountSchema })

/** One of the two accounts, as it is and as it would be. */
export const mergeSideSchema = z.object({
  id: z.number().int(),
  siteId: z.string(),
  nickname: z.string(),
  rank: rankSchema,
  version,
  createdAt: isoTimeSchema,
  before: holdings,
  /** Null: more than can be counted. */
  after: holdings.nullable(),
})
export type MergeSide = z.infer<typeof mergeSideSchema>

/** A merge that was made. */
export const accountMergeSchema = z
  .object({
    id: z.number().int(),
    commandId: z.uuid(),
    from: z.object({ id: z.number().int(), siteId: z.string() }),
    into: z.object({ id: z.number().int(), siteId: z.string() }),
    moved: mergeMovedSchema,
    /** How many sessions of the closed account it ended. */
    sessions: z.number().int(),
    reason: z.string(),
    admin: z.string(),
    mergedAt: isoTimeSchema,
  })
  .meta({ id: 'AccountMerge' })
export type AccountMerge = z.infer<typeof accountMergeSchema>

export const mergePreviewSchema = z
  .object({
    dryRun: z.literal(true),
    into: mergeSideSchema,
    from: mergeSideSchema,
    moved: mergeMovedSchema,
    /** How many sessions it would end. */
    sessions: z.number().int(),
    /** Why it would be refused, and whose account stands against it; empty: it would not. */
    refusals: z.array(z.object({ userId: z.number().int(), reason: z.enum(REASONS), message: z.string() })),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof mergePreviewSchema>

export const mergeDoneSchema = z
  .object({ dryRun: z.literal(false), replayed: z.literal(true).optional(), merge: accountMergeSchema })
  .meta({ id: 'MergeDone' })
export type MergeDone = z.infer<typeof mergeDoneSchema>

export const mergeReply = z.discriminatedUnion('dryRun', [mergePreviewSchema, mergeDoneSchema])
/** The merges an account took part in, newest first. */
export const mergesReply = z.array(accountMergeSchema)
