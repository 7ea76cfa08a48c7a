import {
  type AuditEntry,
  accept,
  adminAuditQuery,
  adminAuditReply,
  auditChainReply,
  auditExportQuery,
} from '@casino-club/shared'
import { proveAuditChain } from '../books/index.ts'
import type { Clock } from '../platform/clock.ts'
import { CSV_BOM, csvLine } from '../platform/http/csv.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Orm } from '../platform/postgres/orm.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type AuditFilter, eachAudit, findAudit, insertAudit } from './audit.store.ts'

const TAG = 'admin'

export interface AuditLogDependencies {
  readonly pool: Pool
  readonly orm: Orm
  readonly clock: Clock
}

/** Who did what: read, taken along, and proved. */
export function auditLogRoutes(deps: AuditLogDependencies): AnyRoute[] {
  return [listRoute(deps), chainRoute(deps), exportRoute(deps)]
}

function listRoute({ orm }: AuditLogDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/audit-logs',
    summary: 'Who did what, newest first',
    tag: TAG,
    access: { permission: 'audit-logs:read' },
    query: adminAuditQuery,
    reply: adminAuditReply,
    handle: async ({ query, total }) => {
      const found = await findAudit(orm, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
      total(found.total)
      return accept(found.entries)
    },
  })
}

function chainRoute({ pool }: AuditLogDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/audit-logs/chain',
    summary: 'Proves that no entry was changed, taken out or put in between; gives the head of the chain',
    tag: TAG,
    access: { permission: 'audit-logs:read' },
    reply: auditChainReply,
    handle: async () => accept(await proveAuditChain(pool)),
  })
}

const COLUMNS = [
  'id',
  'occurredAt',
  'adminId',
  'adminSiteId',
  'action',
  'targetType',
  'targetId',
  'reason',
  'before',
  'after',
  'address',
  'requestId',
] as const satisfies (keyof AuditEntry)[]

async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncIterable<string> {
  yield CSV_BOM + csvLine(COLUMNS)
  for await (const entry of entries) {
    yield csvLine(
      COLUMNS.map((column) => {
        const value = entry[column]
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
      }),
    )
  }
}

async function* auditLines(entries: AsyncIterable<AuditEntry>): AsyncIterable<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`
}

function exportRoute({ pool, orm, clock }: AuditLogDependencies): AnyRoute {
  return route({
    method: 'get',
    path: '/api/admin/audit-logs/export',
    summary: 'The filtered log, oldest first, as CSV or as a JSON document a line; audited itself',
    tag: TAG,
    access: { permission: 'audit-logs:export' },
    stepUp: true,
    query: auditExportQuery,
    handle: async ({ principal, query: { format, ...filter }, request }) => {
      const record = { targetType: 'audit-logs', targetId: 'all', reason: null, before: null, atMs: clock.nowMs() }
      await insertAudit(
        pool,
        { admin: principal, request },
        { ...record, action: 'audit-logs.export', after: { format, ...filter } },
      )
      const entries = eachAudit(orm, filter satisfies Omit<AuditFilter, 'page' | 'perPage' | 'ascending'>)
      return format === 'csv'
        ? accept({ fileName: 'audit-logs.csv', contentType: 'text/csv', lines: auditCsv(entries) })
        : accept({ fileName: 'audit-logs.jsonl', contentType: 'application/jsonl', lines: auditLines(entries) })
    },
  })
}
