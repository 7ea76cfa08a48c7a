import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import type { Channel } from './channel.ts'
import { type Claimed, findPicked } from './claims.store.ts'
import { type Caps, passGates, type Verdict } from './gates.rule.ts'
import { endHere, type HereEnd, pickHere } from './here.store.ts'
import { countEnd, type EndTellers, tellSent } from './tell-ends.ts'

export interface BringerDependencies extends EndTellers {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly mayContact: MayContact
  readonly caps: Caps
}

interface Decided {
  readonly claimed: Claimed
  readonly end: HereEnd
}

/** The first players of many are told while the rest is still being written. */
export const HERE_PAGE = 250

/**
 * Brings what ends in the database, a page a transaction: it is asked whether each may go, brought, and written down, or
 * nothing of it has happened. So nothing of it is ever cut off, and no attempt has a beginning of its own.
 */
export class Bringer {
  private readonly deps: BringerDependencies
  private readonly bringTo: NonNullable<Channel['bring']>

  constructor(deps: BringerDependencies, bringTo: NonNullable<Channel['bring']>) {
    this.deps = deps
    this.bringTo = bringTo
  }

  /**
   * Brings the next page of what is due; gives how many that were. Calls `whole` as soon as there may be another. When it throws,
   * nothing has changed.
   */
  async bringPage(whole: () => void): Promise<number> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const decided = await inTransaction(pool, async (tx) => {
      const picked = await pickHere(tx, { nowMs, limit: HERE_PAGE })
      if (picked.length === HERE_PAGE) whole()
      return picked.length === 0 ? [] : this.bring(tx, await findPicked(tx, picked, nowMs), nowMs)
    })
    for (const { claimed, end } of decided) {
      const event = end.state === 'waiting' ? 'waits' : end.state
      countEnd(this.deps, claimed, { state: end.state, event, detail: end.reason })
      if (end.state === 'sent') tellSent(this.deps, claimed)
    }
    return decided.length
  }

  private async bring(tx: Queryable, due: readonly Claimed[], nowMs: number): Promise<Decided[]> {
    const reachable = await this.reachableOf(due, tx, nowMs)
    const decided = due.map((claimed) => {
      const mayContact = claimed.category === 'transactional' || reachable.has(claimed.userId)
      return { claimed, end: endOf(claimed.id, passGates({ ...claimed, mayContact }, this.deps.caps, nowMs)) }
    })
    await endHere(
      tx,
      decided.map(({ end }) => end),
      nowMs,
    )
    const going = decided.filter(({ end }) => end.state === 'sent').map(({ claimed }) => claimed.notificationId)
    if (going.length > 0) await this.bringTo(tx, going, nowMs)
    return decided
  }

  /** What an account needs is not asked about. */
  private async reachableOf(due: readonly Claimed[], tx: Queryable, nowMs: number): Promise<ReadonlySet<number>> {
    const players = new Set(due.filter(({ category }) => category !== 'transactional').map(({ userId }) => userId))
    return players.size === 0 ? players : this.deps.mayContact([...players], nowMs, tx)
  }
}

function endOf(id: number, verdict: Verdict): HereEnd {
  switch (verdict.kind) {
    case 'go':
      return { id, state: 'sent', reason: null, nextMs: null }
    case 'wait':
      return { id, state: 'waiting', reason: 'quiet_hours', nextMs: verdict.untilMs }
    case 'skip':
      return { id, state: 'skipped', reason: verdict.reason, nextMs: null }
    default:
      return { id, state: verdict.kind, reason: verdict.kind, nextMs: null }
  }
}
