import { z } from 'zod'
import { daySchema } from '../missions/mission.ts'
import { RANKS } from '../ranks.ts'
import {
  ANALYTICS_REPORTS,
  type AnalyticsReport,
  featuresQuery,
  funnelQuery,
  MAX_ANALYTICS_DAYS,
  retentionQuery,
  spendQuery,
} from './analytics.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'

/** What each report of the figures is asked by. */
export const REPORT_QUERIES = {
  retention: retentionQuery,
  spend: spendQuery,
  funnel: funnelQuery,
  activity: featuresQuery,
  features: featuresQuery,
} as const satisfies Record<AnalyticsReport, z.ZodType>

const DAY_MS = 86_400_000
/** The last so many days, today among them; or days that stay the same. */
export const reportPeriodSchema = z.union([
  z.strictObject({ lastDays: z.number().int().min(1).max(MAX_ANALYTICS_DAYS) }),
  z.strictObject({ from: daySchema, until: daySchema }),
])
export type ReportPeriod = z.infer<typeof reportPeriodSchema>

export const reportAskSchema = z.strictObject({
  period: reportPeriodSchema,
  by: z.enum(['day', 'week', 'month']).optional(),
  segment: z.string().max(80).optional(),
  rank: z.enum(RANKS).optional(),
  variant: z.string().max(80).optional(),
})
export type ReportAsk = z.infer<typeof reportAskSchema>

/** The query of a report, its last days being those to `today`. */
export function queryOfAsk({ period, ...filters }: ReportAsk, today: string): Record<string, string> {
  const days =
    'lastDays' in period
      ? { from: new Date(Date.parse(today) - (period.lastDays - 1) * DAY_MS).toISOString().slice(0, 10), until: today }
      : period
  const given = Object.entries(filters).filter((each): each is [string, string] => each[1] !== undefined)
  return { ...days, ...Object.fromEntries(given) }
}

export const LONGEST_REPORT_NAME = 60
export const MOST_SAVED_REPORTS = 100
const plain = (text: z.ZodString) => text.refine((value) => !value.includes('\0'), 'must not hold a zero byte')
export const savedReportBody = z
  .strictObject({
    name: plain(z.string().trim().min(1).max(LONGEST_REPORT_NAME)),
    description: plain(z.string().trim().max(500)).default(''),
    report: z.enum(ANALYTICS_REPORTS),
    ask: reportAskSchema,
    /** Everybody who reads figures sees it; else its maker alone. */
    shared: z.boolean(),
  })
  .refine(({ report, ask }) => REPORT_QUERIES[report].safeParse(queryOfAsk(ask, '2026-01-01')).success, {
    message: 'the report cannot be asked this',
    path: ['ask'],
  })
export type SavedReportBody = z.output<typeof savedReportBody>

const revision = z.number().int().min(1).max(2_147_483_647)
export const savedReportSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    description: z.string(),
    report: z.enum(ANALYTICS_REPORTS),
    ask: reportAskSchema,
    shared: z.boolean(),
    madeBy: z.string(),
    madeAt: isoTimeSchema,
    changedBy: z.string(),
    changedAt: isoTimeSchema,
    revision,
  })
  .meta({ id: 'SavedReport' })
export type SavedReport = z.infer<typeof savedReportSchema>

export const savedReportsQuery = pagingSchema.extend({
  sort: z.enum(['name', 'changedAt']).default('name'),
  report: z.enum(ANALYTICS_REPORTS).optional(),
  /** Those of everybody, or one's own alone. */
  whose: z.enum(['shared', 'own']).optional(),
  /** Part of a name or a description. */
  q: z.string().trim().max(100).optional(),
})
export const savedReportsReply = z.array(savedReportSchema)
export const savedReportParams = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
export const savedReportUpdateBody = z.strictObject({ seenRevision: revision, body: savedReportBody })
export const savedReportDeleteBody = z.strictObject({ seenRevision: revision })
export const savedReportDeletedReply = z.object({ ok: z.literal(true) })

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** What a saved report says now. */
export const savedReportRunReply = z
  .object({
    report: savedReportSchema,
    /** The days it was asked of, and all else, as its query. */
    query: z.record(z.string(), z.string()),
    columns: z.array(z.string()),
    rows: z.array(z.array(cell)),
    zone: z.string(),
    readAt: z.iso.datetime(),
    sql: z.string(),
  })
  .meta({ id: 'SavedReportRun' })
export type SavedReportRun = z.infer<typeof savedReportRunReply>
