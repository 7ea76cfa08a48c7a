/**
 * Vaults: coins that wait for a player until he has done something for them, or until their time is over.
 * Invariants: a vault goes LOCKED, UNLOCKED, CLAIMED or EXPIRED and never back, each step by one event of its player in the
 * same transaction; what was agreed when it was opened stays; a claim pays once, and only before its end; a deposit and a day
 * of attendance count once.
 */

export { attendedDay, CLUB_ZONE, localDateOf } from './attendance.rule.ts'
export { vaultReportRoutes } from './reports.routes.ts'
export { vaultExpiryJob, vaultSnapshotJob } from './vault.jobs.ts'
export { claimRule } from './vault.rules.ts'
export { findBadVault } from './vault-checks.store.ts'
export { VaultKeeper } from './vault-keeper.ts'
export { vaultRoutes } from './vaults.routes.ts'
export { Vaults } from './vaults.service.ts'
export { endVaults, openFirstVaults } from './vaults.store.ts'
export { adminVaultRoutes } from './vaults-admin.routes.ts'
