import {
  accept,
  type Result,
  refuse,
  type StreakTerms,
  type StreakTermsPreview,
  streakReward,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { addDays } from '../platform/time/local-days.ts'
import { CLUB_ZONE, localDateOf } from '../vaults/index.ts'
import {
  countRevision,
  countStreaks,
  findInForce,
  findVersions,
  lockRevision,
  publishDraft,
  writeDraft,
} from './terms.store.ts'

export interface EditingDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

export type EditRefusal = 'CONFLICT' | 'NOTHING_TO_CHANGE'
interface Change {
  readonly action: string
  readonly reason: string | null
  readonly before: object | null
  readonly after: object
}

/** Writes what streaks are held to: a draft that may be corrected, and published versions that never change. */
export class StreakEditing {
  private readonly deps: EditingDependencies

  constructor(deps: EditingDependencies) {
    this.deps = deps
  }

  draft(seenRevision: number, terms: StreakTerms, actor: AuditActor): Promise<Result<true, EditRefusal>> {
    return this.changing(seenRevision, actor, async (tx, nowMs) => {
      const before = (await findVersions(tx)).find(({ status }) => status === 'draft')
      if (before && isSame(before.terms, terms)) return refuse('NOTHING_TO_CHANGE', 'the draft says so already')
      const version = await writeDraft(tx, terms, nowMs)
      return accept({
        action: 'streaks.draft',
        reason: null,
        before: before ? { version: before.version, ...before.terms } : null,
        after: { version, ...terms },
      })
    })
  }

  /** The draft is in force from the next tick on. */
  publish(seenRevision: number, reason: string, actor: AuditActor): Promise<Result<true, EditRefusal>> {
    return this.changing(seenRevision, actor, async (tx, nowMs) => {
      const draft = (await findVersions(tx)).find(({ status }) => status === 'draft')
      if (draft === undefined) return refuse('NOTHING_TO_CHANGE', 'there is no draft to publish')
      const { version: inForce, ...terms } = await findInForce(tx)
      if (isSame(terms, draft.terms)) return refuse('NOTHING_TO_CHANGE', 'they are in force already')
      await publishDraft(tx, nowMs)
      return accept({
        action: 'streaks.publish',
        reason,
        before: { version: inForce, ...terms },
        after: { version: draft.version, ...draft.terms },
      })
    })
  }

  /** What the next day of everybody whose streak goes on would bring by these terms, and brings by those in force. Nothing is written. */
  async preview(terms: StreakTerms): Promise<StreakTermsPreview> {
    const { pool, clock } = this.deps
    const yesterday = addDays(localDateOf(clock.nowMs(), CLUB_ZONE), -1)
    const [now, streaks] = await Promise.all([findInForce(pool), countStreaks(pool, yesterday)])
    const preview = { players: 0, less: 0, before: { coins: 0, gems: 0 }, after: { coins: 0, gems: 0 } }
    for (const { count, players } of streaks) {
      const [before, after] = [streakReward(now, count + 1), streakReward(terms, count + 1)]
      preview.players += players
      if (after.coins < before.coins || after.gems < before.gems) preview.less += players
      for (const currency of ['coins', 'gems'] as const) {
        preview.before[currency] += players * before[currency]
        preview.after[currency] += players * after[currency]
      }
    }
    return preview
  }

  private changing(
    seenRevision: number,
    actor: AuditActor,
    work: (tx: Queryable, nowMs: number) => Promise<Result<Change, EditRefusal>>,
  ): Promise<Result<true, EditRefusal>> {
    const atMs = this.deps.clock.nowMs()
    return inTransaction(this.deps.pool, async (tx): Promise<Result<true, EditRefusal>> => {
      if ((await lockRevision(tx)) !== seenRevision) return refuse('CONFLICT', 'somebody else has changed the terms')
      const change = await work(tx, atMs)
      if (!change.ok) return change
      await countRevision(tx)
      const { before, after } = change.value
      const told = { before: before && { ...before }, after: { ...after } }
      await insertAudit(tx, actor, { ...change.value, ...told, targetType: 'streaks', targetId: 'terms', atMs })
      return accept(true as const)
    })
  }
}

function isSame(one: StreakTerms, other: StreakTerms): boolean {
  const { graceHours, mostShields, zoneDays, rewards } = one
  const isSameDay = (day: number) =>
    rewards[day]?.coins === other.rewards[day]?.coins && rewards[day]?.gems === other.rewards[day]?.gems
  return (
    graceHours === other.graceHours &&
    mostShields === other.mostShields &&
    zoneDays === other.zoneDays &&
    rewards.length === other.rewards.length &&
    rewards.every((_, day) => isSameDay(day))
  )
}
