import { findBadPass } from '../battlepass/index.ts'
import type { AuditChecks } from '../books/index.ts'
import { findBadNotificationEvent } from '../notify/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { bookChecks as roundChecks } from '../rounds/index.ts'
import { findBadPurchase } from '../shop/index.ts'
import { findBadStreak } from '../streaks/index.ts'
import { findBadVault } from '../vaults/index.ts'

/** Everything that the audit asks of those who know; reads every table, seed and round first. */
export async function bookChecks(via: Queryable): Promise<AuditChecks> {
  return {
    ...(await roundChecks(via)),
    rows: [findBadPurchase, findBadVault, findBadStreak, findBadPass, findBadNotificationEvent],
  }
}
