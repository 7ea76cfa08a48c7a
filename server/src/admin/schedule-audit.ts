import type { AuditStep } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AuditActor, insertAudit, systemActor } from './audit.store.ts'

/** Writes the steps of planned tables into the audit log: those an admin takes as his, those of the time as the club's. */
export function auditSchedule(clock: Clock, actor: AuditActor = systemActor('odds-schedule'), why?: string): AuditStep {
  return async (tx, { step, plan, back }) => {
    const { game, version, hash, publishAt, retireAt, status, createdBy, replacedVersion, refusal, reason } = plan
    await insertAudit(tx, actor, {
      action: `odds-tables.plan-${step}`,
      targetType: 'odds-table',
      targetId: `${game}-${version}`,
      reason: why ?? reason,
      before: null,
      after: {
        hash,
        publishAt: publishAt.toISOString(),
        retireAt: retireAt?.toISOString() ?? null,
        plan: status,
        plannedBy: createdBy,
        ...(replacedVersion !== null && { replacedVersion }),
        ...(refusal !== null && { refusal }),
        ...(back !== undefined && { backAs: back?.version ?? null }),
      },
      atMs: clock.nowMs(),
    })
  }
}
