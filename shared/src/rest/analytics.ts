import { z } from 'zod'
import { daySchema } from '../missions/mission.ts'
import { RANKS } from '../ranks.ts'

const DAY_MS = 86_400_000
/** So many days may be asked for at once. */
export const MAX_ANALYTICS_DAYS = 750
/** Days after the registration that are told of. */
export const RETENTION_AGES = [0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60, 90] as const

const period = { from: daySchema, until: daySchema }
const inOrder = ({ from, until }: { from: string; until: string }) =>
  from <= until && (Date.parse(until) - Date.parse(from)) / DAY_MS < MAX_ANALYTICS_DAYS
const ORDER = `from comes before until, at most ${MAX_ANALYTICS_DAYS} days`
/** Of whom the figures are; together they narrow each other. */
const whom = {
  /** A dimension and a segment of it, where players are now. */
  segment: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,31}:[A-Z][A-Z0-9_]{1,31}$/)
    .optional(),
  rank: z.enum(RANKS).optional(),
  /** An experiment and a variant that they have met. */
  variant: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}:[a-z][a-z0-9-]{0,19}$/)
    .optional(),
}
export const retentionQuery = z
  .strictObject({ ...period, ...whom, by: z.enum(['day', 'week', 'month']).default('week') })
  .refine(inOrder, ORDER)
export const spendQuery = z
  .strictObject({ ...period, ...whom, by: z.enum(['day', 'week', 'month']).default('day') })
  .refine(inOrder, ORDER)
export const funnelQuery = z.strictObject({ ...period, ...whom }).refine(inOrder, ORDER)
export const featuresQuery = z.strictObject(period).refine(inOrder, ORDER)
export type RetentionQuery = z.output<typeof retentionQuery>
export type SpendQuery = z.output<typeof spendQuery>
export type FunnelQuery = z.output<typeof funnelQuery>
export type FeaturesQuery = z.output<typeof featuresQuery>

const count = z.number().int()
/** In hundredths of a percent; null where nobody could have been counted. */
const share = z.number().int().nullable()
const told = {
  /** The zone whose days these are. */
  zone: z.string(),
  readAt: z.iso.datetime(),
  /** The statement that the figures are of. */
  sql: z.string(),
}

export const retentionReply = z
  .object({
    ...told,
    ages: z.array(count),
    rows: z.array(
      z.object({
        /** First day of the cohort's registrations. */
        cohort: daySchema,
        players: count,
        /** Who did something so many days after, of those whose day that is over already. */
        shares: z.array(share),
        /** Won after refunds by the end of that day, per player of the cohort. */
        spent: z.array(count.nullable()),
      }),
    ),
  })
  .meta({ id: 'Retention' })
export type RetentionReply = z.infer<typeof retentionReply>

export const spendReply = z
  .object({
    ...told,
    rows: z.array(
      z.object({
        /** First day. */
        day: daySchema,
        /** Sum over its days of players who did something. */
        activeDays: count,
        registered: count,
        payers: count,
        purchases: count,
        spentWon: count,
        refundedWon: count,
        netWon: count,
        spentGems: count,
        /** Won after refunds per player and day on which he did something; null: nobody did. */
        arpdau: z.number().nullable(),
        /** Won per one who paid; null: nobody did. */
        arppu: z.number().nullable(),
        plays: count,
        wagered: count,
        won: count,
        playMinutes: count,
      }),
    ),
  })
  .meta({ id: 'Spend' })
export type SpendReply = z.infer<typeof spendReply>

export const funnelReply = z
  .object({
    ...told,
    steps: z.array(
      z.object({
        step: z.enum(['registered', 'played', 'returned', 'paid', 'paidAgain']),
        players: count,
        /** Of all who registered, and of those of the step before. */
        share,
        ofBefore: share,
      }),
    ),
  })
  .meta({ id: 'Funnel' })
export type FunnelReply = z.infer<typeof funnelReply>

export const activityReportReply = z
  .object({
    ...told,
    rows: z.array(
      z.object({
        day: daySchema,
        active: count,
        active7: count.nullable(),
        active30: count.nullable(),
        /** Of those of 30 days, who was there on the day. */
        stickiness: share,
        registered: count,
        visitors: count,
        plays: count,
        playMinutes: count,
        actions: count,
      }),
    ),
  })
  .meta({ id: 'ActivityReport' })
export type ActivityReportReply = z.infer<typeof activityReportReply>

export const featuresReply = z
  .object({
    ...told,
    rows: z.array(
      z.object({
        kind: z.enum(['game', 'action']),
        feature: z.string(),
        uses: count,
        /** The most on one day; null: it is not known of games. */
        players: count.nullable(),
        days: count,
      }),
    ),
  })
  .meta({ id: 'Features' })
export type FeaturesReply = z.infer<typeof featuresReply>

export const ANALYTICS_REPORTS = ['retention', 'spend', 'funnel', 'activity', 'features'] as const
export type AnalyticsReport = (typeof ANALYTICS_REPORTS)[number]
