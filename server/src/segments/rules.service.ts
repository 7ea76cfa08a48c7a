import {
  accept,
  isTargetable,
  type Result,
  type RuleSet,
  refuse,
  type SegmentDryRunReply,
  type SegmentRulesReply,
  STANDARD_RULES,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { tryRules } from './members.store.ts'
import {
  approveDraft,
  countRevision,
  findRevisions,
  findRuleVersions,
  insertFirstRules,
  lockDimension,
  type RuleVersion,
  writeDraft,
} from './rules.store.ts'
import { findStanding, localDay } from './standing.ts'

export interface SegmentDependencies {
  readonly pool: Pool
  readonly clock: Clock
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}
export type AdminActor = AuditActor & { readonly admin: { readonly adminId: number } }
type RulesRefusal = 'CONFLICT' | 'NOTHING_TO_CHANGE' | 'NOT_FOUND' | 'INVALID_PAYLOAD'
interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: object | null
  readonly after: object
}

/** Gives a new club its first rules. */
export async function ensureSegmentRules(deps: SegmentDependencies): Promise<void> {
  const nowMs = deps.clock.nowMs()
  await insertFirstRules(deps.pool, STANDARD_RULES, { nowMs, day: localDay(deps, nowMs) })
}

const toReply = ({ dimension: _, ...each }: RuleVersion): SegmentRulesReply['versions'][number] => ({
  ...each,
  changedAt: each.changedAt.toISOString(),
  approvedAt: each.approvedAt?.toISOString() ?? null,
})

/** Writes rules: a draft that anybody may correct, and approved versions that never change. */
export class SegmentRules {
  private readonly deps: SegmentDependencies

  constructor(deps: SegmentDependencies) {
    this.deps = deps
  }

  /** The rules of every dimension, or of one. */
  async list(dimension?: string): Promise<SegmentRulesReply[]> {
    const { pool } = this.deps
    const versions = await findRuleVersions(pool, dimension)
    const revisions = await findRevisions(pool)
    const { live, next, nextOn } = await findStanding(pool, this.deps, versions)
    return [...new Set(versions.map((each) => each.dimension))].map((id) => {
      const own = versions.filter((each) => each.dimension === id)
      const inForce = live.find((each) => each.dimension === id)
      const coming = next.find((each) => each.dimension === id)
      const draft = own.find(({ status }) => status === 'draft')
      return {
        id,
        revision: revisions.get(id) ?? 0,
        targetable: isTargetable(id),
        live: inForce ? toReply(inForce) : null,
        next: coming ? toReply(coming) : null,
        nextOn,
        draft: draft ? toReply(draft) : null,
        versions: own.map(toReply),
      }
    })
  }

  draft(
    dimension: string,
    seenRevision: number,
    rules: RuleSet,
    actor: AdminActor,
  ): Promise<Result<true, RulesRefusal>> {
    return this.changing(dimension, seenRevision, actor, async (tx, nowMs) => {
      const before = (await findRuleVersions(tx, dimension)).find(({ status }) => status === 'draft')
      const version = await writeDraft(tx, { dimension, rules, adminId: actor.admin.adminId, nowMs })
      return accept({
        action: 'segments.draft',
        reason: null,
        before: before ? { version: before.version, ...before.rules } : null,
        after: { version, ...rules },
      })
    })
  }

  /** The draft decides from the run of a day on; of a day that is past nothing can be decided any more. */
  approve(
    dimension: string,
    { seenRevision, effectiveOn, reason }: { seenRevision: number; effectiveOn: string; reason: string },
    actor: AdminActor,
  ): Promise<Result<true, RulesRefusal>> {
    return this.changing(dimension, seenRevision, actor, async (tx, nowMs) => {
      const draft = (await findRuleVersions(tx, dimension)).find(({ status }) => status === 'draft')
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to approve')
      if (effectiveOn < localDay(this.deps, nowMs)) return refuse('INVALID_PAYLOAD', 'that day is past')
      await approveDraft(tx, { dimension, adminId: actor.admin.adminId, effectiveOn, reason, nowMs })
      const after = { version: draft.version, effectiveOn, ...draft.rules }
      return accept({ action: 'segments.approve', reason, before: null, after })
    })
  }

  /** What rules would do if they decided now, and what looks wrong with them; writes nothing. */
  async dryRun(dimension: string, rules: RuleSet): Promise<SegmentDryRunReply> {
    const tried = await inTransaction(this.deps.pool, (tx) => tryRules(tx, dimension, rules))
    const warnings: SegmentDryRunReply['warnings'] = []
    for (const { segment, holds, gets } of tried.segments.slice(0, -1)) {
      if (holds === 0) warnings.push({ code: 'NOBODY', segment })
      else if (holds === tried.players) warnings.push({ code: 'EVERYBODY', segment })
      else if (gets === 0) warnings.push({ code: 'ALL_TAKEN_BEFORE', segment })
    }
    return { ...tried, warnings: tried.players === 0 ? [] : warnings }
  }

  private changing(
    dimension: string,
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, nowMs: number) => Promise<Result<Change, RulesRefusal>>,
  ): Promise<Result<true, RulesRefusal>> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Result<true, RulesRefusal>> => {
      const revision = await lockDimension(tx, dimension)
      if (revision !== seenRevision) throw new Seen(revision)
      const change = await work(tx, nowMs)
      if (!change.ok) return change
      await countRevision(tx, dimension)
      const { before, after } = change.value
      const told = { before: before && { ...before }, after: { ...after } }
      await insertAudit(tx, actor, {
        ...change.value,
        ...told,
        targetType: 'segment-rules',
        targetId: dimension,
        atMs: nowMs,
      })
      return accept(true as const)
    }).catch((error: unknown) => {
      if (!(error instanceof Seen)) throw error
      return error.revision === 0
        ? refuse('NOT_FOUND', 'there is no such dimension')
        : refuse('CONFLICT', 'somebody else has changed these rules')
    })
  }
}

/** Takes back what was begun: a dimension is made only by whoever knows that there is none. */
class Seen extends Error {
  readonly revision: number
  constructor(revision: number) {
    super('another revision')
    this.revision = revision
  }
}
