import Bull from 'bull'
import type { Log } from '../platform/log.ts'
import { QueueConnections, whyOf } from '../platform/queue-connections.ts'
import { MAX_ATTEMPTS } from './backoff.rule.ts'
import type { Queued } from './deliveries.store.ts'

/** All that a job of Redis holds: what it is about lies in Postgres. */
interface SendJob {
  readonly id: number
}

/** Thrown by a job that is to be run again, in as many milliseconds. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain'
  readonly delayMs: number
  constructor(delayMs: number) {
    super('to be tried again')
    this.delayMs = delayMs
  }
}

/** What a dead letter is in Redis, for whoever looks at queues there; what counts is its row. */
export interface DeadJob {
  readonly deadLetterId: number
  readonly body: Readonly<Record<string, unknown>>
  readonly error: string
  readonly stack: string | null
  readonly attempts: number
}

const PREFIX = '{casino}'
const BACKOFF = 'notification'
const CLOSE_MS = 2_000
/** Somebody who has not looked for so long looks into Postgres. */
const KEPT_DEAD = 5_000
const FAST_MS = 2_000

/** The delay is decided where the attempt was written down; every process that opens the queue must know the strategy. */
const SETTINGS: Bull.AdvancedSettings = {
  backoffStrategies: {
    [BACKOFF]: (_attempts: number, error: Error) => (error instanceof TryAgain ? error.delayMs : FAST_MS),
  },
}

/** The queues `notifications` and `notifications_dlq` of Bull: they fan out and show, and decide nothing. */
export class SendQueue {
  private readonly connections: QueueConnections
  private readonly queue: Bull.Queue<SendJob>
  private readonly dead: Bull.Queue<DeadJob>
  private readonly log: Log

  constructor({ redisUrl, log }: { readonly redisUrl: string; readonly log: Log }) {
    this.log = log
    this.connections = new QueueConnections(redisUrl, (error) => this.noRedis(error))
    const options: Bull.QueueOptions = {
      prefix: PREFIX,
      createClient: (type) => this.connections.connect(type),
      settings: SETTINGS,
    }
    this.queue = new Bull('notifications', options)
    this.dead = new Bull('notifications_dlq', options)
    for (const queue of [this.queue, this.dead]) {
      queue.on('error', (error: unknown) => this.noRedis(error))
    }
    this.queue.on('stalled', ({ data: { id } }) => log.warn({ delivery: id }, 'a notification was left by its worker'))
  }

  /** Begins to take jobs, so many at once. A job that throws `TryAgain` comes back after its delay. */
  process(hands: number, work: (id: number) => Promise<void>): void {
    this.queue
      .process(hands, ({ data: { id } }) => work(id))
      .catch((error: unknown) => this.log.debug({ why: whyOf(error) }, 'the queue of notifications was let go'))
  }

  /** Puts deliveries in, the urgent ones first in line; what is there for this attempt is left as it is. Throws without Redis. */
  async add(deliveries: readonly Queued[]): Promise<void> {
    await this.queue.addBulk(
      deliveries.map(({ id, urgent, attempt }) => ({
        data: { id },
        opts: {
          jobId: `${id}.${attempt}`,
          attempts: MAX_ATTEMPTS,
          backoff: { type: BACKOFF },
          lifo: urgent,
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    )
  }

  /** Jobs that wait for a hand. Throws without Redis. */
  async countWaiting(): Promise<number> {
    return this.queue.getWaitingCount()
  }

  /** Shows a dead letter in Redis; where Redis is away, its row has to do. */
  async showDead(job: DeadJob): Promise<void> {
    const options = { jobId: `dead.${job.deadLetterId}`, removeOnComplete: KEPT_DEAD, removeOnFail: KEPT_DEAD }
    await this.dead.add(job, options).catch((error: unknown) => this.noRedis(error))
  }

  /** The dead letters that stand in Redis; none where it is away. */
  async shownDead(): Promise<number[]> {
    const jobs = await this.dead
      .getJobs(['waiting', 'paused', 'delayed', 'failed', 'completed'])
      .catch((error: unknown) => {
        this.noRedis(error)
        return []
      })
    return jobs.flatMap((job) => (job === null ? [] : [job.data.deadLetterId]))
  }

  /** Takes a dead letter that was decided about out of Redis. */
  async hideDead(deadLetterIds: readonly number[]): Promise<void> {
    const removed = deadLetterIds.map(async (id) => (await this.dead.getJob(`dead.${id}`))?.remove())
    await Promise.all(removed).catch((error: unknown) => this.noRedis(error))
  }

  /** Takes no more jobs; those in hand are the worker's to wait for. */
  async pause(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())
    await Promise.race([this.queue.pause(true, true).catch(() => undefined), timeout])
  }

  /** Lets go of Redis, whether it answers or not. */
  async close(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())
    const closed = [this.queue, this.dead].map((queue) => queue.close(true).catch(() => undefined))
    await Promise.race([Promise.all(closed), timeout])
    this.connections.disconnect()
  }

  private noRedis(error: unknown): void {
    this.log.debug({ why: whyOf(error) }, 'the queue of notifications has no Redis')
  }
}
