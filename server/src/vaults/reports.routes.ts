import { accept, type VaultReports, vaultReportsQuery, vaultReportsReply } from '@casino-club/shared'
import { insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findAttendance, findDeposits, findEndings, findFunnel } from './reports.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/vaults/reports'
const ACCESS = { permission: 'vaults:read' }

const CSV = [
  'date',
  'type',
  'claimed',
  'claimedCoins',
  'expired',
  'expiredCoins',
] as const satisfies readonly (keyof VaultReports['endings'][number])[]

async function* csvOf(rows: VaultReports['endings']): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CSV)
  for (const row of rows) yield csvLine(CSV.map((column) => row[column]))
}

/** What becomes of the vaults: how they stand, how they ended, and how far those have come whose vaults are open. */
export function vaultReportRoutes(pool: Pool, clock: Clock): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Funnel and ends of the vaults in a time, and how far players have come in those that are open now',
      tag: TAG,
      access: ACCESS,
      query: vaultReportsQuery,
      reply: vaultReportsReply,
      handle: async ({ query }) => {
        const nowMs = clock.nowMs()
        const [funnel, endings, attendance, deposits] = await Promise.all([
          findFunnel(pool, query),
          findEndings(pool, query),
          findAttendance(pool, nowMs),
          findDeposits(pool, nowMs),
        ])
        return accept({ ...query, readAt: new Date(nowMs).toISOString(), funnel, endings, attendance, deposits })
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/export.csv`,
      summary: 'The ends of the vaults in a time, day by day, as CSV',
      tag: TAG,
      access: ACCESS,
      query: vaultReportsQuery,
      handle: async ({ principal, request, query }) => {
        const rows = await findEndings(pool, query)
        await insertAudit(
          pool,
          { admin: principal, request },
          {
            action: 'vaults.export',
            targetType: 'vaults',
            targetId: 'reports',
            reason: null,
            before: null,
            after: { ...query },
            atMs: clock.nowMs(),
          },
        )
        return accept({ fileName: 'vaults.csv', contentType: 'text/csv', lines: csvOf(rows) })
      },
    }),
  ]
}
