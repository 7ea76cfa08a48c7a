import type { Erased } from '../own-data/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { insertAudit, systemActor } from './audit.store.ts'

/** Writes an erasure into the audit log; it names the account by its number alone. */
export function auditErasure(clock: Clock): (tx: Queryable, erased: Erased) => Promise<void> {
  return (tx, { userId, requestedAt }) =>
    insertAudit(tx, systemActor('erasure'), {
      action: 'players.erase',
      targetType: 'player',
      targetId: String(userId),
      reason: null,
      before: null,
      after: { requestedAt: requestedAt.toISOString() },
      atMs: clock.nowMs(),
    })
}
