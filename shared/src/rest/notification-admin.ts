import { z } from 'zod'
import { NOTIFICATION_CATEGORIES, NOTIFICATION_CHANNELS } from '../notifications/notification.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const DEAD_LETTER_STATES = ['open', 'requeued', 'parked', 'closed'] as const
export const DEAD_LETTER_CLASSES = ['transient', 'poison'] as const

const templateSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/)
const filter = {
  channel: z.enum(NOTIFICATION_CHANNELS).optional(),
  class: z.enum(DEAD_LETTER_CLASSES).optional(),
  template: templateSchema.optional(),
}

/** What could not be sent, and what was decided about it; newest first. */
export const deadLettersQuery = pagingSchema.extend({ ...filter, state: z.enum(DEAD_LETTER_STATES).optional() })
export const deadLetterSchema = z
  .object({
    id: z.number().int(),
    notificationId: z.number().int(),
    userId: z.number().int(),
    channel: z.enum(NOTIFICATION_CHANNELS),
    template: z.string(),
    class: z.enum(DEAD_LETTER_CLASSES),
    state: z.enum(DEAD_LETTER_STATES),
    error: z.string(),
    stack: z.string().nullable(),
    attempts: z.number().int(),
    /** How often it was taken up again before. */
    round: z.number().int(),
    diedAt: isoTimeSchema,
    deadlineAt: isoTimeSchema,
    moves: z.array(z.object({ move: z.string(), reason: z.string(), admin: z.string().nullable(), at: isoTimeSchema })),
  })
  .meta({ id: 'NotificationDeadLetter' })
export type DeadLetter = z.infer<typeof deadLetterSchema>
export const deadLettersReply = z.array(deadLetterSchema)

/** Takes dead letters up again, at most so many a minute; with `dryRun` it only says which. */
export const redriveBody = z.strictObject({
  ...filter,
  dryRun: z.boolean(),
  perMinute: z.number().int().min(1).max(60_000),
  reason: rewardReasonSchema,
})
export type RedriveBody = z.infer<typeof redriveBody>
export const redriveReply = z.object({
  /** Open or parked ones that the filter lets through and that may still be told; ten thousand at a time. */
  matching: z.number().int(),
  /** Those it lets through that are over: they are left to triage. */
  over: z.number().int(),
  redriven: z.number().int(),
  /** Until the last of them is due. */
  seconds: z.number().int(),
})
export type RedriveReply = z.infer<typeof redriveReply>

/** An origin at which our own configuration is wrong, and what waits for it. */
export const notificationHoldSchema = z
  .object({
    id: z.number().int(),
    channel: z.enum(NOTIFICATION_CHANNELS),
    origin: z.string(),
    detail: z.string(),
    since: isoTimeSchema,
    waiting: z.number().int(),
  })
  .meta({ id: 'NotificationHold' })
export type NotificationHold = z.infer<typeof notificationHoldSchema>
export const notificationHoldsReply = z.array(notificationHoldSchema)
export const holdReleaseBody = z.strictObject({ reason: rewardReasonSchema })
/** `POST /api/admin/queues/pass`: where the board of queues is, and for how long it opens. */
export const queueBoardBody = z.strictObject({})
export const queueBoardReply = z.object({ path: z.string(), seconds: z.number().int() })

export const holdReleaseReply = z.object({ released: z.number().int() })

/** Why did he not get it: what was raised for a player, newest first, and every step of it. */
export const notificationTraceQuery = pagingSchema
export const notificationTraceSchema = z
  .object({
    id: z.number().int(),
    template: z.string(),
    category: z.enum(NOTIFICATION_CATEGORIES),
    title: z.object({ en: z.string(), ko: z.string() }),
    raisedAt: isoTimeSchema,
    deadlineAt: isoTimeSchema,
    cancelledAt: isoTimeSchema.nullable(),
    readAt: isoTimeSchema.nullable(),
    deliveries: z.array(
      z.object({
        channel: z.enum(NOTIFICATION_CHANNELS),
        state: z.string(),
        /** A word of the gates, or what the channel said. */
        reason: z.string().nullable(),
        nextAttemptAt: isoTimeSchema,
        sentAt: isoTimeSchema.nullable(),
        clickedAt: isoTimeSchema.nullable(),
        attempts: z.array(
          z.object({
            round: z.number().int(),
            attempt: z.number().int(),
            event: z.string(),
            detail: z.string().nullable(),
            at: isoTimeSchema,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'NotificationTrace' })
export type NotificationTrace = z.infer<typeof notificationTraceSchema>
export const notificationTraceReply = z.array(notificationTraceSchema)
