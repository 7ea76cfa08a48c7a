import { z } from 'zod'
import {
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_PRIORITIES,
  NOTIFICATION_TYPES,
} from './notification.ts'

const id = z.number().int().min(1)
const ms = z.number().int().min(0)
const ofNotification = { notificationId: id }

/** A player is to be told something, by these channels; whether it may go out is decided when it goes. */
export const notificationRaisedSchema = z.object({
  ...ofNotification,
  /** Such as `EXPIRY_D2`, or `campaign.` with its id. */
  template: z.string(),
  kind: z.enum(NOTIFICATION_TYPES),
  category: z.enum(NOTIFICATION_CATEGORIES),
  priority: z.enum(NOTIFICATION_PRIORITIES),
  channels: z.array(z.enum(NOTIFICATION_CHANNELS)),
  /** After it, it is not sent any more. */
  deadlineMs: ms,
  /** The campaign that it came of, and its wave; null: it came of none. */
  campaign: z.string().nullable(),
  wave: z.number().int().min(1).nullable(),
  /** The kind of vault that it is an alert about. */
  vaultType: z.string().nullable(),
})

/** What became of one delivery: a place of the player on one channel. */
export const notificationDeliverySchema = z.object({
  ...ofNotification,
  deliveryId: id,
  channel: z.enum(NOTIFICATION_CHANNELS),
  category: z.enum(NOTIFICATION_CATEGORIES),
  /** How often it had been a dead letter and was taken up again, and the attempts since then. */
  round: z.number().int().min(0),
  attempt: z.number().int().min(0),
  /** A word: why it was refused, failed, waits, or was cancelled; else null. */
  reason: z
    .string()
    .regex(/^[a-z_]{1,64}$/)
    .nullable(),
  /** Of one that waits for the end of quiet hours: until then. */
  untilMs: ms.nullable(),
})

/** What its player, or who raised it, did with a whole notification. */
export const notificationMarkedSchema = z.object(ofNotification)

/** Its player opened it from a channel, the first time. */
export const notificationOpenedSchema = z.object({ ...ofNotification, channel: z.enum(NOTIFICATION_CHANNELS) })

/** Event types of the topic `notifications`, by what happened. */
export const NOTIFICATION_EVENTS = {
  'notification.raised': notificationRaisedSchema,
  'notification.sent': notificationDeliverySchema,
  'notification.deferred': notificationDeliverySchema,
  'notification.refused': notificationDeliverySchema,
  'notification.failed': notificationDeliverySchema,
  'notification.expired': notificationDeliverySchema,
  'notification.cancelled': notificationDeliverySchema,
  'notification.withdrawn': notificationMarkedSchema,
  'notification.read': notificationMarkedSchema,
  'notification.archived': notificationMarkedSchema,
  'notification.opened': notificationOpenedSchema,
} as const
