import { z } from 'zod'
import { seenOf, zoneSchema } from '../fields.ts'
import { NOTIFICATION_CHANNELS } from '../notifications/notification.ts'
import { rankSchema } from '../ranks.ts'
import { pushPathSchema } from '../rest/push.ts'
import { segmentTargetSchema } from '../segments/rule.ts'
import { vipTierIdSchema } from '../vip/tiers.ts'

export const CAMPAIGN_STATES = [
  'draft',
  'approval',
  'scheduled',
  'running',
  'paused',
  'done',
  'cancelled',
  'stopped',
] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const CAMPAIGN_HARMS = ['limits', 'exclusions', 'nightSpend'] as const
export type CampaignHarm = (typeof CAMPAIGN_HARMS)[number]

/** More players than these are told of something by two admins only. */
export const CAMPAIGN_FOUR_EYES_ABOVE = 1_000
export const MOST_CAMPAIGN_IDS = 10_000

const distinct = (all: readonly unknown[]) => new Set(all).size === all.length
const wholeDays = z.number().int().min(1).max(3_650)
const instant = z.iso.datetime().refine((text) => {
  const year = new Date(text).getUTCFullYear()
  return year >= 2000 && year <= 2100
}, 'outside 2000 to 2100')

const rangeOf = (most: number) =>
  z
    .strictObject({ least: z.number().int().min(0).max(most), most: z.number().int().min(0).max(most) })
    .refine(({ least, most: top }) => least <= top, { path: ['most'], message: 'is below the least' })

/** Conditions that all hold; what contradicts itself would reach nobody, and is refused. */
const filterSchema = z
  .strictObject({
    languages: z
      .array(z.enum(['ko', 'en']))
      .min(1)
      .max(2)
      .refine(distinct, 'named twice')
      .optional(),
    /** Seen within so many days, and not seen within so many. */
    seenWithinDays: wholeDays.optional(),
    notSeenWithinDays: wholeDays.optional(),
    registeredFrom: instant.optional(),
    registeredUntil: instant.optional(),
    /** Whether a browser of his takes pushes. */
    hasPush: z.boolean().optional(),
    vipTiers: z.array(vipTierIdSchema).min(1).max(8).refine(distinct, 'named twice').optional(),
    /** 0: no tier. */
    vipLevel: rangeOf(100).optional(),
    /** Of the battle pass that is under way; 0: not begun, or there is none. */
    passLevel: rangeOf(1_000).optional(),
  })
  .refine((filter) => Object.values(filter).some((value) => value !== undefined), 'a filter has a condition')
  .refine(
    ({ seenWithinDays: within, notSeenWithinDays: not }) => within === undefined || not === undefined || within > not,
    { path: ['notSeenWithinDays'], message: 'contradicts seenWithinDays' },
  )
  .refine(
    ({ registeredFrom: from, registeredUntil: until }) => !from || !until || Date.parse(from) < Date.parse(until),
    {
      path: ['registeredUntil'],
      message: 'is not after registeredFrom',
    },
  )
  .refine(({ vipTiers, vipLevel }) => vipTiers === undefined || vipLevel === undefined || vipLevel.most > 0, {
    path: ['vipLevel'],
    message: 'contradicts vipTiers',
  })
export type CampaignFilter = z.infer<typeof filterSchema>

/**
 * Whom a campaign may be for, by kind: what each asks for stands here, how it is found in the server's record of the same
 * keys (`campaigns/audience.store.ts`), which does not compile without it.
 */
export const AUDIENCES = {
  all: z.strictObject({ kind: z.literal('all') }),
  rank: z.strictObject({
    kind: z.literal('rank'),
    /** A player's own rank, or that of his VIP tier where it is higher. */
    ranks: z.array(rankSchema).min(1).max(3).refine(distinct, 'named twice'),
  }),
  players: z.strictObject({
    kind: z.literal('players'),
    userIds: z
      .array(z.number().int().min(1).max(Number.MAX_SAFE_INTEGER))
      .min(1)
      .max(MOST_CAMPAIGN_IDS)
      .refine(distinct, 'named twice'),
  }),
  filter: z.strictObject({ kind: z.literal('filter'), filter: filterSchema }),
  segments: z.strictObject({
    kind: z.literal('segments'),
    /** Players in any of these, as of the last run; never by what protects them. */
    segments: z.array(segmentTargetSchema).min(1).max(20).refine(distinct, 'named twice'),
  }),
} as const
export type AudienceKind = keyof typeof AUDIENCES
export const AUDIENCE_KINDS = Object.keys(AUDIENCES) as AudienceKind[]
export type AudienceOf<Kind extends AudienceKind> = z.infer<(typeof AUDIENCES)[Kind]>
export const audienceSchema = z.discriminatedUnion('kind', [
  AUDIENCES.all,
  AUDIENCES.rank,
  AUDIENCES.players,
  AUDIENCES.filter,
  AUDIENCES.segments,
])
export type Audience = z.infer<typeof audienceSchema>

const withoutZeroBytes = (text: string) => !text.includes('\0')
const isSeen = (text: string) => seenOf(text) !== ''
const wordsSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\r\n]*$/, 'a title is one line')
    .refine(withoutZeroBytes, 'must not hold a zero byte')
    .refine(isSeen, 'nobody could read it'),
  body: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine(withoutZeroBytes, 'must not hold a zero byte')
    .refine(isSeen, 'nobody could read it'),
})
const textSchema = z.strictObject({ ko: wordsSchema, en: wordsSchema })
export type CampaignText = z.infer<typeof textSchema>

const dateSchema = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'outside 2000 to 2100')
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** `now`: as soon as it is started; `at`: one moment for all; `local`: when the clock of each player shows it. */
const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('at'), date: dateSchema, time: timeSchema, zone: zoneSchema }),
  z.strictObject({ kind: z.literal('local'), date: dateSchema, time: timeSchema }),
])
export type CampaignSchedule = z.infer<typeof scheduleSchema>

export const CAMPAIGN_GOALS = ['visit', 'play', 'purchase'] as const

/** What is said, by which channels, and what it opens. */
const messageFields = {
  /** Neither is ever what an account needs: gates ask for consent, hours and limits. */
  category: z.enum(['game', 'advertising']),
  channels: z.array(z.enum(NOTIFICATION_CHANNELS)).min(1).max(3).refine(distinct, 'named twice'),
  content: textSchema,
  /** Words of a channel's own, in place of the content. */
  variants: z.strictObject({
    in_app: textSchema.optional(),
    push: textSchema.optional(),
    email: textSchema.optional(),
  }),
  /** A path of the player's app; null: there is nothing to open. */
  path: pushPathSchema.nullable(),
}
export const campaignMessageSchema = z.strictObject(messageFields)
export type CampaignMessage = z.infer<typeof campaignMessageSchema>

export const campaignBodySchema = z
  .strictObject({
    audience: audienceSchema,
    ...messageFields,
    schedule: scheduleSchema,
    /** How many players at most; null: as quickly as it goes. */
    pace: z.strictObject({ count: z.number().int().min(1).max(10_000), per: z.enum(['second', 'minute']) }).nullable(),
    /** So many of a hundred are told nothing, and show what would have happened anyway. */
    holdoutPercent: z.number().int().min(0).max(50),
    goal: z.strictObject({ kind: z.enum(CAMPAIGN_GOALS), withinHours: z.number().int().min(1).max(168) }),
    /** After so long an unsent message is worth nothing any more. */
    validHours: z.number().int().min(1).max(720),
  })
  .refine(
    ({ channels, variants }) => Object.keys(variants).every((channel) => channels.some((name) => name === channel)),
    { path: ['variants'], message: 'a channel that is not used' },
  )
  .meta({ id: 'CampaignBody' })
export type CampaignBody = z.infer<typeof campaignBodySchema>
