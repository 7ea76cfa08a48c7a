import { accept, type PassBody, type Refusal, type Result, refuse, totalOf } from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import {
  countRevision,
  findDraft,
  insertSeason,
  isTaken,
  type LockedSeason,
  lockSeason,
  lockWindows,
  publishDraft,
  writeDraft,
} from './seasons.store.ts'

export interface SeasonEditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: {
    /** Whether these items may be granted; the answer holds until the transaction ends. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal<'ITEM_UNKNOWN'> | undefined>
  }
}

export type EditRefusal =
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'NOTHING_TO_CHANGE'
  | 'ITEM_UNKNOWN'
  | 'SEASON_FIXED'
  | 'SEASON_OVERLAPS'
  | 'SEASON_TOO_SOON'
/** The season's id. */
export type Edited = Result<string, EditRefusal>

interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown>
}

/** So long before its beginning a season is in force for every process, whatever their clocks say. */
const LEAD_MS = 60_000
const FIXED = refuse('SEASON_FIXED', 'the season has begun: what it promised holds')

const rewardsIn = ({ levels }: PassBody) => levels.flatMap(({ free, paid }) => [...free, ...paid])

/** Writes seasons: drafts that anybody may correct, published versions that never change, and none once it has begun. */
export class SeasonEditing {
  private readonly deps: SeasonEditingDependencies

  constructor(deps: SeasonEditingDependencies) {
    this.deps = deps
  }

  /** A season with its first draft. */
  async create(id: string, body: PassBody, actor: AuditActor): Promise<Edited> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx) => {
      if (!(await insertSeason(tx, id, nowMs))) return refuse('CONFLICT', `there is a season ${id} already`)
      const version = await writeDraft(tx, id, body, nowMs)
      const change = { action: 'battlepass.create', reason: null, before: null, after: { version, ...body } }
      await this.audit(tx, id, actor, change)
      return accept(id)
    })
  }

  /** Corrects the draft of a season, or begins its next one. */
  async draft(id: string, seenRevision: number, body: PassBody, actor: AuditActor): Promise<Edited> {
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const before = await findDraft(tx, id)
      const version = await writeDraft(tx, id, body, nowMs)
      return accept({
        action: 'battlepass.draft',
        reason: null,
        before: before ? { version: before.version, ...before.body } : null,
        after: { version, ...body },
      })
    })
  }

  /** The draft is in force, and runs from its beginning on. */
  async publish(id: string, seenRevision: number, reason: string, actor: AuditActor): Promise<Edited> {
    return this.changing(id, seenRevision, actor, async (tx, nowMs) => {
      const draft = await findDraft(tx, id)
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      if (Date.parse(draft.body.startsAt) < nowMs + LEAD_MS) {
        return refuse('SEASON_TOO_SOON', 'a season must begin a minute from now or later')
      }
      await lockWindows(tx)
      if (await isTaken(tx, id, draft.body)) return refuse('SEASON_OVERLAPS', 'another season runs at that time')
      const refused = await this.deps.catalogue.refuseGrants(tx, [...totalOf(rewardsIn(draft.body)).items.keys()])
      if (refused) return refused
      await publishDraft(tx, id, draft, nowMs)
      const after = { version: draft.version, ...draft.body }
      return accept({ action: 'battlepass.publish', reason, before: null, after })
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
      const season = await lockSeason(tx, id)
      if (season === undefined) return refuse('NOT_FOUND', 'no such season')
      if (season.revision !== seenRevision) return refuse('CONFLICT', 'somebody else has changed this season')
      if (hasBegun(season, nowMs)) return FIXED
      const change = await work(tx, nowMs)
      if (!change.ok) return change
      await countRevision(tx, id, nowMs)
      await this.audit(tx, id, actor, change.value)
      return accept(id)
    })
  }

  private audit(tx: Queryable, id: string, actor: AuditActor, change: Change): Promise<void> {
    const record = { ...change, targetType: 'pass-season', targetId: id, atMs: this.deps.clock.nowMs() }
    return insertAudit(tx, actor, record)
  }
}

/** Also where it begins within the minute: somebody may be counting by it already. */
const hasBegun = ({ startsAtMs }: LockedSeason, nowMs: number) => startsAtMs !== null && startsAtMs < nowMs + LEAD_MS
