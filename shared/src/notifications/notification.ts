import { z } from 'zod'

/** What a message is for: it decides which consent, which hours and which cap apply to it. */
export const NOTIFICATION_CATEGORIES = ['transactional', 'game', 'advertising'] as const
export type NotificationCategory = (typeof NOTIFICATION_CATEGORIES)[number]

export const NOTIFICATION_CHANNELS = ['in_app', 'push', 'email'] as const
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number]

/** What messages are about, as players switch it on and off. */
export const NOTIFICATION_TYPES = ['account', 'vaults', 'game', 'friends', 'shop', 'news'] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

export const NOTIFICATION_PRIORITIES = ['high', 'normal', 'low'] as const
export type NotificationPriority = (typeof NOTIFICATION_PRIORITIES)[number]

const words = z.object({ en: z.string(), ko: z.string() })

/** A message as it lies in the centre of its player, and as it comes live. */
export const ownNotificationSchema = z
  .object({
    id: z.number().int(),
    template: z.string(),
    type: z.enum(NOTIFICATION_TYPES),
    category: z.enum(NOTIFICATION_CATEGORIES),
    priority: z.enum(NOTIFICATION_PRIORITIES),
    title: words,
    body: words,
    /** A path of the player's app; null: there is nothing to open. */
    path: z.string().nullable(),
    /** When it came into the centre. */
    at: z.iso.datetime(),
    /** Null: not read yet. */
    readAt: z.iso.datetime().nullable(),
    /** From then on it is shown no more; null: it stays. */
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OwnNotification' })
export type OwnNotification = z.infer<typeof ownNotificationSchema>

/** What a device is told live, in the room or by the stream; `unread` is the whole count after it. */
export interface NotificationNews {
  /** A message that has just come; null: only the count has changed, on another device perhaps. */
  readonly notification: OwnNotification | null
  readonly unread: number
}
