import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type AuditActor, insertAudit } from './audit.store.ts'

/** Writes what an admin did to his own second factor into the audit log. */
export function auditSecondFactor(clock: Clock): (tx: Queryable, actor: AuditActor, action: string) => Promise<void> {
  return (tx, actor, action) =>
    insertAudit(tx, actor, {
      action,
      targetType: 'admin',
      targetId: String(actor.admin.adminId),
      reason: null,
      before: null,
      after: null,
      atMs: clock.nowMs(),
    })
}
