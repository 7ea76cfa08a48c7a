import { Batches } from '../platform/batches.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { delayAfter } from './backoff.rule.ts'
import { MOST_TOGETHER, type Outcome } from './channel.ts'
import type { Claimed } from './claims.store.ts'
import { buryDelivery, type DeadClass, holdOrigin } from './dead-letters.store.ts'
import { type Settlement, settleDeliveries } from './deliveries.store.ts'
import type { Verdict } from './gates.rule.ts'
import { type DeadJob, TryAgain } from './send-queue.store.ts'
import { countEnd, type EndTellers, tellSent } from './tell-ends.ts'

export interface SettlerDependencies extends EndTellers {
  readonly pool: Pool
  readonly random: RandomSource
  readonly showDead: (job: DeadJob) => Promise<void>
}

/** What of a settlement is its own; the rest follows from the delivery. */
type Ending = Pick<Settlement, 'state' | 'event'> & Partial<Pick<Settlement, 'detail' | 'origin' | 'nextMs'>>

/** Answers of services come one by one: those of so long are written down together. */
const SETTLE_EVERY_MS = 20

/** Writes down what became of deliveries, counts it and tells of it. */
export class Settler {
  private readonly deps: SettlerDependencies
  private readonly batches: Batches<Settlement, boolean>

  constructor(deps: SettlerDependencies) {
    this.deps = deps
    this.batches = new Batches<Settlement, boolean>({
      // As those of the deliverer.
      lanes: 1,
      max: MOST_TOGETHER,
      apartMs: SETTLE_EVERY_MS,
      work: async (settlements) => {
        const settled = await settleDeliveries(deps.pool, settlements)
        return settlements.map(({ id }) => settled.has(id))
      },
    })
  }

  /** A gate has said no, or not yet; it was no attempt. */
  async refused(claimed: Claimed, verdict: Exclude<Verdict, { kind: 'go' }>): Promise<void> {
    if (verdict.kind === 'wait') {
      await this.settle(claimed, { state: 'waiting', event: 'waits', detail: 'quiet_hours', nextMs: verdict.untilMs })
      return
    }
    if (verdict.kind === 'skip') await this.skipped(claimed, verdict.reason)
    else await this.settle(claimed, { state: verdict.kind, event: verdict.kind, detail: verdict.kind })
  }

  /** An attempt is over; `claimed` counts it already. Throws `TryAgain` where another is to follow. */
  async ended(claimed: Claimed, outcome: Outcome, stack: string | null): Promise<void> {
    switch (outcome.kind) {
      case 'sent':
        return this.sent(claimed, outcome.detail ?? null)
      case 'skipped':
        return this.skipped(claimed, outcome.reason)
      case 'gone':
        await this.settle(claimed, { state: 'gone', event: 'gone', detail: outcome.detail })
        return
      case 'held':
        return this.held(claimed, outcome)
      case 'poison':
        return this.dead(claimed, 'poison', outcome.detail, stack)
      case 'again':
        return this.again(claimed, outcome, stack)
    }
  }

  private async skipped(claimed: Claimed, reason: string): Promise<void> {
    await this.settle(claimed, { state: 'skipped', event: 'skipped', detail: reason })
  }

  private async sent(claimed: Claimed, detail: string | null): Promise<void> {
    if (await this.settle(claimed, { state: 'sent', event: 'sent', detail })) tellSent(this.deps, claimed)
  }

  private async again(
    claimed: Claimed,
    { detail, afterMs }: Extract<Outcome, { kind: 'again' }>,
    stack: string | null,
  ): Promise<void> {
    const { random, clock } = this.deps
    const delayMs = delayAfter(claimed.attempts, random, afterMs)
    if (delayMs === undefined) return this.dead(claimed, 'transient', detail, stack)
    const nextMs = clock.nowMs() + delayMs
    const settled = await this.settle(claimed, { state: 'waiting', event: 'again', detail, nextMs })
    if (settled) throw new TryAgain(delayMs)
  }

  private async held(claimed: Claimed, outcome: Extract<Outcome, { kind: 'held' }>): Promise<void> {
    const { pool, clock, log } = this.deps
    const { channel } = claimed
    const { origin, detail } = outcome
    const settlement = this.settlementOf(claimed, { state: 'held', event: 'held', detail, origin })
    const isNew = await inTransaction(pool, async (tx) => {
      if (!(await settleDeliveries(tx, [settlement])).has(claimed.id)) return false
      return holdOrigin(tx, { channel, origin, detail, atMs: clock.nowMs() })
    })
    countEnd(this.deps, claimed, settlement)
    if (isNew)
      log.error({ channel, origin, detail }, 'notifications are held: our configuration for this origin is wrong')
  }

  private async dead(claimed: Claimed, kind: DeadClass, error: string, stack: string | null): Promise<void> {
    const { pool, clock, log, showDead } = this.deps
    const { id, template, category, channel, title, body: words, path, attempts, rounds } = claimed
    const settlement = this.settlementOf(claimed, {
      state: 'dead',
      event: kind === 'poison' ? 'poison' : 'again',
      detail: error,
    })
    const body = { template, category, channel, title, body: words, path }
    const letterId = await inTransaction(pool, async (tx) => {
      if (!(await settleDeliveries(tx, [settlement])).has(id)) return undefined
      const letter = { deliveryId: id, class: kind, body, error, stack, attempts, round: rounds, atMs: clock.nowMs() }
      return buryDelivery(tx, letter)
    })
    if (letterId === undefined) return
    countEnd(this.deps, claimed, settlement)
    log.warn({ deadLetter: letterId, delivery: id, template, channel, kind, error }, 'a notification is a dead letter')
    await showDead({ deadLetterId: letterId, body, error, stack, attempts })
  }

  private settlementOf({ id, leaseNo }: Claimed, ending: Ending): Settlement {
    return { id, leaseNo, detail: null, origin: null, nextMs: null, ...ending, atMs: this.deps.clock.nowMs() }
  }

  /** False: it was somebody else's by then, and only the line of what happened is kept. */
  private async settle(claimed: Claimed, ending: Ending): Promise<boolean> {
    const settlement = this.settlementOf(claimed, ending)
    const settled = await this.batches.hand(settlement)
    if (settled) countEnd(this.deps, claimed, settlement)
    return settled
  }
}
