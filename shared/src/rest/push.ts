import { z } from 'zod'
import { idParamSchema, isoTimeSchema, pagingSchema, whySchema } from './common.ts'

/** base64url of 65 bytes: a point of P-256. */
const pointSchema = z.string().regex(/^[A-Za-z0-9_-]{87}$/, 'must be 65 bytes in base64url')
const deviceIdSchema = z
  .uuid()
  .transform((id) => id.toLowerCase())
  .meta({ description: 'Made by the browser, and kept there' })

/** What a browser's push service gave it. */
export const pushSubscribeBody = z.strictObject({
  endpoint: z.string().min(1).max(2_048),
  p256dh: pointSchema,
  auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'must be 16 bytes in base64url'),
  deviceId: deviceIdSchema,
  userAgent: z.string().max(400),
  /** The public key it was made with; absent: the current one. */
  vapidPublicKey: pointSchema.optional(),
})
export type PushSubscribeBody = z.infer<typeof pushSubscribeBody>

export const pushSubscriptionSchema = z
  .object({
    id: z.uuid(),
    deviceId: z.uuid(),
    isActive: z.boolean(),
  })
  .meta({ id: 'PushSubscription' })

export const pushSubscribeReply = z.object({
  success: z.literal(true),
  message: z.string(),
  subscription: pushSubscriptionSchema,
})

export const pushUnsubscribeBody = z.strictObject({ deviceId: deviceIdSchema })
export const pushUnsubscribeReply = z.object({ success: z.literal(true), message: z.string() })

export const pushStatusQuery = z.strictObject({ deviceId: deviceIdSchema.optional() })
export const pushStatusReply = z
  .object({
    /** Of the device that was asked about. */
    subscription: pushSubscriptionSchema
      .extend({ createdAt: isoTimeSchema, updatedAt: isoTimeSchema, lastUsedAt: isoTimeSchema.nullable() })
      .nullable(),
    /** Whether it was made with the key of now; if not, the browser is to make another one. */
    keyIsCurrent: z.boolean(),
    /** Devices of this player that are reached, and the most that can be. */
    active: z.number().int(),
    most: z.number().int(),
  })
  .meta({ id: 'OwnPush' })
export type PushStatus = z.infer<typeof pushStatusReply>

export const pushVapidReply = z.object({ publicKey: z.string() }).meta({ id: 'VapidKey' })

/** A path of the player's app. */
export const pushPathSchema = z
  .string()
  .max(200)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'must be a path of the app, beginning with one slash')

/** A message to see whether a player's devices are reached. */
export const pushSendBody = z.strictObject({
  userId: idParamSchema,
  title: z.string().trim().min(1).max(80),
  message: z.string().trim().min(1).max(300),
  path: pushPathSchema.optional(),
  reason: whySchema(3),
})
export type PushSendBody = z.infer<typeof pushSendBody>

export const pushSendReply = z
  .object({
    sent: z.number().int(),
    failed: z.number().int(),
    results: z.array(z.object({ subscriptionId: z.uuid(), outcome: z.string(), detail: z.string() })),
  })
  .meta({ id: 'PushTest' })

export const PUSH_CLEANUP_DAYS = [7, 15, 30, 60, 90] as const
export const PUSH_FAIL_THRESHOLDS = [3, 5, 10, 15] as const
const daysSchema = z.literal(PUSH_CLEANUP_DAYS)
const thresholdSchema = z.literal(PUSH_FAIL_THRESHOLDS)

export const pushCleanupBody = z.strictObject({
  /** Also holds every subscription against the rules of now; nothing is sent to a player for it. */
  realTimeCheck: z.boolean().default(false),
  /** Deletes for good what would only be marked as deleted. */
  forceDelete: z.boolean().default(false),
  failCountThreshold: thresholdSchema.default(5),
  cleanupInactive: z.boolean().default(true),
  /** What was marked as deleted so long ago goes for good. */
  deleteAfterDays: daysSchema.default(30),
})
export type PushCleanupOrder = z.infer<typeof pushCleanupBody>

/** `?preview=true`: counts, and changes nothing. */
export const pushCleanupQuery = z.strictObject({ preview: z.enum(['true', 'false']).default('false') })

const count = z.number().int()
export const pushCleanupReply = z
  .object({
    message: z.string(),
    cleanedCount: count,
    validCount: count,
    totalChecked: count,
    stats: z.object({
      failCountCleaned: count,
      inactiveCleaned: count,
      expiredCleaned: count,
      /** How many of the others went for good at once. */
      forceDeleted: count,
      oldSoftDeletedCleaned: count,
    }),
  })
  .meta({ id: 'PushCleanup' })
export type PushCleanupCounts = Omit<z.infer<typeof pushCleanupReply>, 'message'>

export const pushSettingsSchema = z
  .object({
    revision: z.number().int(),
    cleanupDays: daysSchema,
    failThreshold: thresholdSchema,
    cleanupInactive: z.boolean(),
    forceDelete: z.boolean(),
  })
  .meta({ id: 'PushSettings' })
export type PushSettings = z.infer<typeof pushSettingsSchema>
export const pushSettingsBody = z.strictObject({
  seenRevision: z.number().int().min(1),
  cleanupDays: daysSchema,
  failThreshold: thresholdSchema,
  cleanupInactive: z.boolean(),
  forceDelete: z.boolean(),
  reason: whySchema(3),
})
export type PushSettingsOrder = z.infer<typeof pushSettingsBody>

export const PUSH_BROWSERS = ['chrome', 'edge', 'firefox', 'opera', 'safari', 'samsung', 'other'] as const
export type PushBrowser = (typeof PUSH_BROWSERS)[number]

/** How the subscriptions stand, and by which browsers. */
export const pushDashboardReply = z
  .object({
    total: count,
    active: count,
    /** Marked as deleted, or given up. */
    inactive: count,
    /** With at least one failure since the last success. */
    failed: count,
    players: count,
    oldKey: count,
    browsers: z.array(z.object({ browser: z.enum(PUSH_BROWSERS), active: count, inactive: count, failed: count })),
  })
  .meta({ id: 'PushDashboard' })
export type PushDashboard = z.infer<typeof pushDashboardReply>

export const pushOriginSchema = z
  .object({
    id: z.string(),
    state: z.enum(['closed', 'open']),
    openedAt: isoTimeSchema.nullable(),
    probeAt: isoTimeSchema.nullable(),
    slowUntil: isoTimeSchema.nullable(),
    /** Messages that are held for it, until it is released or takes a message again. */
    waiting: count,
    sent: count,
    gone: count,
    again: count,
    held: count,
    poison: count,
    /** The average answer, in milliseconds; null: there was none yet. */
    meanMillis: z.number().nullable(),
    lastStatus: count.nullable(),
    lastAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'PushOrigin' })
export type PushOrigin = z.infer<typeof pushOriginSchema>
export const pushOriginsReply = z.array(pushOriginSchema)
export const pushReleaseBody = z.strictObject({
  origin: z.string().max(300),
  reason: whySchema(3),
})

export const pushRunsQuery = pagingSchema.extend({ sort: z.literal('id').default('id') })
export const pushRunSchema = z.object({
  id: count,
  ranAt: isoTimeSchema,
  /** Null: by the timetable. */
  admin: z.string().nullable(),
  order: pushCleanupBody,
  counts: pushCleanupReply.omit({ message: true }),
})
export type PushCleanupRun = z.infer<typeof pushRunSchema>
export const pushRunsReply = z.array(pushRunSchema)
