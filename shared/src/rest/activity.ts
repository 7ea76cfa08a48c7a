import { z } from 'zod'
import { scrubText } from '../activity/personal.ts'
import { isShallow } from '../segments/rule.ts'
import { instantSchema } from './common.ts'

/** So many actions in one request. */
export const MAX_ACTIONS = 1_000
/** So many bytes of JSON may an action tell of itself. */
export const MAX_ACTION_BYTES = 4_096

const MAX_ACTION_DEPTH = 32

const typeSchema = z.string().regex(/^[a-z][a-z0-9_.:-]{0,63}$/)
const eventIdSchema = z.uuid().transform((id) => id.toLowerCase())
const propsSchema = z
  .record(z.string().min(1).max(64), z.unknown())
  .refine(
    (props) => isShallow(props, MAX_ACTION_DEPTH) && JSON.stringify(props).length <= MAX_ACTION_BYTES,
    `at most ${MAX_ACTION_BYTES} characters of JSON, ${MAX_ACTION_DEPTH} levels deep`,
  )

/** Something that a player did, by the word of his app. */
export const actionBody = z.strictObject({
  /** Made by the app before it sends: the same one counts once. */
  eventId: eventIdSchema,
  type: typeSchema,
  /** When it happened, by the app's clock; kept apart from when it was received. */
  occurredAt: instantSchema.optional(),
  /** What is personal in it is taken out. */
  props: propsSchema.default({}),
})
export type ActionBody = z.output<typeof actionBody>

export const actionReply = z
  .object({
    ok: z.literal(true),
    /** It had been told before, and counted then. */
    duplicate: z.boolean(),
    receivedAt: z.iso.datetime(),
    /** How many values were taken out as personal. */
    scrubbed: z.number().int(),
  })
  .meta({ id: 'Action' })
export type ActionReply = z.infer<typeof actionReply>

/** Each row is checked by itself: one that is wrong is named, and the others count. */
export const actionsBulkBody = z.strictObject({ actions: z.array(z.unknown()).min(1).max(MAX_ACTIONS) })
export const actionsBulkReply = z
  .object({
    ok: z.literal(true),
    accepted: z.number().int(),
    duplicates: z.number().int(),
    /** Rows that are wrong, by their place in what was sent. */
    rejected: z.array(z.object({ index: z.number().int(), reason: z.literal('INVALID_PAYLOAD'), message: z.string() })),
    receivedAt: z.iso.datetime(),
    scrubbed: z.number().int(),
  })
  .meta({ id: 'Actions' })
export type ActionsBulkReply = z.infer<typeof actionsBulkReply>

export const ACTIVITY_EVENTS = [
  'roulette_play',
  'dice_play',
  'lottery_play',
  'bonus_used',
  'play_duration_seconds',
] as const
export type ActivityEvent = (typeof ACTIVITY_EVENTS)[number]

/** Nobody plays for longer at a time. */
const MAX_SECONDS = 86_400

const counted = z.strictObject({
  eventType: z.enum(['roulette_play', 'dice_play', 'lottery_play', 'bonus_used']),
  eventId: eventIdSchema.optional(),
  occurredAt: instantSchema.optional(),
  metadata: propsSchema.default({}),
})
const lasted = z.strictObject({
  eventType: z.literal('play_duration_seconds'),
  eventId: eventIdSchema.optional(),
  occurredAt: instantSchema.optional(),
  metadata: z.strictObject({ seconds: z.number().int().min(1).max(MAX_SECONDS) }),
})
/** One of the events that a player's counters are made of; with an id it counts once. */
export const activityBody = z.discriminatedUnion('eventType', [counted, lasted])
export type ActivityBody = z.output<typeof activityBody>

export const activityReply = z
  .object({
    ok: z.literal(true),
    duplicate: z.boolean(),
    activity: z.object({
      roulettePlays: z.number().int(),
      dicePlays: z.number().int(),
      lotteryPlays: z.number().int(),
      /** Seconds. */
      totalPlayDuration: z.number().int(),
      lastBonusUsedAt: z.iso.datetime().nullable(),
      lastChargeAt: z.iso.datetime().nullable(),
    }),
  })
  .meta({ id: 'Activity' })
export type ActivityReply = z.infer<typeof activityReply>

const isImpersonal = (text: string): boolean => scrubText(text) === text
const IMPERSONAL = 'nothing personal, and nothing that opens something'
const label = z
  .string()
  .trim()
  .max(64)
  .regex(/^[^@\p{Cc}]*$/u)
  .refine(isImpersonal, IMPERSONAL)
/** That somebody came to a page, and from where; the visitor's id is made by his browser and tells nothing else. */
export const siteVisitBody = z.strictObject({
  visitor: z.uuid().transform((id) => id.toLowerCase()),
  source: label.min(1).default('direct'),
  medium: label.default(''),
  campaign: label.default(''),
  path: z
    .string()
    .regex(/^\/[^?#\s\p{Cc}]{0,199}$/u)
    .refine(isImpersonal, IMPERSONAL),
})
export type SiteVisitBody = z.output<typeof siteVisitBody>
export const siteVisitReply = z.object({ ok: z.literal(true) })
