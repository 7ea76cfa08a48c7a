import {
  type ActivityReportReply,
  activityReportReply,
  adminSegmentsReply,
  type FeaturesReply,
  type FunnelReply,
  featuresReply,
  funnelReply,
  type RetentionReply,
  retentionReply,
  type SpendReply,
  spendReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'
import { withQuery } from './query.ts'
import { createSavedReportActions, type SavedReportActions } from './saved-report-actions.ts'

/** The figures of the club. Each is asked by the query of its report. */
export interface AnalyticsActions extends SavedReportActions {
  readRetention(query: URLSearchParams): Promise<RetentionReply>
  readSpend(query: URLSearchParams): Promise<SpendReply>
  readFunnel(query: URLSearchParams): Promise<FunnelReply>
  readActivityDays(query: URLSearchParams): Promise<ActivityReportReply>
  readFeatures(query: URLSearchParams): Promise<FeaturesReply>
  /** Every segment that figures can be narrowed by: its dimension and key, and its names. */
  readSegmentChoices(): Promise<SegmentChoice[]>
}

export interface SegmentChoice {
  readonly id: string
  readonly name: { readonly en: string; readonly ko: string }
}

const PATH = '/api/analytics'

export function createAnalyticsActions(http: Http): AnalyticsActions {
  const read = (report: string, query: URLSearchParams) => http.authorized(withQuery(`${PATH}/${report}`, query))
  return {
    ...createSavedReportActions(http),
    readRetention: async (query) => await parsed(await read('retention', query), retentionReply),
    readSpend: async (query) => await parsed(await read('spend', query), spendReply),
    readFunnel: async (query) => await parsed(await read('funnel', query), funnelReply),
    readActivityDays: async (query) => await parsed(await read('activity', query), activityReportReply),
    readFeatures: async (query) => await parsed(await read('features', query), featuresReply),
    readSegmentChoices: async () => await parsed(await http.authorized('/api/admin/segments'), adminSegmentsReply),
  }
}
