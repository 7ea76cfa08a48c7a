import { z } from 'zod'
import { zoneSchema } from '../fields.ts'
import {
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_CHANNELS,
  NOTIFICATION_TYPES,
  ownNotificationSchema,
} from '../notifications/notification.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'

export const notificationParams = z.object({ id: idParamSchema })

/** `GET /api/notification`: newest first; what is archived or has expired is left out. */
export const notificationsQuery = pagingSchema.omit({ order: true }).extend({
  type: z.enum(NOTIFICATION_TYPES).optional(),
  category: z.enum(NOTIFICATION_CATEGORIES).optional(),
  unread: z.enum(['true', 'false']).optional(),
})
export type NotificationsQuery = z.infer<typeof notificationsQuery>
/** The number of all that the filter lets through is in the header `X-Total-Count`. */
export const notificationsReply = z.object({
  notifications: z.array(ownNotificationSchema),
  /** Of all, whatever the filter. */
  unread: z.number().int(),
})
export type NotificationsReply = z.infer<typeof notificationsReply>

/** `POST /api/notification/:id/read`, `/archive`, `/click`, `POST /api/notification/read-all`: what is unread after it. */
export const notificationCountReply = z.object({ unread: z.number().int() })
export type NotificationCount = z.infer<typeof notificationCountReply>

/** By which channel it was opened; without it, in the app. */
export const notificationClickBody = z.strictObject({ channel: z.enum(NOTIFICATION_CHANNELS).default('in_app') })
export const notificationEmptyBody = z.strictObject({})
/** Read all that had come by then: the id of the newest one that was seen; without it, everything. */
export const notificationReadAllBody = z.strictObject({ upTo: z.number().int().min(1).optional() })

/** Hours and minutes of the local day. */
export const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const typesSchema = z.strictObject(
  Object.fromEntries(NOTIFICATION_TYPES.map((type) => [type, z.boolean()])) as Record<
    (typeof NOTIFICATION_TYPES)[number],
    z.ZodBoolean
  >,
)
const channelsSchema = z.strictObject({ in_app: z.boolean(), push: z.boolean(), email: z.boolean() })
/** Letters by what they are for: a letter's own link ends them, and here they are taken up again. */
const lettersSchema = z.strictObject({ game: z.boolean(), advertising: z.boolean() })
const wishes = {
  /** Nothing but what one's own account and purchases need. */
  allOff: z.boolean(),
  types: typesSchema,
  channels: channelsSchema,
  /** Local times between which nothing comes but what the account needs; the same time twice: there are none. */
  quietHours: z.strictObject({ from: localTimeSchema, to: localTimeSchema }),
}

export const notificationSettingsSchema = z
  .object({
    /** Sent back with the next change; 0: nothing was ever changed. */
    revision: z.number().int(),
    ...wishes,
    letters: lettersSchema,
    /** Devices that pushes reach; with none, the channel is shown as off. */
    pushDevices: z.number().int(),
    /** Letters to his address are kept back, since it was refused too often or somebody complained; the channel is shown as off. */
    emailSuppressed: z.boolean(),
    /** The zone that hours are meant in: as it was set, else that of the streak, else the club's. */
    timeZone: z.string(),
    /** The zone as he set it, sent back with the next change; null: he has not. */
    ownTimeZone: z.string().nullable(),
    /** Consents to advertising, with when they were given; they lapse after two years. Null: not given. */
    advertisingSince: isoTimeSchema.nullable(),
    nightSince: isoTimeSchema.nullable(),
  })
  .meta({ id: 'NotificationSettings' })
export type NotificationSettings = z.infer<typeof notificationSettingsSchema>

/**
 * `PUT /api/notification/settings`: whole, and refused with CONFLICT where another device was quicker. A channel that is off
 * because nothing can be reached by it says nothing of what its player wants; letters to an address that is kept from them are
 * switched on with EMAIL_SUPPRESSED.
 */
export const notificationSettingsBody = z.strictObject({
  seenRevision: z.number().int().min(0).max(2_147_483_647),
  ...wishes,
  /** Left out: as they are. */
  letters: lettersSchema.optional(),
  /** Null: not said. */
  timeZone: zoneSchema.nullable(),
  /** Consent to advertising, and to advertising from 21:00 to 08:00. */
  advertising: z.boolean(),
  night: z.boolean(),
})
export type NotificationSettingsBody = z.infer<typeof notificationSettingsBody>

/**
 * `GET /api/notification/stream`: server-sent events. `event: notification` with an `OwnNotification` and the count, as
 * `NotificationNews`; its `id` is the message's. With `Last-Event-ID`, what came after that message is sent again first;
 * something may come twice, and its id tells. The token stands in the header `Authorization`.
 */
export const NOTIFICATION_STREAM = '/api/notification/stream'
