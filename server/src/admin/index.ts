/**
 * What the people who run the club see and do.
 * Invariants: every change is decided by a permission on the server and audited in its own transaction.
 */
export { adminAccessRoutes } from './access.routes.ts'
export { accountStateRoutes } from './account-state.routes.ts'
export { ADMIN_ENTITIES } from './admin.entity.ts'
export { adminRoutes } from './admin.routes.ts'
export { adminsRoutes } from './admins.routes.ts'
export { type AuditActor, insertAudit, systemActor } from './audit.store.ts'
export { auditLogRoutes } from './audit-log.routes.ts'
export { Dashboard } from './dashboard.service.ts'
export { auditDriftStop } from './drift-audit.ts'
export { auditErasure } from './erasure-audit.ts'
export { needsFreshProof } from './fresh-proof.ts'
export { inviteRoutes } from './invites.routes.ts'
export { noteRoutes } from './notes.routes.ts'
export { oddsRoutes } from './odds.routes.ts'
export { roleMay } from './permissions.ts'
export { playerRoutes } from './players.routes.ts'
export { playsRoutes } from './plays.routes.ts'
export { adminSafePlayRoutes } from './safe-play.routes.ts'
export { scheduleRoutes } from './schedule.routes.ts'
export { auditSchedule } from './schedule-audit.ts'
