import {
  accept,
  checkVipTerms,
  type Result,
  refuse,
  STANDARD_VIP_TERMS,
  type VipDryRunReply,
  type VipTerms,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findCandidates, setAllDue } from './due.store.ts'
import { findFacts } from './facts.store.ts'
import { deserved } from './standing.rule.ts'
import { type DayOf, findMembers } from './standings.store.ts'
import { countRevision, draftFirst, findVersions, lockRevision, publishDraft, writeDraft } from './terms.store.ts'
import { findNicknames } from './vip-admin.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly dayOf: DayOf
}

export type EditRefusal = 'CONFLICT' | 'NOTHING_TO_CHANGE' | 'VIP_TERMS_INVALID'
interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: object | null
  readonly after: object
}

const PAGE = 500
const SAMPLE = 20

/** Drafts the club's first tiers where there are none; somebody has to look at them and publish. */
export const ensureVipTerms = (pool: Pool, clock: Clock): Promise<void> =>
  draftFirst(pool, STANDARD_VIP_TERMS, clock.nowMs())

/** Writes tiers: a draft that anybody may correct, and published versions that never change. */
export class VipEditing {
  private readonly deps: EditingDependencies

  constructor(deps: EditingDependencies) {
    this.deps = deps
  }

  draft(seenRevision: number, terms: VipTerms, actor: AuditActor): Promise<Result<true, EditRefusal>> {
    return this.changing(seenRevision, actor, async (tx, nowMs) => {
      const before = (await findVersions(tx)).find(({ status }) => status === 'draft')
      const version = await writeDraft(tx, terms, nowMs)
      return accept({
        action: 'vip.draft',
        reason: null,
        before: before ? { version: before.version, ...before.terms } : null,
        after: { version, ...terms },
      })
    })
  }

  /** The draft is in force at once; everybody is looked at anew, up at once, down by notice and grace alone. */
  publish(seenRevision: number, reason: string, actor: AuditActor): Promise<Result<true, EditRefusal>> {
    return this.changing(seenRevision, actor, async (tx, nowMs) => {
      const draft = (await findVersions(tx)).find(({ status }) => status === 'draft')
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      const problems = checkVipTerms(draft.terms)
      if (problems.length > 0) {
        const words = problems.map(({ code, tier }) => `${code} at tier ${tier + 1}`)
        return refuse('VIP_TERMS_INVALID', words.join('; '))
      }
      await publishDraft(tx, nowMs)
      await setAllDue(tx)
      return accept({ action: 'vip.publish', reason, before: null, after: { version: draft.version, ...draft.terms } })
    })
  }

  /** Who would stand elsewhere by these tiers if they were in force and nothing were kept; writes nothing. */
  async dryRun(terms: VipTerms): Promise<VipDryRunReply> {
    const { pool, clock, dayOf } = this.deps
    const moment = { nowMs: clock.nowMs(), today: dayOf(clock.nowMs()) }
    const moves = new Map<string, VipDryRunReply['moves'][number]>()
    const sample: { userId: number; from: string | null; to: string | null }[] = []
    let looked = 0
    for (let after = 0; ; ) {
      const page = await findCandidates(pool, after, PAGE)
      const facts = await findFacts(pool, page, moment.nowMs)
      for (const { userId, standing } of await findMembers(pool, page, dayOf)) {
        looked++
        const from = standing?.earned.tier ?? null
        const to = deserved(terms, facts.get(userId) ?? { spends: [], days: [] }, moment).tier
        if (from === to) continue
        const key = `${from} ${to}`
        moves.set(key, { from, to, players: (moves.get(key)?.players ?? 0) + 1 })
        if (sample.length < SAMPLE) sample.push({ userId, from, to })
      }
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) break
      after = last
    }
    const names = await findNicknames(
      pool,
      sample.map(({ userId }) => userId),
    )
    return {
      problems: checkVipTerms(terms),
      looked,
      moves: [...moves.values()].sort((a, b) => b.players - a.players),
      sample: sample.map((move) => ({ ...move, nickname: names.get(move.userId) ?? '' })),
    }
  }

  private changing(
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, nowMs: number) => Promise<Result<Change, EditRefusal>>,
  ): Promise<Result<true, EditRefusal>> {
    const nowMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Result<true, EditRefusal>> => {
      if ((await lockRevision(tx)) !== seenRevision) return refuse('CONFLICT', 'somebody else has changed the tiers')
      const change = await work(tx, nowMs)
      if (!change.ok) return change
      await countRevision(tx)
      const { before, after } = change.value
      const told = { before: before && { ...before }, after: { ...after } }
      await insertAudit(tx, actor, { ...change.value, ...told, targetType: 'vip', targetId: 'tiers', atMs: nowMs })
      return accept(true as const)
    })
  }
}
