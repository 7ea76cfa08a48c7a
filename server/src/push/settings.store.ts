import type { PushSettings } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

interface SettingsRow {
  revision: number
  cleanup_days: PushSettings['cleanupDays']
  fail_threshold: PushSettings['failThreshold']
  cleanup_inactive: boolean
  force_delete: boolean
}

/** How subscriptions are cleaned up; `forUpdate` holds it to the end of the transaction. */
export async function findSettings(via: Queryable, forUpdate = false): Promise<PushSettings> {
  const { rows } = await via.query<SettingsRow & Record<string, unknown>>(
    `select revision, cleanup_days, fail_threshold, cleanup_inactive, force_delete from push_settings
     ${forUpdate ? 'for update' : ''}`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('the settings of web push are missing')
  return {
    revision: row.revision,
    cleanupDays: row.cleanup_days,
    failThreshold: row.fail_threshold,
    cleanupInactive: row.cleanup_inactive,
    forceDelete: row.force_delete,
  }
}

export async function updateSettings(tx: Queryable, settings: Omit<PushSettings, 'revision'>): Promise<void> {
  await tx.query(
    `update push_settings set revision = revision + 1, cleanup_days = $1, fail_threshold = $2, cleanup_inactive = $3,
       force_delete = $4`,
    [settings.cleanupDays, settings.failThreshold, settings.cleanupInactive, settings.forceDelete],
  )
}
