import type { SavedReport, SavedReportBody } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import { type Queryable, sqlState } from '../platform/postgres/pool.ts'

type Row = Omit<SavedReport, 'madeAt' | 'changedAt'> & { readonly madeAt: Date; readonly changedAt: Date }
const toReport = ({ madeAt, changedAt, ...row }: Row): SavedReport => ({
  ...row,
  madeAt: madeAt.toISOString(),
  changedAt: changedAt.toISOString(),
})

const REPORTS = `select r.id, r.name, r.description, r.report, r.ask, r.shared, m.site_id as "madeBy", r.made_at as "madeAt",
  c.site_id as "changedBy", r.changed_at as "changedAt", r.revision
from saved_reports r join admin_users m on m.id = r.made_by join admin_users c on c.id = r.changed_by`
/** What an admin sees: shared ones and his own. */
const HIS = '(r.shared or r.made_by = $1)'
const ORDER = { name: 'lower(r.name)', changedAt: 'r.changed_at' } as const

export interface SavedReportPage {
  readonly adminId: number
  readonly report?: string | undefined
  readonly whose?: 'shared' | 'own' | undefined
  readonly q?: string | undefined
  readonly sort: keyof typeof ORDER
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of what an admin sees, and how many fit the filter. */
export async function findSavedReports(
  via: Queryable,
  asked: SavedReportPage,
): Promise<{ reports: SavedReport[]; total: number }> {
  const { adminId, report = null, whose = null, q, sort, ascending, page, perPage } = asked
  const fits = `where ${HIS} and ($2::text is null or r.report = $2)
    and ($3::text is null or r.shared = ($3 = 'shared'))
    and ($4::text is null or strpos(lower(r.name), $4) > 0 or strpos(lower(r.description), $4) > 0)`
  const values = [adminId, report, whose, q?.toLowerCase() || null]
  const counted = await via.query<{ total: number }>(`select count(*) as total from saved_reports r ${fits}`, values)
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${REPORTS} ${fits} order by ${ORDER[sort]} ${ascending ? 'asc' : 'desc'}, r.id limit $5 offset $6`,
    [...values, perPage, (page - 1) * perPage],
  )
  return { reports: rows.map(toReport), total: counted.rows[0]?.total ?? 0 }
}

/** One that an admin sees; `lock`: nobody else changes it until the transaction ends. */
export async function findSavedReport(
  via: Queryable,
  id: number,
  adminId: number,
  lock = false,
): Promise<SavedReport | undefined> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${REPORTS} where ${HIS} and r.id = $2 ${lock ? 'for no key update of r' : ''}`,
    [adminId, id],
  )
  return rows[0] && toReport(rows[0])
}

export async function countSavedBy(tx: Queryable, adminId: number): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`saved-reports:${adminId}`])
  const { rows } = await tx.query<{ saved: number }>('select count(*) as saved from saved_reports where made_by = $1', [
    adminId,
  ])
  return rows[0]?.saved ?? 0
}

export interface Saving {
  readonly body: SavedReportBody
  readonly adminId: number
  readonly nowMs: number
}

const UNIQUE_VIOLATION = '23505'
/** Undefined: the name is taken. */
const orTaken = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return undefined
    throw error
  }
}

/** Gives its id; undefined: there is one of this name, and the transaction is over. */
export async function insertSavedReport(tx: Queryable, { body, adminId, nowMs }: Saving): Promise<number | undefined> {
  const { name, description, report, ask, shared } = body
  const written = await orTaken(
    tx.query<{ id: number }>(
      `insert into saved_reports (name, description, report, ask, shared, made_by, made_at, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, ${at('$7')}, $6, ${at('$7')}) returning id`,
      [name, description, report, JSON.stringify(ask), shared, adminId, nowMs],
    ),
  )
  return written?.rows[0]?.id
}

/** False: there is one of this name, and the transaction is over. */
export async function updateSavedReport(tx: Queryable, id: number, saving: Saving): Promise<boolean> {
  const { name, description, report, ask, shared } = saving.body
  const written = await orTaken(
    tx.query(
      `update saved_reports set name = $2, description = $3, report = $4, ask = $5, shared = $6, changed_by = $7,
         changed_at = ${at('$8')}, revision = revision + 1 where id = $1`,
      [id, name, description, report, JSON.stringify(ask), shared, saving.adminId, saving.nowMs],
    ),
  )
  return written !== undefined
}

export async function deleteSavedReport(tx: Queryable, id: number): Promise<void> {
  await tx.query('delete from saved_reports where id = $1', [id])
}
