import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { limitIdSchema, limitValueSchema, pauseHoursSchema } from '../safe-play/limits.ts'
import { restrictionsSchema } from '../safe-play/protocol.ts'
import { isoTimeSchema, pagingSchema, whySchema } from './common.ts'
import { restrictionsChangedReply, safePlayReply } from './safe-play.ts'

/** What a player may be found by: what holds now, a wish that waits, or anything he ever decided. */
export const SAFE_PLAY_STATES = ['PAUSED', 'EXCLUDED', 'LIMITED', 'PENDING'] as const
export type SafePlayState = (typeof SAFE_PLAY_STATES)[number]

const filters = {
  state: z.enum(SAFE_PLAY_STATES).optional(),
  /** Part of a site id or nickname, or a whole user id. */
  q: z
    .string()
    .trim()
    .max(100)
    .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
    .optional(),
}
export const safePlayersQuery = pagingSchema.extend(filters)

/** A player who has decided something about his play. */
export const safePlayerSchema = z
  .object({
    /** His user id. */
    id: z.number().int(),
    siteId: z.string(),
    nickname: z.string(),
    limits: restrictionsSchema.shape.limits,
    pending: restrictionsSchema.shape.pending,
    pausedUntil: isoTimeSchema.nullable(),
    excludedSince: isoTimeSchema.nullable(),
    /** Null: for ever, where he is excluded. */
    excludedUntil: isoTimeSchema.nullable(),
    realityCheckMinutes: z.number().int().nullable(),
    changedAt: isoTimeSchema,
  })
  .meta({ id: 'SafePlayer' })
export type SafePlayer = z.infer<typeof safePlayerSchema>
export const safePlayersReply = z.array(safePlayerSchema)

/** One change, as it stands in the history. */
export const safeChangeSchema = z.object({
  /** Number of its event. */
  id: z.number().int(),
  type: z.string(),
  asked: z.record(z.string(), z.unknown()),
  /** Who did it for the player; null: the player himself. */
  admin: z.string().nullable(),
  reason: z.string().nullable(),
  changedAt: isoTimeSchema,
})
export type SafeChange = z.infer<typeof safeChangeSchema>
export const safeChangesReply = z.array(safeChangeSchema)

export const adminSafePlayReply = z.object({ id: z.number().int(), standing: safePlayReply })
export type AdminSafePlay = z.infer<typeof adminSafePlayReply>

const reason = whySchema(5)

/** An admin lowers a limit because the player asks him to; what is not stricter is refused. */
export const adminLimitBody = z.strictObject({
  commandId: commandIdSchema,
  limit: limitIdSchema,
  value: limitValueSchema,
  reason,
})
export const adminPauseBody = z.strictObject({ commandId: commandIdSchema, hours: pauseHoursSchema, reason })
export const adminRestrictedReply = restrictionsChangedReply
