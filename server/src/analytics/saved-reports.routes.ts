import {
  accept,
  queryOfAsk,
  refuse,
  type SavedReport,
  savedReportBody,
  savedReportDeleteBody,
  savedReportDeletedReply,
  savedReportParams,
  savedReportRunReply,
  savedReportSchema,
  savedReportsQuery,
  savedReportsReply,
  savedReportUpdateBody,
} from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import { type AdminPrincipal, type AnyRoute, type RequestInfo, route } from '../platform/http/route.ts'
import type { Moment } from './figures.store.ts'
import { type SavedReportDependencies, SavedReports } from './saved-reports.service.ts'
import { findSavedReport, findSavedReports } from './saved-reports.store.ts'
import { COLUMNS, csvOf, TABLES } from './tables.ts'

const TAG = 'admin'
const PATH = '/api/admin/saved-reports'
const READ = { permission: 'analytics:read' }
const SAVE = { permission: 'analytics:save' }

interface Dependencies extends SavedReportDependencies {
  readonly momentNow: () => Moment
  readonly told: (sql: string) => { readonly zone: string; readonly readAt: string; readonly sql: string }
}
interface Asked {
  readonly principal: AdminPrincipal
  readonly request: RequestInfo
}
const saverOf = ({ principal, request }: Asked) => ({ admin: principal, request })
const NO_SUCH = refuse('NOT_FOUND', 'no such report')

/** Questions to the figures that were kept under a name: shared ones, and each admin's own. */
export function savedReportRoutes(deps: Dependencies): AnyRoute[] {
  return [...readRoutes(deps), ...runRoutes(deps), ...writeRoutes(new SavedReports(deps))]
}

function readRoutes({ pool }: Dependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Saved reports, shared ones and one’s own, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: savedReportsQuery,
      reply: savedReportsReply,
      handle: async ({ principal: { adminId }, query, total }) => {
        const ascending = query.order.toUpperCase() === 'ASC'
        const found = await findSavedReports(pool, { ...query, adminId, ascending })
        total(found.total)
        return accept(found.reports)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One saved report',
      tag: TAG,
      access: READ,
      params: savedReportParams,
      reply: savedReportSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { adminId }, params: { id } }) => {
        const report = await findSavedReport(pool, id, adminId)
        return report ? accept(report) : NO_SUCH
      },
    }),
  ]
}

function runRoutes(deps: Dependencies): AnyRoute[] {
  const { pool, clock, momentNow, told } = deps
  const run = async ({ report, ask }: SavedReport) => {
    const query = queryOfAsk(ask, momentNow().today)
    return { query, table: await TABLES[report](pool, query, momentNow()) }
  }
  return [
    route({
      method: 'get',
      path: `${PATH}/:id/run`,
      summary: 'What a saved report says now',
      tag: TAG,
      access: READ,
      params: savedReportParams,
      reply: savedReportRunReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { adminId }, params: { id } }) => {
        const report = await findSavedReport(pool, id, adminId)
        if (report === undefined) return NO_SUCH
        const { query, table } = await run(report)
        const columns = [...COLUMNS[report.report]]
        const rows = table.rows.map((row) => columns.map((column) => row[column] ?? null))
        return accept({ ...told(table.sql), report, query, columns, rows })
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/export.csv`,
      summary: 'What a saved report says now, as CSV',
      tag: TAG,
      access: READ,
      params: savedReportParams,
      reasons: ['NOT_FOUND'],
      handle: async (asked) => {
        const report = await findSavedReport(pool, asked.params.id, asked.principal.adminId)
        if (report === undefined) return NO_SUCH
        const { query, table } = await run(report)
        await insertAudit(pool, saverOf(asked), {
          ...{ action: 'saved-reports.export', targetType: 'saved-report', targetId: String(report.id) },
          ...{ reason: null, before: null, after: { report: report.report, ...query }, atMs: clock.nowMs() },
        })
        return accept({ fileName: `${report.report}.csv`, contentType: 'text/csv', lines: csvOf(report.report, table) })
      },
    }),
  ]
}

function writeRoutes(saved: SavedReports): AnyRoute[] {
  const common = { tag: TAG, access: SAVE } as const
  return [
    route({
      ...common,
      method: 'post',
      path: PATH,
      summary: 'Saves a report under a name',
      body: savedReportBody,
      reply: savedReportSchema,
      reasons: ['CONFLICT', 'NOT_FOUND'],
      handle: (asked) => saved.create(asked.body, saverOf(asked)),
    }),
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:id`,
      summary: 'Changes a saved report',
      params: savedReportParams,
      body: savedReportUpdateBody,
      reply: savedReportSchema,
      reasons: ['CONFLICT', 'NOT_FOUND'],
      handle: (asked) => saved.update(asked.params.id, asked.body.seenRevision, asked.body.body, saverOf(asked)),
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:id/delete`,
      summary: 'Deletes a saved report',
      params: savedReportParams,
      body: savedReportDeleteBody,
      reply: savedReportDeletedReply,
      reasons: ['CONFLICT', 'NOT_FOUND'],
      handle: async (asked) => {
        const done = await saved.delete(asked.params.id, asked.body.seenRevision, saverOf(asked))
        return done.ok ? accept({ ok: true as const }) : done
      },
    }),
  ]
}
