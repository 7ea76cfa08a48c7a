import { hash } from 'node:crypto'
import { type Channel, type DeliveryOrder, type Outcome, releaseHold } from '../notify/index.ts'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { admit } from './breaker.rule.ts'
import {
  findPushTargets,
  findTargets,
  markFailed,
  markGone,
  markUsed,
  type PushTarget,
  type TargetOf,
} from './delivery.store.ts'
import { checkEndpoint, type EndpointTerms } from './endpoint.rule.ts'
import type { OriginTally } from './origin-tally.ts'
import { markRefused, markSlow, markTaken, releaseOrigin, takeProbe } from './origins.store.ts'
import { MANNERS, slowUntil, ttlOf, verdictOf } from './outcome.rule.ts'
import { payloadText } from './payload.rule.ts'
import type { LineAnswer, PushLine } from './push-line.ts'
import type { VapidKeys } from './vapid-keys.ts'

export interface PushChannelDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly keys: VapidKeys
  readonly line: PushLine
  readonly tally: OriginTally
  readonly terms: EndpointTerms
}

const TOPIC_LETTERS = 32
/** Answers of services come one by one: what follows from those of so long is written down together. */
const NOTE_EVERY_MS = 20
/** When a subscription was last used is known to the hour: a row is written no more often for that. */
const USED_EVERY_MS = 3_600_000

/**
 * What takes whose place, at the service and on the screen: a receipt only its own repeat, since each is worth reading; of a
 * reminder the newest is enough.
 */
export function topicOf({ category, notificationId, template }: DeliveryOrder): string {
  const words = category === 'transactional' ? notificationId : template
  return hash('sha256', `${category} ${words}`, 'base64url').slice(0, TOPIC_LETTERS)
}

/** Messages to browsers, by the push services they belong to; many at once share their statements. */
export class PushChannel implements Channel {
  readonly name = 'push'
  private readonly deps: PushChannelDependencies
  private readonly places: Batches<number, readonly string[]>
  private readonly finds: Batches<TargetOf, PushTarget | undefined>
  private readonly uses: Batches<string, void>

  constructor(deps: PushChannelDependencies) {
    this.deps = deps
    const { pool, clock } = deps
    this.places = new Batches<number, readonly string[]>({ lanes: 1, work: (userIds) => findTargets(pool, userIds) })
    this.finds = new Batches<TargetOf, PushTarget | undefined>({
      lanes: 1,
      work: (asked) => findPushTargets(pool, asked),
    })
    this.uses = new Batches<string, void>({
      // Two statements that write the same rows in another order would wait for each other.
      lanes: 1,
      apartMs: NOTE_EVERY_MS,
      work: async (ids) => {
        await markUsed(pool, ids, clock.nowMs())
        return ids.map(() => undefined)
      },
    })
  }

  targets(userId: number): Promise<readonly string[]> {
    return this.places.hand(userId)
  }

  async send(order: DeliveryOrder, signal: AbortSignal): Promise<Outcome> {
    try {
      const outcome = await this.attempt(order, signal)
      this.deps.metrics.pushMessages.inc({ outcome: outcome.kind })
      return outcome
    } catch (error) {
      this.deps.log.warn({ err: error, deliveryId: order.deliveryId }, 'a push could not be sent')
      return { kind: 'again', detail: 'fault' }
    }
  }

  private async attempt(order: DeliveryOrder, signal: AbortSignal): Promise<Outcome> {
    const { clock, keys, terms } = this.deps
    const nowMs = clock.nowMs()
    const ttlSeconds = ttlOf(order.category, order.deadlineMs, nowMs)
    if (ttlSeconds <= 0) return { kind: 'skipped', reason: 'expired' }
    const target = await this.finds.hand({ id: order.target, userId: order.userId })
    if (target === undefined) return { kind: 'gone', detail: 'not subscribed any more' }
    const { origin } = target
    const stopped = await this.stop(target, nowMs)
    if (stopped) return stopped
    const key = await keys.find(target.vapidKeyId)
    // Our own settings, not the subscription: it is kept.
    if (key === undefined) return { kind: 'held', origin, detail: 'its key cannot sign' }
    if (!checkEndpoint(target.endpoint, terms).ok)
      return { kind: 'held', origin, detail: 'its push service is not listed' }
    const topic = topicOf(order)
    const { notificationId: id, title, body, path } = order
    const text = payloadText({ id, title, body, path, tag: topic })
    if (text === undefined) return this.poison(order, 'too long')
    const { urgency } = MANNERS[order.category]
    const startedMs = performance.now()
    const answer = await this.deps.line.send({ ...target, key, text, ttlSeconds, urgency, topic }, signal)
    const millis = performance.now() - startedMs
    if (signal.aborted) return { kind: 'again', detail: 'stopped' }
    const outcome = await this.settle(order, target, answer)
    const status = answer.kind === 'answered' ? answer.status : null
    this.deps.tally.add(origin, { outcome: outcome.kind, status, millis, atMs: nowMs })
    return outcome
  }

  /** Why nothing may be sent to this origin now; undefined: it may. */
  private async stop({ origin, standing }: PushTarget, nowMs: number): Promise<Outcome | undefined> {
    const admission = admit(standing, nowMs)
    if (admission.kind === 'slow') return { kind: 'again', detail: 'slowed down', afterMs: admission.untilMs - nowMs }
    const mayTry =
      admission.kind === 'go' || (admission.kind === 'probe' && (await takeProbe(this.deps.pool, origin, nowMs)))
    return mayTry ? undefined : { kind: 'held', origin, detail: 'the breaker is open' }
  }

  private async settle(order: DeliveryOrder, target: PushTarget, answer: LineAnswer): Promise<Outcome> {
    const { pool, clock } = this.deps
    const { origin, endpoint } = target
    const nowMs = clock.nowMs()
    // A message that is not taken counts once, however often it is tried: an outage is not the subscription's fault.
    const countFailure = async () => {
      if (order.attempt === 1) await markFailed(pool, order.target, nowMs)
    }
    if (answer.kind === 'silent') {
      await countFailure()
      return { kind: 'again', detail: answer.why }
    }
    const detail = `status ${answer.status}`
    const verdict = verdictOf(answer.status)
    if (verdict.kind === 'held') return this.refused(origin, order.userId, answer.status)
    if (verdict.kind === 'sent') {
      await this.noteTaken(order, target)
      return { kind: 'sent', detail }
    }
    if (verdict.kind === 'gone') {
      await markGone(pool, order.target, endpoint, nowMs)
      return { kind: 'gone', detail }
    }
    if (verdict.kind === 'poison') return this.poison(order, detail)
    if (verdict.slow) {
      const untilMs = slowUntil(answer.retryAfter, nowMs)
      await markSlow(pool, origin, untilMs)
      return { kind: 'again', detail, afterMs: untilMs - nowMs }
    }
    await countFailure()
    return { kind: 'again', detail }
  }

  /** What cannot be noted is left out: a message that was taken must not go again for that. */
  private async noteTaken(
    { deliveryId, target: id }: DeliveryOrder,
    { origin, standing, failures, usedMs }: PushTarget,
  ): Promise<void> {
    const { clock, log } = this.deps
    try {
      if (standing.state === 'open' || standing.refusals > 0) await this.reopen(origin)
      const isNews = failures > 0 || usedMs === null || clock.nowMs() - usedMs >= USED_EVERY_MS
      if (isNews) await this.uses.hand(id)
    } catch (error) {
      log.warn({ err: error, deliveryId, origin }, 'a push was taken, but not what follows from it noted')
    }
  }

  /** One player's refusals may be about his subscription, with a key of somebody else's: it is tried again. Those of many are about us. */
  private async refused(origin: string, userId: number, status: number): Promise<Outcome> {
    const { pool, clock, log } = this.deps
    const { open, opened } = await markRefused(pool, { origin, userId, nowMs: clock.nowMs() })
    if (opened) log.error({ origin, status }, 'a push service refuses our key: nothing is sent there')
    const detail = `status ${status}`
    return open ? { kind: 'held', origin, detail } : { kind: 'again', detail }
  }

  release(tx: Queryable, origin: string, nowMs: number): Promise<boolean> {
    return releaseOrigin(tx, origin, nowMs)
  }

  /** Only a message that is taken shows that our key is good again; what waited for that goes on with it. */
  private async reopen(origin: string): Promise<void> {
    const { pool, clock, log } = this.deps
    const order = { nowMs: clock.nowMs(), adminId: null }
    const done = await inTransaction(pool, async (tx) => {
      if (!(await markTaken(tx, origin))) return undefined
      return { released: (await releaseHold(tx, { channel: this.name, origin }, order))?.released ?? 0 }
    })
    if (done) log.info({ origin, ...done }, 'a push service takes our messages again')
  }

  private poison({ deliveryId, template }: DeliveryOrder, detail: string): Outcome {
    this.deps.log.error({ deliveryId, template, detail }, 'a push can never be sent')
    return { kind: 'poison', detail }
  }
}
