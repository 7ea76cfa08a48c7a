import { STANDARD_SLOT_TABLE } from '@casino-club/shared'
import type { SlotTables } from '../games/index.ts'
import { ensureDefaultInvite, findAdmin, hashPassword, upsertOwner } from '../identity/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'

export const FIRST_ADMIN = 'admin'

export interface ContentOptions {
  readonly inviteCode: string
  readonly adminPassword: string
  /** A password the operator set is set at every start; a made one only once, so that it may be changed later. */
  readonly adminPasswordIsSet: boolean
}

/** What an empty club needs to be entered: an invite code, a slot table in force, and an admin. */
export async function ensureContent(
  pool: Pool,
  slotTables: SlotTables,
  clock: Clock,
  options: ContentOptions,
): Promise<void> {
  const nowMs = clock.nowMs()
  await ensureDefaultInvite(pool, options.inviteCode, nowMs)
  if (options.adminPasswordIsSet || (await findAdmin(pool, { siteId: FIRST_ADMIN })) === undefined) {
    await upsertOwner(pool, FIRST_ADMIN, await hashPassword(options.adminPassword), nowMs)
  }
  // Processes that open an empty club together open it once.
  await inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('first-slot-table'))`)
    await ensureSlotTable(slotTables)
  })
}

async function ensureSlotTable(slotTables: SlotTables): Promise<void> {
  if ((await slotTables.list()).length > 0) return
  const drafted = await slotTables.draft(STANDARD_SLOT_TABLE, 'The slot the club opens with.')
  if (!drafted.ok) throw new Error(`the first slot table is wrong: ${drafted.message}`)
  const published = await slotTables.publish(drafted.value)
  if (!published.ok) throw new Error(`the first slot table cannot be published: ${published.message}`)
}
