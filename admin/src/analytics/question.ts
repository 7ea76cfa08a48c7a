import {
  ANALYTICS_REPORTS,
  type AnalyticsReport,
  featuresQuery,
  funnelQuery,
  retentionQuery,
  spendQuery,
} from '@casino-club/shared'
import { lastDays } from '../reports/range.ts'

export const DAYS_FIRST = 30
export const PERIODS = ['day', 'week', 'month'] as const
export type Period = (typeof PERIODS)[number]
const ASKED = ['from', 'until', 'by', 'segment', 'rank', 'variant'] as const
export type AskedField = (typeof ASKED)[number]

/** What the page is asked, as it stands in the inputs; an empty text asks nothing. */
export type Question = { readonly report: AnalyticsReport } & Readonly<Record<AskedField, string>>

const SCHEMAS = {
  retention: retentionQuery,
  spend: spendQuery,
  funnel: funnelQuery,
  activity: featuresQuery,
  features: featuresQuery,
} as const
const NARROWING: readonly AskedField[] = ['from', 'until', 'segment', 'rank', 'variant']
/** What each report can be asked; the others are of everybody, or have no periods. */
const FIELDS: Readonly<Record<AnalyticsReport, readonly AskedField[]>> = {
  retention: [...NARROWING, 'by'],
  spend: [...NARROWING, 'by'],
  funnel: NARROWING,
  activity: ['from', 'until'],
  features: ['from', 'until'],
}
const BY_FIRST: Readonly<Partial<Record<AnalyticsReport, Period>>> = { retention: 'week', spend: 'day' }

/** What the figures of a query are by; days, where it does not say. */
export const periodOf = (query: URLSearchParams): Period =>
  PERIODS.find((period) => period === query.get('by')) ?? 'day'

export const canAsk = (report: AnalyticsReport, field: AskedField): boolean => FIELDS[report].includes(field)

/** The question of an address; without days of its own it keeps to the last ones. */
export function questionOf(address: URLSearchParams, nowMs: number): Question {
  const report = ANALYTICS_REPORTS.find((each) => each === address.get('report')) ?? 'retention'
  const last = lastDays(DAYS_FIRST, nowMs)
  const text = (field: AskedField) => address.get(field) ?? ''
  return {
    report,
    from: address.get('from') ?? last.from,
    until: address.get('until') ?? last.until,
    by: text('by') || (BY_FIRST[report] ?? ''),
    segment: text('segment'),
    rank: text('rank'),
    variant: text('variant'),
  }
}

/** The address with some of it changed; days that were changed stand in it with their other end. */
export function addressWith(
  address: URLSearchParams,
  asked: Question,
  change: Partial<Record<AskedField, string>>,
): URLSearchParams {
  const next = new URLSearchParams(address)
  const days = 'from' in change || 'until' in change ? { from: asked.from, until: asked.until } : {}
  for (const [field, value] of Object.entries({ ...days, ...change })) {
    // A day that was emptied is not the day that was there first.
    if (value === '' && field !== 'from' && field !== 'until') next.delete(field)
    else next.set(field, value)
  }
  return next
}

/** What the server is asked; null: it would refuse. */
export function queryOf(asked: Question): URLSearchParams | null {
  const query = new URLSearchParams()
  for (const field of FIELDS[asked.report]) {
    const value = asked[field].trim()
    if (value !== '') query.set(field, value)
  }
  return SCHEMAS[asked.report].safeParse(Object.fromEntries(query)).success ? query : null
}

/** Whether one field alone is what keeps the question from being asked. */
export function isWrong(asked: Question, field: 'segment' | 'variant'): boolean {
  return queryOf(asked) === null && queryOf({ ...asked, [field]: '' }) !== null
}
