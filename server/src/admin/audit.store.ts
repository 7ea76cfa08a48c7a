import { And, type DataSource, LessThan, MoreThanOrEqual } from 'typeorm'
import type { RequestInfo } from '../platform/http/route.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { AuditEntity } from './admin.entity.ts'

/** Who acts, through which request; without an id it is the club itself. */
export interface AuditActor {
  readonly admin: { readonly adminId: number | null; readonly siteId: string }
  readonly request: Pick<RequestInfo, 'address' | 'id'>
}

/** The club itself, by the part of it that acts. */
export const systemActor = (part: string): AuditActor => ({
  admin: { adminId: null, siteId: 'system' },
  request: { address: 'system', id: part },
})

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

/** A page of the audit log, and how many entries fit the filter. */
export async function findAudit(orm: DataSource, filter: AuditFilter) {
  const { action, adminId, targetId, from, to } = filter
  const [rows, total] = await orm.getRepository(AuditEntity).findAndCount({
    where: {
      ...(action !== undefined && { action }),
      ...(adminId !== undefined && { adminId }),
      ...(targetId !== undefined && { targetId }),
      ...(from !== undefined || to !== undefined
        ? { occurredAt: And(MoreThanOrEqual(new Date(from ?? 0)), LessThan(new Date(to ?? '9999-12-31'))) }
        : {}),
    },
    order: { id: filter.ascending ? 'ASC' : 'DESC' },
    take: filter.perPage,
    skip: (filter.page - 1) * filter.perPage,
  })
  return { entries: rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })), total }
}
