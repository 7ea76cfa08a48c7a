import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { MAX_ATTEMPTS } from './backoff.rule.ts'
import { Bringer, HERE_PAGE } from './bringer.ts'
import { MOST_TOGETHER } from './channel.ts'
import { findUndecided } from './dead-letters.store.ts'
import { Deliverer, type DelivererDependencies } from './deliverer.ts'
import { countQueued, findStranded, measureBacklog, type Queued, queueDue } from './deliveries.store.ts'
import { Hands } from './hands.ts'
import { inLanes } from './lanes.ts'
import { Pace } from './pace.ts'
import { JOB_SIZE, type SendJob, SendQueue, TryAgain } from './send-queue.store.ts'

export interface NotificationWorkerDependencies extends Omit<DelivererDependencies, 'showDead' | 'metrics'> {
  readonly pool: Pool
  readonly bus: Pick<Bus, 'on'>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: DelivererDependencies['metrics'] &
    Pick<Metrics, 'notificationsOldestSeconds' | 'notificationsWaiting'>
  readonly redisUrl: string
  /** Whether people play in this process: sends give way to them. */
  readonly plays: { readonly goOn: boolean }
  /** After so long what is queued is taken for lost with Redis; 30 seconds. */
  readonly strandedMs?: number
}

const POLL_MS = 1_000
const STRANDED_MS = 30_000
const MEASURE_MS = 15_000
/** What stands in Redis of dead letters is held against their rows so often. */
const SWEEP_MS = 900_000
const PAGE = 500
/** After so many of what ends here the others have their turn. */
const MOST_PAGES = 8
const PAGES_AT_ONCE = 3
/** As much as Redis holds at a time: what is urgent waits behind no more, and what is lost with it is soon found. */
const MOST_QUEUED = 2_000
/** Deliveries that one process has in hand at a time: no more come twice where it is killed. */
export const HANDS = 128
/** Of what ends in Postgres: one that comes twice is seen once, and many cost as much as one. */
const HANDS_HERE = MOST_TOGETHER
const LAST_WORK_MS = 30_000
/** After a fault of ours, of which nothing is written down. */
const FAULT_MS = 2_000

/**
 * Sends what is raised; any number of them stand beside each other. Postgres says what is due; Redis hands it to whoever is
 * free, and where it is away, whoever found it sends it himself.
 */
export class NotificationWorker {
  readonly queue: SendQueue
  private readonly deps: NotificationWorkerDependencies
  private readonly deliverer: Deliverer
  private readonly bringer: Bringer | undefined
  private readonly stopping = new AbortController()
  private readonly hands = new Hands(HANDS)
  private readonly pace: Pace
  private readonly inHand = new Set<Promise<unknown>>()
  private running: Promise<void> | undefined
  /** While Redis is away: what this process found, and sends itself. */
  private unqueued: Promise<unknown> | undefined
  private deafen: () => void = () => undefined
  private wake: () => void = () => undefined
  private woken = false
  private measuredMs = Number.NEGATIVE_INFINITY
  private sweptMs = Number.NEGATIVE_INFINITY

  constructor(deps: NotificationWorkerDependencies) {
    this.deps = deps
    this.queue = new SendQueue(deps)
    this.deliverer = new Deliverer({ ...deps, showDead: (job) => this.queue.showDead(job) })
    this.pace = new Pace({ nowMs: () => performance.now(), plays: deps.plays })
    const bring = deps.channels.find(({ name }) => name === 'in_app')?.bring
    if (bring) this.bringer = new Bringer(deps, bring)
  }

  start(): void {
    const { bus } = this.deps
    const ears = [
      bus.on('notifications', () => {
        this.woken = true
        this.wake()
      }),
      bus.on('deadLetters', ({ decided }) => void this.queue.hideDead(decided)),
    ]
    this.deafen = () => {
      for (const deafen of ears) deafen()
    }
    this.queue.process((job) => this.keep(this.begin(job)))
    this.running = this.run()
  }

  /** Takes nothing more, and resolves when what is in hand is settled, or after half a minute. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.deafen()
    this.wake()
    await this.queue.pause()
    await this.running
    await Promise.race([this.finish(), sleep(LAST_WORK_MS, undefined, { ref: false })])
    await this.queue.close()
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = false
      const queued = await this.work().catch((error: unknown) => {
        this.deps.log.warn({ err: error }, 'notifications met a fault; they go on in a moment')
        return 0
      })
      if (queued === 0 && !this.woken) await this.pause()
    }
  }

  private async pause(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    await Promise.race([woken, sleep(POLL_MS, undefined, { ref: false })])
  }

  /** One round: what ends here is brought, what else is due goes into the queue, and what was lost on its way once more. Gives how many were due. */
  async work(): Promise<number> {
    const brought = await this.bring()
    return brought + (await this.handOut())
  }

  /** Pages of what ends here, while there are whole ones: then some at a time, one put together while another is written or told. */
  private async bring(): Promise<number> {
    const { bringer } = this
    if (bringer === undefined) return this.sendHere()
    let left = MOST_PAGES
    return inLanes(PAGES_AT_ONCE, async (begin) => {
      let brought = 0
      let count = HERE_PAGE
      while (count === HERE_PAGE && left-- > 0 && !this.stopping.signal.aborted) {
        count = await this.keep(this.bringPage(bringer, begin))
        brought += count
      }
      return brought
    })
  }

  /** One that cannot be brought whole goes delivery by delivery: who is to blame holds up no other. */
  private bringPage(bringer: Bringer, whole: () => void): Promise<number> {
    return bringer.bringPage(whole).catch((error: unknown) => {
      this.deps.log.warn({ err: error }, 'a page of notifications could not be brought; they go one by one')
      return this.sendHere()
    })
  }

  private async sendHere(): Promise<number> {
    const { pool, clock } = this.deps
    const due = await queueDue(pool, { nowMs: clock.nowMs(), limit: HERE_PAGE, here: true })
    await this.sendDirectly(due, HANDS_HERE)
    return due.length
  }

  private async handOut(): Promise<number> {
    const { pool, clock, strandedMs = STRANDED_MS } = this.deps
    const nowMs = clock.nowMs()
    await this.measure(nowMs)
    await this.sweepDead(nowMs)
    if (this.unqueued !== undefined) return 0
    const stranded = await findStranded(pool, { nowMs, queuedBeforeMs: nowMs - strandedMs, limit: MOST_QUEUED })
    if (stranded.length > 0) await this.pass(stranded, (lost) => this.queue.addLost(lost))
    const room = Math.min(PAGE, MOST_QUEUED - (await this.countQueued()))
    if (room <= 0 || this.unqueued !== undefined) return 0
    const due = await queueDue(pool, { nowMs, limit: room, here: false })
    if (due.length > 0) await this.pass(due, (queued) => this.queue.add(queued))
    return due.length
  }

  /** Deliveries in Redis, or a few more: of small jobs many fit into it. */
  private async countQueued(): Promise<number> {
    const most = (await this.queue.countWaiting().catch(() => 0)) * JOB_SIZE
    return most < MOST_QUEUED ? most : Math.min(most, await countQueued(this.deps.pool, MOST_QUEUED))
  }

  private async pass(
    deliveries: readonly Queued[],
    passOn: (elsewhere: readonly Queued[]) => Promise<void>,
  ): Promise<void> {
    const [here, elsewhere] = [deliveries.filter((each) => each.here), deliveries.filter((each) => !each.here)]
    const add = async () => {
      if (elsewhere.length > 0) await passOn(elsewhere).catch(() => this.sendUnqueued(elsewhere))
    }
    // Side by side: with Redis away the ones would wait for the others' services.
    await Promise.all([add(), this.sendDirectly(here, HANDS_HERE)])
  }

  /** It gives way to plays, and a service may hang: no round waits for it, and the next of it is looked for when it is over. */
  private sendUnqueued(deliveries: readonly Queued[]): void {
    this.unqueued = this.keep(this.sendDirectly(deliveries, HANDS, this.pace)).finally(() => {
      this.unqueued = undefined
      this.woken = true
      this.wake()
    })
  }

  private async sendDirectly(deliveries: readonly Queued[], hands: number, pace?: Pace): Promise<void> {
    const left = deliveries.values()
    const hand = async () => {
      for (const { id } of left) {
        await pace?.turn()
        if (this.stopping.signal.aborted) return
        // When it is to be tried again is written down.
        await this.keep(this.take(id))
      }
    }
    await Promise.all(Array.from({ length: Math.min(hands, deliveries.length) }, hand))
  }

  /**
   * Resolves when the deliveries of a job are in hand, each as soon as a hand is free; Postgres knows what becomes of it.
   * A worker that stops leaves the rest: they are found queued, and got no further.
   */
  private async begin({ ids, faults = 0 }: SendJob): Promise<void> {
    for (const id of ids) {
      await this.hands.take()
      await this.pace.turn()
      if (this.stopping.signal.aborted) return this.hands.give()
      void this.keep(this.takeFromQueue(id, faults).finally(() => this.hands.give()))
    }
  }

  private async takeFromQueue(id: number, before: number): Promise<void> {
    const again = await this.take(id)
    if (again === undefined) return
    const faults = again instanceof TryAgain ? 0 : before + 1
    const delayMs = again instanceof TryAgain ? again.delayMs : FAULT_MS
    if (faults < MAX_ATTEMPTS) void this.queue.addLater({ ids: [id], faults }, delayMs)
  }

  /** Gives why it is to come again; undefined: it is done with. */
  private async take(id: number): Promise<unknown> {
    try {
      await this.deliverer.deliver(id)
      return undefined
    } catch (error) {
      if (!(error instanceof TryAgain)) this.deps.log.warn({ err: error, delivery: id }, 'a notification met a fault')
      return error
    }
  }

  /** Knows of something that is under way until it is over. */
  private keep<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.catch(() => undefined).then(() => this.inHand.delete(settled))
    this.inHand.add(settled)
    return work
  }

  /** What is in hand may take more into it. */
  private async finish(): Promise<void> {
    while (this.inHand.size > 0) await Promise.allSettled([...this.inHand])
  }

  /** Takes out of Redis what was decided about or erased while nobody heard of it. */
  private async sweepDead(nowMs: number): Promise<void> {
    if (nowMs < this.sweptMs + SWEEP_MS) return
    this.sweptMs = nowMs
    const shown = await this.queue.shownDead()
    const undecided = await findUndecided(this.deps.pool, shown)
    await this.queue.hideDead(shown.filter((id) => !undecided.has(id)))
  }

  private async measure(nowMs: number): Promise<void> {
    if (nowMs < this.measuredMs + MEASURE_MS) return
    this.measuredMs = nowMs
    const { metrics, pool } = this.deps
    const { due, oldestSeconds, held } = await measureBacklog(pool, nowMs)
    metrics.notificationsOldestSeconds.set(oldestSeconds)
    metrics.notificationsWaiting.set({ where: 'due' }, due)
    metrics.notificationsWaiting.set({ where: 'held' }, held)
  }
}
