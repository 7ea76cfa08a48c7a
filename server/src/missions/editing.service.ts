import {
  accept,
  type MissionBody,
  type MissionPeriod,
  type Refusal,
  type Result,
  refuse,
  totalOf,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findUnknownTargets } from '../segments/index.ts'
import { countRevision, findDraft, insertMission, lockMission, publishDraft, writeDraft } from './editing.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: {
    /** Whether these items may be granted; the answer holds until the transaction ends. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
  }
}

export type EditRefusal = 'NOT_FOUND' | 'CONFLICT' | 'NOTHING_TO_CHANGE' | 'ITEM_UNKNOWN' | 'SEGMENT_UNKNOWN'
/** The mission's id. */
export type Edited = Result<string, EditRefusal>

interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown>
}

/** Writes missions: drafts that anybody may correct, and published versions that never change. */
export class MissionEditing {
  private readonly deps: EditingDependencies

  constructor(deps: EditingDependencies) {
    this.deps = deps
  }

  /** A mission with its first draft. */
  async create(id: string, period: MissionPeriod, body: MissionBody, actor: AuditActor): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx) => {
      if (!(await insertMission(tx, id, period, nowMs))) return refuse('CONFLICT', `there is a mission ${id} already`)
      const version = await writeDraft(tx, id, body, nowMs)
      const after = { period, version, ...body }
      await this.audit(tx, id, actor, { action: 'missions.create', reason: null, before: null, after })
      return accept(id)
    })
  }

  /** Corrects the draft of a mission, or begins its next one. */
  async draft(id: string, seenRevision: number, body: MissionBody, actor: AuditActor): Promise<Edited> {
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const before = await findDraft(tx, id)
      const version = await writeDraft(tx, id, body, nowMs)
      return accept({
        action: 'missions.draft',
        reason: null,
        before: before ? { version: before.version, ...before.body } : null,
        after: { version, ...body },
      })
    })
  }

  /** The draft is in force at once. Who has begun the mission in a window goes on with what he began with. */
  async publish(id: string, seenRevision: number, reason: string, actor: AuditActor): Promise<Edited> {
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const draft = await findDraft(tx, id)
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      const refused = await this.deps.catalogue.refuseGrants(tx, [...totalOf(draft.body.rewards).items.keys()])
      if (refused) return refused
      const unknown = await findUnknownTargets(tx, draft.body.segments ?? [])
      if (unknown.length > 0) return refuse('SEGMENT_UNKNOWN', `there is no segment ${unknown.join(', ')}`)
      await publishDraft(tx, id, nowMs)
      const after = { version: draft.version, ...draft.body }
      return accept({ action: 'missions.publish', reason, before: null, after })
    })
  }

  private async changing(
    id: string,
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, nowMs: number) => Promise<Result<Change, EditRefusal>>,
  ): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx) => {
      const revision = await lockMission(tx, id)
      if (revision === undefined) return refuse('NOT_FOUND', 'no such mission')
      if (revision !== seenRevision) return refuse('CONFLICT', 'somebody else has changed this mission')
      const change = await work(tx, nowMs)
      if (!change.ok) return change
      await countRevision(tx, id, nowMs)
      await this.audit(tx, id, actor, change.value)
      return accept(id)
    })
  }

  private audit(tx: Queryable, id: string, actor: AuditActor, change: Change): Promise<void> {
    const record = { ...change, targetType: 'mission', targetId: id, atMs: this.deps.clock.nowMs() }
    return insertAudit(tx, actor, record)
  }
}
