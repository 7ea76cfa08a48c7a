import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { Deadline } from '../platform/deadline.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import { MAX_ATTEMPTS } from './backoff.rule.ts'
import { type Channel, type DeliveryOrder, MOST_TOGETHER, type Outcome } from './channel.ts'
import { type Claimed, claimDeliveries } from './claims.store.ts'
import { beginAttempts, noteInterrupted, spreadDelivery } from './deliveries.store.ts'
import { type Caps, passGates, type SkipReason, type Verdict } from './gates.rule.ts'
import { Settler } from './settler.ts'

export interface DelivererDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly metrics: Pick<Metrics, 'notifications' | 'notificationSeconds' | 'notificationsInterrupted'>
  readonly mayContact: MayContact
  readonly channels: readonly Channel[]
  readonly caps: Caps
  /** Shows a dead letter where queues are looked at. */
  readonly showDead: ConstructorParameters<typeof Settler>[0]['showDead']
}

/** Longer than a send may take and its settling; after it a delivery whose worker died is taken by another. */
export const LEASE_MS = 60_000
const SEND_MS = 20_000
/** One statement of a kind at a time: who comes meanwhile shares the next one, and hands are few. */
const LANES = 1
/** A channel that does not listen to its signal. */
const DEAF_MS = 5_000

/**
 * Brings one delivery one step further: claims it, asks the gates, sends it by its channel, and writes down what came of
 * it. Many at once share their statements.
 */
export class Deliverer {
  private readonly deps: DelivererDependencies
  private readonly settler: Settler
  private readonly claims: Batches<number, Claimed | undefined>
  private readonly contacts: Batches<number, boolean>
  private readonly begins: Batches<{ id: number; leaseNo: number; target: string }, boolean>

  constructor(deps: DelivererDependencies) {
    this.deps = deps
    this.settler = new Settler(deps)
    const { pool, clock, mayContact } = deps
    this.claims = new Batches<number, Claimed | undefined>({
      lanes: LANES,
      max: MOST_TOGETHER,
      // The same one twice at once must not be handed out twice.
      keyOf: (id) => id,
      work: async (ids) => {
        const claimed = await claimDeliveries(pool, ids, { nowMs: clock.nowMs(), leaseMs: LEASE_MS })
        const byId = new Map(claimed.map((each) => [each.id, each]))
        return ids.map((id) => byId.get(id))
      },
    })
    this.contacts = new Batches<number, boolean>({
      lanes: LANES,
      max: MOST_TOGETHER,
      work: async (userIds) => {
        const reachable = await mayContact([...new Set(userIds)], clock.nowMs())
        return userIds.map((id) => reachable.has(id))
      },
    })
    this.begins = new Batches<{ id: number; leaseNo: number; target: string }, boolean>({
      lanes: LANES,
      max: MOST_TOGETHER,
      work: async (attempts) => {
        const begun = await beginAttempts(pool, attempts, clock.nowMs())
        return attempts.map(({ id }) => begun.has(id))
      },
    })
  }

  /** Nothing happens where it is not due, or in other hands. Throws `TryAgain` where it is to be tried again soon. */
  async deliver(id: number): Promise<void> {
    const claimed = await this.claims.hand(id)
    if (claimed === undefined) return
    if (claimed.interrupted && !(await this.goesOn(claimed))) return
    const verdict = await this.askGates(claimed)
    if (verdict.kind !== 'go') return this.settler.refused(claimed, verdict)
    const channel = this.deps.channels.find(({ name }) => name === claimed.channel)
    if (channel === undefined) return this.skip(claimed, 'no_channel')
    const target = await this.targetOf(claimed, channel)
    if (target === undefined) return this.skip(claimed, 'no_target')
    // Its lease was over before it began: it is somebody else's.
    if (!(await this.begins.hand({ id, leaseNo: claimed.leaseNo, target }))) return
    const { outcome, stack } = await this.send(channel, orderOf(claimed, target))
    await this.settler.ended({ ...claimed, target, attempts: claimed.attempts + 1 }, outcome, stack)
  }

  private skip(claimed: Claimed, reason: SkipReason): Promise<void> {
    return this.settler.refused(claimed, { kind: 'skip', reason })
  }

  /** Tells of the attempt that was cut off; false: it was the last one. */
  private async goesOn(claimed: Claimed): Promise<boolean> {
    const { pool, clock, log, metrics } = this.deps
    metrics.notificationsInterrupted.inc({ channel: claimed.channel })
    log.warn({ delivery: claimed.id, channel: claimed.channel }, 'a notification was cut off while it was sent')
    await noteInterrupted(pool, [claimed.id], clock.nowMs())
    if (claimed.attempts < MAX_ATTEMPTS) return true
    await this.settler.ended(claimed, { kind: 'again', detail: 'cut off, again and again' }, null)
    return false
  }

  private async askGates(claimed: Claimed): Promise<Verdict> {
    // Who is asked about needs no guard, and the guard is a statement of its own.
    const mayContact = claimed.category === 'transactional' || (await this.contacts.hand(claimed.userId))
    return passGates({ ...claimed, mayContact }, this.deps.caps, this.deps.clock.nowMs())
  }

  /** Where it goes; its other places get deliveries of their own. Undefined: there is none. */
  private async targetOf(claimed: Claimed, channel: Channel): Promise<string | undefined> {
    if (claimed.target !== null) return claimed.target
    const targets = [...new Set(await channel.targets(claimed.userId))]
    // One place is written down as the attempt begins.
    if (targets.length > 1) await spreadDelivery(this.deps.pool, claimed, targets)
    return targets[0]
  }

  /** A channel throws nothing; one that does so all the same, or never answers, has failed for this time. */
  private async send(channel: Channel, order: DeliveryOrder): Promise<{ outcome: Outcome; stack: string | null }> {
    const deadline = new Deadline(SEND_MS)
    let timer: NodeJS.Timeout | undefined
    const deaf = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'again', detail: 'no answer in time' }), SEND_MS + DEAF_MS)
    })
    try {
      const outcome = await Promise.race([channel.send(order, deadline.signal), deaf])
      return { outcome, stack: null }
    } catch (error) {
      this.deps.log.error({ err: error, channel: channel.name }, 'a channel of notifications threw')
      const name = error instanceof Error ? error.name : 'an error'
      return {
        outcome: { kind: 'again', detail: `the channel threw ${name}` },
        stack: error instanceof Error ? (error.stack ?? null) : null,
      }
    } finally {
      clearTimeout(timer)
      deadline.clear()
    }
  }
}

function orderOf(claimed: Claimed, target: string): DeliveryOrder {
  const { id, notificationId, userId, template, category, priority, language, title, body, path, deadlineMs } = claimed
  return {
    ...{ userId, template, category, priority, language, title, body, path, deadlineMs, target },
    deliveryId: String(id),
    notificationId: String(notificationId),
    attempt: claimed.rounds * MAX_ATTEMPTS + claimed.attempts + 1,
  }
}
