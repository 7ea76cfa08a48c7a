import { type AlertReport, accept, alertReportReply, vaultReportsQuery } from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findConversion } from './reports.store.ts'

const PATH = '/api/admin/alerts/report'
const ACCESS = { permission: 'vaults:read' }
const CSV = [
  'date',
  'type',
  'sent',
  'clicked',
  'claimed',
  'claimRate',
] as const satisfies readonly (keyof AlertReport['days'][number])[]

async function* csvOf(rows: AlertReport['days']): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV)
  for (const row of rows) yield csvLine(CSV.map((column) => row[column]))
}

/** What came of the reminders; what becomes of the vaults themselves is told beside it, under `/api/admin/vaults/reports`. */
export function alertReportRoutes({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Reminders by day and kind: sent, clicked, and claimed within 24 hours',
      tag: 'admin',
      access: ACCESS,
      query: vaultReportsQuery,
      reply: alertReportReply,
      handle: async ({ query }) => {
        const readAt = new Date(clock.nowMs()).toISOString()
        return accept({ ...query, readAt, days: await findConversion(pool, query) })
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/export.csv`,
      summary: 'The same as CSV',
      tag: 'admin',
      access: ACCESS,
      query: vaultReportsQuery,
      handle: async ({ principal, request, query }) => {
        const rows = await findConversion(pool, query)
        const record = { action: 'alerts.export', targetType: 'alerts', targetId: 'report', reason: null, before: null }
        const after = { ...query }
        await insertAudit(pool, { admin: principal, request }, { ...record, after, atMs: clock.nowMs() })
        return accept({ fileName: 'alerts.csv', contentType: 'text/csv', lines: csvOf(rows) })
      },
    }),
  ]
}
