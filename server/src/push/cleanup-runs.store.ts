import type { PushCleanupCounts, PushCleanupOrder, PushCleanupRun } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

export interface NewRun {
  /** Null: by the timetable. */
  readonly adminId: number | null
  readonly nowMs: number
  readonly order: PushCleanupOrder
  readonly counts: PushCleanupCounts
}

export async function insertRun(tx: Queryable, { adminId, nowMs, order, counts }: NewRun): Promise<void> {
  const { stats } = counts
  await tx.query(
    `insert into push_cleanup_runs (admin_id, ran_at, orders, total_checked, valid_count, cleaned_count,
       fail_count_cleaned, inactive_cleaned, expired_cleaned, force_deleted, old_soft_deleted_cleaned)
     values ($1, ${at('$2')}, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      adminId,
      nowMs,
      order,
      counts.totalChecked,
      counts.validCount,
      counts.cleanedCount,
      stats.failCountCleaned,
      stats.inactiveCleaned,
      stats.expiredCleaned,
      stats.forceDeleted,
      stats.oldSoftDeletedCleaned,
    ],
  )
}

interface RunRow {
  id: number
  ran_at: Date
  admin: string | null
  orders: PushCleanupOrder
  total_checked: number
  valid_count: number
  cleaned_count: number
  fail_count_cleaned: number
  inactive_cleaned: number
  expired_cleaned: number
  force_deleted: number
  old_soft_deleted_cleaned: number
  total: number
}

/** A page of the clean-ups there were, the newest first unless told otherwise. */
export async function findRuns(
  via: Queryable,
  { page, perPage, ascending }: { readonly page: number; readonly perPage: number; readonly ascending: boolean },
): Promise<{ runs: PushCleanupRun[]; total: number }> {
  const direction = ascending ? 'asc' : 'desc'
  const { rows } = await via.query<RunRow & Record<string, unknown>>(
    `select r.*, a.site_id as admin from push_cleanup_runs r left join admin_users a on a.id = r.admin_id
     order by r.ran_at ${direction}, r.id ${direction} limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>('select count(*) as total from push_cleanup_runs')
  return { runs: rows.map(toRun), total: counted.rows[0]?.total ?? 0 }
}

const toRun = (row: RunRow): PushCleanupRun => ({
  id: row.id,
  ranAt: row.ran_at.toISOString(),
  admin: row.admin,
  order: row.orders,
  counts: {
    cleanedCount: row.cleaned_count,
    validCount: row.valid_count,
    totalChecked: row.total_checked,
    stats: {
      failCountCleaned: row.fail_count_cleaned,
      inactiveCleaned: row.inactive_cleaned,
      expiredCleaned: row.expired_cleaned,
      forceDeleted: row.force_deleted,
      oldSoftDeletedCleaned: row.old_soft_deleted_cleaned,
    },
  },
})
