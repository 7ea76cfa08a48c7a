import type { AdminPrincipal, RequestInfo } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'

/** Who acts, through which request. */
export interface AuditActor {
  readonly admin: AdminPrincipal
  readonly request: RequestInfo
}

export interface AuditRecord {
  readonly action: string
  readonly targetType: string
  readonly targetId: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  readonly atMs: number
}

/** Writes an audit entry in the transaction of the change it speaks of. */
export async function insertAudit(tx: Queryable, { admin, request }: AuditActor, record: AuditRecord): Promise<void> {
  await tx.query(
    `insert into admin_audit_logs (admin_id, admin_site_id, action, target_type, target_id, reason, before, after,
       address, request_id, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::bigint / 1000.0))`,
    [
      admin.adminId,
      admin.siteId,
      record.action,
      record.targetType,
      record.targetId,
      record.reason,
      record.before,
      record.after,
      request.address,
      request.id,
      record.atMs,
    ],
  )
}

export interface AuditFilter {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly action?: string | undefined
  readonly adminId?: number | undefined
  readonly targetId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

interface AuditRow {
  id: number
  admin_id: number
  admin_site_id: string
  action: string
  target_type: string
  target_id: string
  reason: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  address: string
  request_id: string
  occurred_at: Date
}

const WHERE = `where ($1::text is null or action = $1) and ($2::bigint is null or admin_id = $2)
  and ($3::text is null or target_id = $3) and ($4::timestamptz is null or occurred_at >= $4)
  and ($5::timestamptz is null or occurred_at < $5)`

export async function findAudit(pool: Pool, filter: AuditFilter) {
  const values = [
    filter.action ?? null,
    filter.adminId ?? null,
    filter.targetId ?? null,
    filter.from ?? null,
    filter.to ?? null,
  ]
  const { rows } = await pool.query<AuditRow>(
    `select * from admin_audit_logs ${WHERE} order by id ${filter.ascending ? 'asc' : 'desc'} limit $6 offset $7`,
    [...values, filter.perPage, (filter.page - 1) * filter.perPage],
  )
  const count = await pool.query<{ total: number }>(`select count(*) as total from admin_audit_logs ${WHERE}`, values)
  const entries = rows.map((row) => ({
    id: row.id,
    adminId: row.admin_id,
    adminSiteId: row.admin_site_id,
    action: row.action,
    targetType: row.target_type,
    targetId: row.target_id,
    reason: row.reason,
    before: row.before,
    after: row.after,
    address: row.address,
    requestId: row.request_id,
    occurredAt: row.occurred_at.toISOString(),
  }))
  return { entries, total: count.rows[0]?.total ?? 0 }
}
