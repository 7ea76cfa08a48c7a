import { z } from 'zod'
import { commandIdSchema, zoneSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { localDaySchema, STREAK_FIELDS, streakRewardSchema, streakTermsSchema, streakTickedSchema } from '../streak.ts'
import { isoTimeSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

/** Where the device is, if it says so; else the zone of the last tick, or the club's. */
export const streakQuery = z.strictObject({ timeZone: zoneSchema.optional() })

export const streakStatusReply = z
  .object({
    serverTime: isoTimeSchema,
    /** The zone that counts; not the asked one where that was changed a few days ago. */
    timeZone: z.string(),
    /** Today there. */
    today: localDaySchema,
    /** Days in a row that are not lost. */
    count: amountSchema,
    best: amountSchema,
    /** The day that a tick would count for; null: nothing is to be ticked until `resetsAt`. */
    tickDay: localDaySchema.nullable(),
    /** Days that were missed and that a tick would save by as many shields; or, where `lost` says so, not. */
    missedDays: amountSchema,
    /** Days in a row that are lost. */
    lost: amountSchema,
    shields: amountSchema,
    /** The next local midnight. */
    resetsAt: isoTimeSchema,
    /** Until then yesterday can be ticked; null: it cannot, or need not. */
    graceUntil: isoTimeSchema.nullable(),
  })
  .meta({ id: 'Streak' })
export type StreakStatus = z.infer<typeof streakStatusReply>

const dayRewardSchema = z.object({ count: z.number().int().min(1), reward: streakRewardSchema })
export const nextRewardReply = z.object({
  /** From when on it can be had. */
  availableAt: isoTimeSchema,
  ...dayRewardSchema.shape,
  /** The next days of the streak, this one first. */
  coming: z.array(dayRewardSchema),
})
export type NextReward = z.infer<typeof nextRewardReply>

/** The command id may stand in the header `Idempotency-Key` instead. */
export const streakTickBody = z.strictObject({ commandId: commandIdSchema.optional(), ...STREAK_FIELDS['streak.tick'] })
export const streakTickReply = streakTickedSchema.extend({ ok: z.literal(true), replayed: z.literal(true).optional() })

/** A month from 2000 to 2099. */
const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
export const STREAK_DAY_KINDS = ['ticked', 'shielded', 'visited'] as const
export const streakCalendarQuery = z.strictObject({ month: monthSchema.optional(), timeZone: zoneSchema.optional() })
export const streakCalendarReply = z.object({
  month: monthSchema,
  /** Days with something in them, the first one first. Visited: he was here and ticked nothing. */
  days: z.array(z.object({ day: localDaySchema, kind: z.enum(STREAK_DAY_KINDS), count: amountSchema })),
})
export type StreakCalendar = z.infer<typeof streakCalendarReply>

const revision = z.number().int().min(0).max(2_147_483_647)
const termsVersion = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'published']),
  terms: streakTermsSchema,
  changedAt: isoTimeSchema,
  publishedAt: isoTimeSchema.nullable(),
})

/** What streaks are held to, for those who run the club. */
export const adminStreakTermsReply = z
  .object({
    /** One more with every change. */
    revision,
    live: termsVersion,
    draft: termsVersion.nullable(),
    /** Newest first. */
    versions: z.array(termsVersion),
    shieldItem: z.string(),
  })
  .meta({ id: 'StreakTerms' })
export type AdminStreakTerms = z.infer<typeof adminStreakTermsReply>
export const streakDraftBody = z.strictObject({ seenRevision: revision, terms: streakTermsSchema })
export const streakPreviewBody = z.strictObject({ terms: streakTermsSchema })
export const streakPublishBody = z.strictObject({ seenRevision: revision, reason: rewardReasonSchema })

/** What the next day of everybody whose streak goes on brings, now and by other terms. */
export const streakPreviewReply = z.object({
  /** Who has ticked since yesterday. */
  players: amountSchema,
  /** Those of them who would get less coins or less gems. */
  less: amountSchema,
  before: streakRewardSchema,
  after: streakRewardSchema,
})
export type StreakTermsPreview = z.infer<typeof streakPreviewReply>
