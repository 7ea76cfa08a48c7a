import { strict as assert } from 'node:assert'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { Deadline } from '../platform/deadline.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import { MAX_ATTEMPTS } from './backoff.rule.ts'
import { type Channel, type DeliveryOrder, MOST_TOGETHER, type Outcome } from './channel.ts'
import { type Asked, type Claimed, claimDeliveries, findAsked, type Places } from './claims.store.ts'
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

/** What is to become of a delivery that is in hand: an attempt begins where there are places for it. */
interface Step {
  readonly claimed: Claimed
  readonly places: Places
  /** Undefined: it was cut off, and that was its last attempt. */
  readonly verdict: Verdict | undefined
}

interface Answers {
  readonly reachable: ReadonlySet<number> | Error
  readonly places: ReadonlyMap<number, Places | Error>
}

const refuse = (claimed: Claimed, verdict: Verdict | undefined): Step => ({ claimed, verdict, places: [] })
const skip = (claimed: Claimed, reason: SkipReason): Step => refuse(claimed, { kind: 'skip', reason })

function isAmong(userId: number, reachable: ReadonlySet<number> | Error): boolean {
  if (reachable instanceof Error) throw reachable
  return reachable.has(userId)
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error('something else than an error was thrown', { cause: thrown })

/**
 * Brings one delivery one step further: claims it, asks the gates, sends it by its channel, and writes down what came of
 * it. Many at once share their statements.
 */
export class Deliverer {
  private readonly deps: DelivererDependencies
  private readonly settler: Settler
  private readonly claims: Batches<number, Step | Error | undefined>

  constructor(deps: DelivererDependencies) {
    this.deps = deps
    this.settler = new Settler(deps)
    this.claims = new Batches<number, Step | Error | undefined>({
      lanes: LANES,
      max: MOST_TOGETHER,
      // The same one twice at once must not be handed out twice.
      keyOf: (id) => id,
      work: (ids) => this.claim(ids),
    })
  }

  /** Nothing happens where it is not due, or in other hands. Throws `TryAgain` where it is to be tried again soon. */
  async deliver(id: number): Promise<void> {
    const step = await this.claims.hand(id)
    if (step === undefined) return
    if (step instanceof Error) throw step
    const { claimed, places, verdict } = step
    if (verdict === undefined)
      return this.settler.ended(claimed, { kind: 'again', detail: 'cut off, again and again' }, null)
    if (verdict.kind !== 'go') return this.settler.refused(claimed, verdict)
    const channel = this.channelOf(claimed)
    const [target] = places
    assert(channel !== undefined && target !== undefined, 'what goes has a channel and a place')
    const { outcome, stack } = await this.send(channel, orderOf(claimed, target))
    await this.settler.ended({ ...claimed, target, attempts: claimed.attempts + 1 }, outcome, stack)
  }

  private channelOf({ channel }: Pick<Claimed, 'channel'>): Channel | undefined {
    return this.deps.channels.find(({ name }) => name === channel)
  }

  /** Of each what is to become of it; undefined: it is not due, or in other hands. An error is its own. */
  private async claim(ids: readonly number[]): Promise<(Step | Error | undefined)[]> {
    const asked = await findAsked(this.deps.pool, ids)
    const places = await this.placesOf(asked)
    const sound = asked.filter(({ id }) => !(places.get(id) instanceof Error))
    const steps = await this.stepsOf(sound, places)
    for (const step of steps.values())
      if (!(step instanceof Error) && step.claimed.interrupted) this.tellCutOff(step.claimed)
    return ids.map((id) => {
      const found = places.get(id)
      return found instanceof Error ? found : steps.get(id)
    })
  }

  /** Where nobody can be asked whom the game may write to, it is claimed anew without asking: what an account needs goes all the same. */
  private async stepsOf(
    asked: readonly Asked[],
    places: Answers['places'],
  ): Promise<ReadonlyMap<number, Step | Error>> {
    const { pool, clock } = this.deps
    const claimWith = (reachableOf: (due: readonly Claimed[], tx: Queryable) => Promise<Answers['reachable']>) =>
      claimDeliveries(pool, asked, { nowMs: clock.nowMs(), leaseMs: LEASE_MS }, async (due, tx) => {
        const reachable = await reachableOf(due, tx)
        return new Map(due.map((claimed) => [claimed.id, this.decide(claimed, { reachable, places })]))
      })
    let failure: Error | undefined
    try {
      return await claimWith((due, tx) =>
        this.reachableOf(due, tx).catch((error: unknown) => {
          failure = asError(error)
          throw failure
        }),
      )
    } catch (error) {
      const known = failure
      if (known === undefined) throw error
      return claimWith(() => Promise.resolve(known))
    }
  }

  private decide(claimed: Claimed, answers: Answers): Step | Error {
    try {
      return this.stepOf(claimed, answers)
    } catch (error) {
      return asError(error)
    }
  }

  private stepOf(claimed: Claimed, { reachable, places }: Answers): Step {
    if (claimed.interrupted && claimed.attempts >= MAX_ATTEMPTS) return refuse(claimed, undefined)
    const mayContact = claimed.category === 'transactional' || isAmong(claimed.userId, reachable)
    const verdict = passGates({ ...claimed, mayContact }, this.deps.caps, this.deps.clock.nowMs())
    if (verdict.kind !== 'go') return refuse(claimed, verdict)
    if (this.channelOf(claimed) === undefined) return skip(claimed, 'no_channel')
    const found = claimed.target === null ? places.get(claimed.id) : [claimed.target]
    if (found === undefined || found instanceof Error || found.length === 0) return skip(claimed, 'no_target')
    return { claimed, verdict, places: found }
  }

  /** What an account needs is not asked about, and waits for no answer. */
  private async reachableOf(due: readonly Claimed[], tx: Queryable): Promise<ReadonlySet<number>> {
    const { mayContact, clock } = this.deps
    const players = new Set(due.filter(({ category }) => category !== 'transactional').map(({ userId }) => userId))
    return players.size === 0 ? players : mayContact([...players], clock.nowMs(), tx)
  }

  /** Where those are reached whose place is not written down yet. */
  private async placesOf(asked: readonly Asked[]): Promise<Answers['places']> {
    const placeless = asked.filter(({ target }) => target === null)
    const found = placeless.map(async (each): Promise<[number, Places | Error]> => {
      try {
        return [each.id, [...new Set(await this.channelOf(each)?.targets(each.userId))]]
      } catch (error) {
        return [each.id, asError(error)]
      }
    })
    return new Map(await Promise.all(found))
  }

  private tellCutOff({ id, channel }: Claimed): void {
    const { log, metrics } = this.deps
    metrics.notificationsInterrupted.inc({ channel })
    log.warn({ delivery: id, channel }, 'a notification was cut off while it was sent')
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
