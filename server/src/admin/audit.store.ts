import type { AuditEntry } from '@casino-club/shared'
import { And, type DataSource, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm'
import type { RequestInfo } from '../platform/http/route.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { AuditEntity, type AuditRow } from './admin.entity.ts'

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

/** The same for many at once, in their order. */
export async function insertAudits(
  tx: Queryable,
  { admin, request }: AuditActor,
  records: readonly AuditRecord[],
): Promise<void> {
  await tx.query(
    `insert into admin_audit_logs (admin_id, admin_site_id, action, target_type, target_id, reason, before, after,
       address, request_id, occurred_at)
     select $1, $2, r.action, r."targetType", r."targetId", r.reason, r.before, r.after, $3, $4,
       to_timestamp(r."atMs" / 1000.0)
     from jsonb_to_recordset($5::jsonb) as r(action text, "targetType" text, "targetId" text, reason text, before jsonb,
       after jsonb, "atMs" bigint)`,
    [admin.adminId, admin.siteId, request.address, request.id, JSON.stringify(records)],
  )
}

/** Who did one thing to a target, oldest first; the newest hundred. */
export async function findActs(
  via: Queryable,
  { action, targetType, targetId }: Pick<AuditRecord, 'action' | 'targetType' | 'targetId'>,
): Promise<{ at: string; admin: string }[]> {
  const { rows } = await via.query<{ occurred_at: Date; admin_site_id: string }>(
    `select occurred_at, admin_site_id from admin_audit_logs
     where target_type = $1 and target_id = $2 and action = $3 order by id desc limit 100`,
    [targetType, targetId, action],
  )
  return rows
    .reverse()
    .map(({ occurred_at, admin_site_id }) => ({ at: occurred_at.toISOString(), admin: admin_site_id }))
}

export interface AuditFilter {
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  readonly action?: string | undefined
  readonly adminId?: number | undefined
  readonly targetType?: string | undefined
  readonly targetId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

type AuditWhere = Omit<AuditFilter, 'page' | 'perPage' | 'ascending'>

function whereOf({ action, adminId, targetType, targetId, from, to }: AuditWhere) {
  return {
    ...(action !== undefined && { action }),
    ...(adminId !== undefined && { adminId }),
    ...(targetType !== undefined && { targetType }),
    ...(targetId !== undefined && { targetId }),
    ...(from !== undefined || to !== undefined
      ? { occurredAt: And(MoreThanOrEqual(new Date(from ?? 0)), LessThan(new Date(to ?? '9999-12-31'))) }
      : {}),
  }
}

const toEntry = (row: AuditRow): AuditEntry => ({ ...row, occurredAt: row.occurredAt.toISOString() })

const EXPORT_CHUNK = 1_000

/** Every entry that fits, oldest first, read in chunks so that the memory stays small. */
export async function* eachAudit(orm: DataSource, filter: AuditWhere): AsyncIterable<AuditEntry> {
  for (let after = 0; ; ) {
    const rows = await orm.getRepository(AuditEntity).find({
      where: { ...whereOf(filter), id: MoreThan(after) },
      order: { id: 'ASC' },
      take: EXPORT_CHUNK,
    })
    yield* rows.map(toEntry)
    const last = rows.at(-1)
    if (last === undefined || rows.length < EXPORT_CHUNK) return
    after = last.id
  }
}

/** A page of the audit log, and how many entries fit the filter. */
export async function findAudit(
  orm: DataSource,
  filter: AuditFilter,
): Promise<{ entries: AuditEntry[]; total: number }> {
  const [rows, total] = await orm.getRepository(AuditEntity).findAndCount({
    where: whereOf(filter),
    order: { id: filter.ascending ? 'ASC' : 'DESC' },
    take: filter.perPage,
    skip: (filter.page - 1) * filter.perPage,
  })
  return { entries: rows.map(toEntry), total }
}
