import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { rewardSchema } from '../rewards/reward.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

/** The columns a file of grants may have, in any order; a player is named by id or by nickname. */
export const IMPORT_COLUMNS = ['userId', 'nickname', 'type', 'amount', 'item', 'quantity', 'content', 'note'] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

export const MAX_IMPORT_LINES = 20_000
/** Characters. */
export const MAX_IMPORT_TEXT = 2_000_000
/** How many broken lines are told. */
export const MAX_IMPORT_PROBLEMS = 500

/** What can be wrong with a line of a file. */
export const IMPORT_PROBLEMS = [
  'CSV_BROKEN',
  'NO_LINES',
  'TOO_MANY_LINES',
  'COLUMNS_WRONG',
  'CELLS_WRONG',
  'PLAYER_NOT_NAMED',
  'PLAYER_UNKNOWN',
  'TYPE_UNKNOWN',
  'AMOUNT_INVALID',
  'ITEM_UNKNOWN',
  'CONTENT_INVALID',
  'CELL_NOT_OF_TYPE',
  'NOTE_INVALID',
  'SUM_TOO_LARGE',
] as const
export const importProblemSchema = z.object({ line: z.number().int(), problem: z.enum(IMPORT_PROBLEMS) })
export type ImportProblem = z.infer<typeof importProblemSchema>

export const IMPORT_STATUSES = ['broken', 'checked', 'running', 'cancelled', 'done'] as const
export const IMPORT_LINE_STATUSES = ['waiting', 'granted', 'failed', 'cancelled'] as const

/** `commandId` is the import's id: the same file again under it answers the same. */
export const rewardImportBody = z.strictObject({
  commandId: commandIdSchema,
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .refine((text) => !text.includes('\0'), 'must not hold a zero byte'),
  reason: rewardReasonSchema,
  csv: z.string().max(MAX_IMPORT_TEXT),
})
export const rewardImportSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(IMPORT_STATUSES),
    fileName: z.string(),
    reason: z.string(),
    /** SHA-256 of the file. */
    hash: z.string(),
    lines: z.number().int(),
    /** Whom and what it reaches when all of it is granted. */
    reach: z.object({
      players: z.number().int(),
      coins: amountSchema,
      gems: amountSchema,
      tickets: amountSchema,
      xp: amountSchema,
      items: amountSchema,
      unlocks: amountSchema,
    }),
    problems: z.array(importProblemSchema),
    /** How many lines stand how; null in a list. */
    progress: z.record(z.enum(IMPORT_LINE_STATUSES), z.number().int()).nullable(),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    startedAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'RewardImport' })
export type RewardImport = z.infer<typeof rewardImportSchema>
export const rewardImportsQuery = pagingSchema.extend({ status: z.enum(IMPORT_STATUSES).optional() })
export const rewardImportsReply = z.array(rewardImportSchema)
export const rewardImportParams = z.object({ id: commandIdSchema })
/** `seenHash` is the hash of the file that was looked at. */
export const rewardImportStartBody = z.strictObject({ seenHash: z.string().regex(/^[0-9a-f]{64}$/) })
export const importLinesQuery = pagingSchema.extend({
  order: z.enum(['ASC', 'DESC', 'asc', 'desc']).default('ASC'),
  status: z.enum(IMPORT_LINE_STATUSES).optional(),
})
export const importLineSchema = z
  .object({
    /** The line of the file. */
    id: z.number().int(),
    userId: z.number().int(),
    nickname: z.string(),
    reward: rewardSchema,
    note: z.string(),
    status: z.enum(IMPORT_LINE_STATUSES),
    /** Why it failed. */
    reason: z.string().nullable(),
    eventId: z.string().nullable(),
  })
  .meta({ id: 'RewardImportLine' })
export type ImportLineReply = z.infer<typeof importLineSchema>
export const importLinesReply = z.array(importLineSchema)
