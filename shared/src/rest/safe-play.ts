import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { limitIdSchema, limitValueSchema, realityCheckMinutesSchema } from '../safe-play/limits.ts'
import {
  realityCheckSchema,
  realityCheckSeenSchema,
  restrictionsChangedSchema,
  SAFE_PLAY_FIELDS,
  type SafeCommand,
  walletRefilledSchema,
} from '../safe-play/protocol.ts'
import { isoTimeSchema } from './common.ts'

const limitStandingSchema = z.object({
  limit: limitIdSchema,
  /** The player's own; null: none. */
  value: limitValueSchema.nullable(),
  /** What the region allows everybody; null: anything. */
  ceiling: limitValueSchema.nullable(),
  /** In the limit's unit, in the window that is open now; a loss is negative when something was won. */
  used: z.number().int(),
})
export type LimitStanding = z.infer<typeof limitStandingSchema>

const pendingStandingSchema = z.object({
  limit: limitIdSchema,
  value: limitValueSchema.nullable(),
  askedAt: isoTimeSchema,
  /** It can be confirmed from then on, */
  dueAt: isoTimeSchema,
  /** and until then. */
  expiresAt: isoTimeSchema,
})
export type PendingStanding = z.infer<typeof pendingStandingSchema>

/** Everything a player is told about his own play. */
export const safePlayReply = z
  .object({
    serverTime: isoTimeSchema,
    /** Chooses the help lines that the app shows. */
    policy: z.string(),
    /** The zone in which days, weeks and months are counted. */
    zone: z.string(),
    limits: z.array(limitStandingSchema),
    pending: z.array(pendingStandingSchema),
    pausedUntil: isoTimeSchema.nullable(),
    exclusion: z
      .object({
        since: isoTimeSchema,
        /** Null: for ever. */
        until: isoTimeSchema.nullable(),
        /** Its time is over: the return can be confirmed. */
        over: z.boolean(),
      })
      .nullable(),
    realityCheck: z.object({
      /** The player's own choice; null: the policy's. */
      minutes: realityCheckMinutesSchema.nullable(),
      policyMinutes: z.number().int(),
      /** Of the session that goes on; null: none does. */
      session: realityCheckSchema.nullable(),
      /** Nothing can be played before it was looked at. */
      due: z.boolean(),
    }),
    refill: z.object({
      upToCoins: z.number().int(),
      /** Given to whoever has fewer coins than this. */
      belowCoins: z.number().int(),
      everyHours: z.number().int(),
      /** Not before then; null: now. */
      nextAt: isoTimeSchema.nullable(),
    }),
  })
  .meta({ id: 'SafePlay' })
export type SafePlayReply = z.infer<typeof safePlayReply>

/** The body of a command's HTTP twin. */
export const safeCommandBody = (command: SafeCommand) =>
  z.strictObject({ commandId: commandIdSchema.optional(), ...SAFE_PLAY_FIELDS[command] })

const answered = { ok: z.literal(true), replayed: z.literal(true).optional() }
export const restrictionsChangedReply = z.object({ ...answered, ...restrictionsChangedSchema.shape })
export const realityCheckSeenReply = z.object({ ...answered, ...realityCheckSeenSchema.shape })
export const walletRefilledReply = z.object({ ...answered, ...walletRefilledSchema.shape })
