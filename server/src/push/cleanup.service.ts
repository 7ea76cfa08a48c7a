import {
  accept,
  type PushCleanupCounts,
  type PushCleanupOrder,
  type PushSettings,
  type PushSettingsOrder,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import {
  addCleanup,
  type CleanupQuestion,
  cleanPage,
  countCleanup,
  findUsedOrigins,
  NOTHING_CLEANED,
} from './cleanup.store.ts'
import { insertRun } from './cleanup-runs.store.ts'
import { checkEndpoint, type EndpointTerms } from './endpoint.rule.ts'
import { findSettings, updateSettings } from './settings.store.ts'

export interface CleanupDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly terms: EndpointTerms
}

const PAGE = 5_000

/** What the settings ask for. */
export const orderOf = (settings: PushSettings): PushCleanupOrder => ({
  realTimeCheck: false,
  forceDelete: settings.forceDelete,
  failCountThreshold: settings.failThreshold,
  cleanupInactive: settings.cleanupInactive,
  deleteAfterDays: settings.cleanupDays,
})

/** Takes away subscriptions that nobody is reached by. */
export class PushCleanup {
  private readonly deps: CleanupDependencies

  constructor(deps: CleanupDependencies) {
    this.deps = deps
  }

  /** What a clean-up would do now. Nothing is written. */
  async preview(order: PushCleanupOrder): Promise<PushCleanupCounts> {
    return countCleanup(this.deps.pool, await this.question(this.deps.pool, order))
  }

  /** Cleans up in one transaction, and writes down who did it and what came of it. */
  run(order: PushCleanupOrder, actor: AuditActor): Promise<PushCleanupCounts> {
    return inTransaction(this.deps.pool, async (tx) => {
      const question = await this.question(tx, order)
      let counts = NOTHING_CLEANED
      let afterId: string | undefined
      do {
        const page = await cleanPage(tx, question, { afterId, limit: PAGE })
        counts = addCleanup(counts, page.counts)
        afterId = page.lastId
      } while (afterId !== undefined)
      const { nowMs } = question
      await insertRun(tx, { adminId: actor.admin.adminId, nowMs, order, counts })
      await insertAudit(tx, actor, {
        ...{ action: 'push.cleanup', targetType: 'push', targetId: 'subscriptions', reason: null, before: null },
        ...{ after: { ...order, ...counts }, atMs: nowMs },
      })
      return counts
    })
  }

  /** Changes what the daily clean-up does. */
  write(order: PushSettingsOrder, actor: AuditActor): Promise<Result<PushSettings, 'CONFLICT' | 'NOTHING_TO_CHANGE'>> {
    const { seenRevision, reason, ...wanted } = order
    return inTransaction(this.deps.pool, async (tx) => {
      const { revision, ...before } = await findSettings(tx, true)
      if (revision !== seenRevision) return refuse('CONFLICT', 'somebody else has changed the settings meanwhile')
      const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every((name) => wanted[name] === before[name])
      if (isSame) return refuse('NOTHING_TO_CHANGE', 'it is so already')
      await updateSettings(tx, wanted)
      await insertAudit(tx, actor, {
        ...{ action: 'push.settings', targetType: 'push', targetId: 'settings', reason, before, after: wanted },
        atMs: this.deps.clock.nowMs(),
      })
      return accept(await findSettings(tx))
    })
  }

  private async question(via: Queryable, order: PushCleanupOrder): Promise<CleanupQuestion> {
    const { clock, terms } = this.deps
    const origins = order.realTimeCheck ? await findUsedOrigins(via) : []
    const refusedOrigins = origins.filter((origin) => !checkEndpoint(`${origin}/`, terms).ok)
    return { order, nowMs: clock.nowMs(), refusedOrigins }
  }
}
