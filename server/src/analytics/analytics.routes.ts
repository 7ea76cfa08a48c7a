import {
  ANALYTICS_REPORTS,
  type AnalyticsReport,
  accept,
  activityReportReply,
  featuresQuery,
  featuresReply,
  funnelQuery,
  funnelReply,
  REPORT_QUERIES,
  RETENTION_AGES,
  retentionQuery,
  retentionReply,
  spendQuery,
  spendReply,
} from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findActivityDays, findFeatures, findFunnel, findRetention, findSpend, type Moment } from './figures.store.ts'
import { savedReportRoutes } from './saved-reports.routes.ts'
import { csvOf, TABLES } from './tables.ts'

const PATH = '/api/analytics'
const DAY_MS = 86_400_000
const common = { method: 'get', tag: 'admin', access: { permission: 'analytics:read' } } as const

export interface AnalyticsDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly policy: { readonly zone: string }
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

/** Figures over all players or some, each with the statement it came from. */
export function analyticsRoutes(deps: AnalyticsDependencies): AnyRoute[] {
  const { pool, clock, policy, dayOf } = deps
  const momentNow = (): Moment => ({
    zone: policy.zone,
    today: new Date(dayOf(clock.nowMs()) * DAY_MS).toISOString().slice(0, 10),
  })
  const told = (sql: string) => ({ zone: policy.zone, readAt: new Date(clock.nowMs()).toISOString(), sql })
  return [
    route({
      ...common,
      path: `${PATH}/retention`,
      summary: 'Who came back so many days after the registration, by cohort, and what they spent by then',
      query: retentionQuery,
      reply: retentionReply,
      handle: async ({ query }) => {
        const { rows, sql } = await findRetention(pool, query, momentNow())
        return accept({ ...told(sql), ages: [...RETENTION_AGES], rows })
      },
    }),
    route({
      ...common,
      path: `${PATH}/spend`,
      summary: 'What was spent by day, week or month, per active player and per one who paid',
      query: spendQuery,
      reply: spendReply,
      handle: async ({ query }) => {
        const { rows, sql } = await findSpend(pool, query, momentNow())
        return accept({ ...told(sql), rows })
      },
    }),
    route({
      ...common,
      path: `${PATH}/funnel`,
      summary: 'How far those came who registered: played, came back within a week, paid, paid again',
      query: funnelQuery,
      reply: funnelReply,
      handle: async ({ query }) => {
        const { rows, sql } = await findFunnel(pool, query, momentNow())
        return accept({ ...told(sql), steps: rows })
      },
    }),
    ...dayRoutes(pool, told),
    ...ANALYTICS_REPORTS.map((report) => exportRoute(deps, report, momentNow)),
    ...savedReportRoutes({ ...deps, momentNow, told }),
  ]
}

type Told = (sql: string) => { readonly zone: string; readonly readAt: string; readonly sql: string }

function dayRoutes(pool: Pool, told: Told): AnyRoute[] {
  return [
    route({
      ...common,
      path: `${PATH}/activity`,
      summary: 'Who was there by day, within a week and a month to it',
      query: featuresQuery,
      reply: activityReportReply,
      handle: async ({ query }) => {
        const { rows, sql } = await findActivityDays(pool, query)
        return accept({ ...told(sql), rows })
      },
    }),
    route({
      ...common,
      path: `${PATH}/features`,
      summary: 'Which games and parts of the apps were used, most first',
      query: featuresQuery,
      reply: featuresReply,
      handle: async ({ query }) => {
        const { rows, sql } = await findFeatures(pool, query)
        return accept({ ...told(sql), rows })
      },
    }),
  ]
}

function exportRoute({ pool, clock }: AnalyticsDependencies, report: AnalyticsReport, now: () => Moment): AnyRoute {
  return route({
    ...common,
    path: `${PATH}/${report}/export.csv`,
    summary: `The figures of ${report} as CSV`,
    query: REPORT_QUERIES[report],
    handle: async ({ principal, request, query }) => {
      const table = await TABLES[report](pool, query, now())
      const record = {
        action: 'analytics.export',
        targetType: 'analytics',
        targetId: report,
        reason: null,
        before: null,
      }
      await insertAudit(pool, { admin: principal, request }, { ...record, after: { ...query }, atMs: clock.nowMs() })
      return accept({ fileName: `${report}.csv`, contentType: 'text/csv', lines: csvOf(report, table) })
    },
  })
}
