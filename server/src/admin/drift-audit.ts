import type { DriftStop } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { insertAudit, systemActor } from './audit.store.ts'

/** Writes a stop into the audit log with the figures that led to it; nobody but the club itself has acted. */
export function auditDriftStop(clock: Clock): (tx: Queryable, stop: DriftStop) => Promise<void> {
  return async (tx, { check, table }) => {
    const { kind, look, draws, chiSquare, degrees, pValue, threshold } = check
    await insertAudit(tx, systemActor('drift-watch'), {
      action: 'odds-tables.stop',
      targetType: 'odds-table',
      targetId: `${table.game}-${table.version}`,
      reason: null,
      before: { status: 'published', hash: table.hash },
      after: {
        status: table.status,
        hash: table.hash,
        drift: { kind, look, draws, chiSquare, degrees, pValue, threshold },
      },
      atMs: clock.nowMs(),
    })
  }
}
