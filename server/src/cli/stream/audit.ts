import { insertAudit, systemActor } from '../../admin/index.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'

/** What an operator does to the stream. */
export interface StreamAct {
  readonly action: 'stream.drop' | 'stream.redrive' | 'stream.rebuild'
  readonly targetType: 'stream-reader' | 'dead-letter'
  readonly targetId: string
  readonly after: Record<string, unknown>
}

/** Writes an act of an operator into the audit log. */
export const auditStream = (tx: Queryable, act: StreamAct): Promise<void> =>
  insertAudit(tx, systemActor('npm run stream'), { ...act, reason: null, before: null, atMs: systemClock.nowMs() })
