import {
  type AnalyticsReport,
  type ReportAsk,
  type SavedReport,
  type SavedReportBody,
  savedReportBody,
} from '@casino-club/shared'
import { type AskedField, canAsk, DAYS_FIRST, questionOf } from '../analytics/question.ts'

/** What is typed into the form of a saved report. */
export interface ReportDraft {
  readonly name: string
  readonly description: string
  readonly shared: boolean
  readonly report: AnalyticsReport
  /** The last days, whenever it is asked; or days that stay. */
  readonly moves: boolean
  readonly lastDays: string
  readonly from: string
  readonly until: string
  readonly by: string
  readonly segment: string
  readonly rank: string
  readonly variant: string
}
export type ReportField = 'name' | 'description' | 'lastDays' | 'from' | 'ask'

/** The form of what an address of the figures asks; one without days of its own moves on. */
export function draftOfAddress(address: URLSearchParams, nowMs: number): ReportDraft {
  const { report, from, until, by, segment, rank, variant } = questionOf(address, nowMs)
  return {
    ...{ name: '', description: '', shared: false, report, from, until, by, segment, rank, variant },
    moves: !address.has('from') && !address.has('until'),
    lastDays: `${DAYS_FIRST}`,
  }
}

/** The form of a report that was saved. */
export function draftOfReport({ name, description, shared, report, ask }: SavedReport, nowMs: number): ReportDraft {
  const { period, by = '', segment = '', rank = '', variant = '' } = ask
  const empty = draftOfAddress(new URLSearchParams({ report }), nowMs)
  const days = 'lastDays' in period ? { moves: true, lastDays: `${period.lastDays}` } : { moves: false, ...period }
  return { ...empty, name, description, shared, by, segment, rank, variant, ...days }
}

const FILTERS = ['by', 'segment', 'rank', 'variant'] as const satisfies readonly AskedField[]

/** Reads a form: the body as the server takes it, or the fields that are wrong. What a report cannot be asked is left out. */
export function readReport(draft: ReportDraft): {
  readonly body: SavedReportBody | null
  readonly wrong: ReadonlySet<ReportField>
} {
  const { name, description, shared, report, moves, lastDays, from, until } = draft
  const filters = FILTERS.filter((field) => canAsk(report, field) && draft[field].trim() !== '')
  const parsed = savedReportBody.safeParse({
    ...{ name, description, shared, report },
    ask: {
      period: moves ? { lastDays: /^\d+$/.test(lastDays.trim()) ? Number(lastDays) : Number.NaN } : { from, until },
      ...Object.fromEntries(filters.map((field) => [field, draft[field].trim()])),
    },
  })
  const fieldOf = ([first, second]: readonly PropertyKey[]): ReportField => {
    if (first === 'name' || first === 'description') return first
    return second === 'period' ? (moves ? 'lastDays' : 'from') : 'ask'
  }
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path)))
  // What is asked is wrong of itself only where nothing in it is.
  if (wrong.size > 1) wrong.delete('ask')
  return { body: parsed.success ? parsed.data : null, wrong }
}

/** Where the figures of a saved report stand with their charts. */
export function addressOfReport(report: AnalyticsReport, query: Readonly<Record<string, string>>): string {
  return `/analytics?${new URLSearchParams({ report, ...query })}`
}

/** The filters of a report in one line. */
export const wordFilters = ({ by, segment, rank, variant }: ReportAsk): string =>
  [by, segment, rank, variant].filter(Boolean).join(' · ')
