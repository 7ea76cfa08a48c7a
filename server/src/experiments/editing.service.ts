import { accept, type ExperimentActBody, type ExperimentBody, type Result, refuse } from '@casino-club/shared'
import { type AuditActor, insertAudit, systemActor } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findUnknownTargets } from '../segments/index.ts'
import type { Experiment } from './assign.rule.ts'
import { changeBy, type Judged, refuseOver, refuseSubject } from './change.rule.ts'
import {
  findRival,
  insertExperiment,
  lockExperiment,
  type WrittenVersion,
  writeExperiment,
} from './experiments.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
}

export interface DraftInput {
  readonly id: string
  readonly seenVersion: number | null
  readonly body: ExperimentBody
  readonly actor: AuditActor
}

type Edited = Result<true>

/** Refuses what could not be tried on anybody: by its end, or by segments that nobody will be in. */
async function refuseWhom(tx: Queryable, body: ExperimentBody, nowMs: number) {
  const over = refuseOver(body, nowMs)
  if (over) return over
  const unknown = await findUnknownTargets(tx, body.targeting.segments)
  return unknown.length > 0 ? refuse('SEGMENT_UNKNOWN', `there is no segment ${unknown.join(', ')}`) : undefined
}

/** Makes an experiment, or corrects one that has not begun; throws `Refused` where its id is taken. */
export function draftExperiment({ pool, clock }: EditingDependencies, input: DraftInput): Promise<Edited> {
  const { id, seenVersion, body, actor } = input
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx): Promise<Edited> => {
    const refused = refuseSubject(body) ?? (await refuseWhom(tx, body, nowMs))
    if (refused) return refused
    const { adminId } = actor.admin
    const written: WrittenVersion = { act: 'draft', phase: 'draft', body, winner: null, reason: '', adminId, nowMs }
    if (seenVersion === null) {
      // Its layer was written: that is taken back with it.
      if (!(await insertExperiment(tx, id, written))) {
        throw new Refused(refuse('CONFLICT', 'there is one of this id already'))
      }
    } else {
      const before = await lockExperiment(tx, id)
      if (before === undefined) return refuse('NOT_FOUND', 'no such experiment')
      if (before.version !== seenVersion) return refuse('CONFLICT', 'somebody else has changed this experiment')
      if (before.phase !== 'draft') return refuse('EXPERIMENT_PHASE', 'what has begun is not written anew')
      await writeExperiment(tx, before, written)
    }
    await audit(tx, actor, id, { ...written, reason: null })
    return accept(true as const)
  })
}

export interface ActInput {
  readonly id: string
  readonly act: ExperimentActBody
  readonly actor: AuditActor
  readonly judged: Judged
}

/** Starts, ramps, weighs, pauses, stops or decides an experiment that still is what its editor saw. */
export function actOn(
  { pool, bus, clock }: EditingDependencies,
  { id, act, actor, judged }: ActInput,
): Promise<Edited> {
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx): Promise<Edited> => {
    const before = await lockExperiment(tx, id)
    if (before === undefined) return refuse('NOT_FOUND', 'no such experiment')
    if (before.version !== act.seenVersion) return refuse('CONFLICT', 'somebody else has changed this experiment')
    const changed = changeBy(before, act, judged)
    if (!changed.ok) return changed
    if (act.act === 'start') {
      const refused = await refuseWhom(tx, before.body, nowMs)
      if (refused) return refused
      const rival = await findRival(tx, id, before.body.layer)
      if (rival !== undefined) return refuse('EXPERIMENT_LAYER_TAKEN', `${rival} takes some of the same players`)
    }
    const { adminId } = actor.admin
    const written: WrittenVersion = { ...changed.value, act: act.act, reason: act.reason, adminId, nowMs }
    await writeExperiment(tx, before, written)
    await audit(tx, actor, id, written)
    await bus.publish(tx, 'experiments', {})
    return accept(true as const)
  })
}

const SYSTEM = systemActor('experiments')

/** Stops an experiment that does harm, in the caller's transaction; false: it has ended by itself. */
export async function stopForHarm(
  tx: Queryable,
  { bus, nowMs, id, reason }: { bus: EditingDependencies['bus']; nowMs: number; id: string; reason: string },
): Promise<boolean> {
  const before: Experiment | undefined = await lockExperiment(tx, id)
  if (before === undefined || (before.phase !== 'running' && before.phase !== 'paused')) return false
  const { body } = before
  const written: WrittenVersion = {
    ...{ act: 'guardrail', phase: 'stopped', body, winner: null },
    reason,
    adminId: null,
    nowMs,
  }
  await writeExperiment(tx, before, written)
  await audit(tx, SYSTEM, id, written)
  await bus.publish(tx, 'experiments', {})
  return true
}

function audit(
  tx: Queryable,
  actor: AuditActor,
  id: string,
  { act, phase, body, winner, reason, nowMs }: Omit<WrittenVersion, 'reason' | 'adminId'> & { reason: string | null },
): Promise<void> {
  const target = { targetType: 'experiment', targetId: id, atMs: nowMs }
  return insertAudit(tx, actor, {
    ...target,
    action: `experiments.${act}`,
    reason,
    before: null,
    after: { phase, winner, body },
  })
}
