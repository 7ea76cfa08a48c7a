import Bull from 'bull'
import { z } from 'zod'
import type { Log } from '../platform/log.ts'
import { QueueConnections, whyOf } from '../platform/queue-connections.ts'
import type { Queued } from './deliveries.store.ts'

/** All that a job of Redis holds: what it is about lies in Postgres. */
export interface SendJob {
  readonly ids: readonly number[]
  /** How often it has met a fault. */
  readonly faults?: number
}

/** Deliveries that a job holds: they go through their steps together, and share what these cost. */
export const JOB_SIZE = 32

/** Thrown by a delivery that is to be tried again, in as many milliseconds. */
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
const deliveryId = z.int().positive()
/** Redis may still hold jobs of versions that put in one delivery each. */
const sendJob = z.union([
  z.object({ ids: z.array(deliveryId), faults: z.int().nonnegative().optional() }),
  z.object({ id: deliveryId }).transform(({ id }): SendJob => ({ ids: [id] })),
])
const CLOSE_MS = 2_000
const OLD_DELAY_MS = 2_000
/** Somebody who has not looked for so long looks into Postgres. */
const KEPT_DEAD = 5_000
/** Nothing of a job that is over is kept in Redis. */
const GONE = { removeOnComplete: true, removeOnFail: true }
/** Such jobs name it: while Bull does not know it, one that fails holds up all others. */
const SETTINGS: Bull.AdvancedSettings = { backoffStrategies: { notification: () => OLD_DELAY_MS } }

const readJob = (data: unknown): SendJob | undefined => sendJob.safeParse(data).data

const jobsOf = (deliveries: readonly Queued[]): SendJob[] =>
  Array.from({ length: Math.ceil(deliveries.length / JOB_SIZE) }, (_, n) => ({
    ids: deliveries.slice(n * JOB_SIZE, (n + 1) * JOB_SIZE).map(({ id }) => id),
  }))

/** The queues `notifications` and `notifications_dlq` of Bull: they fan out and show, and decide nothing. */
export class SendQueue {
  private readonly connections: QueueConnections
  private readonly queue: Bull.Queue<unknown>
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
    this.queue.on('stalled', ({ data }) =>
      log.warn({ deliveries: readJob(data)?.ids }, 'notifications were left by their worker'),
    )
  }

  /** Begins to take jobs, the next one as soon as `work` has the one before in its hands. One that nobody can read is let go. */
  process(work: (job: SendJob) => Promise<void>): void {
    this.queue
      .process(1, async ({ id, data }) => {
        const job = readJob(data)
        if (job === undefined) this.log.warn({ job: id }, 'a job of notifications cannot be read and is let go')
        else await work(job)
      })
      .catch((error: unknown) => this.log.debug({ why: whyOf(error) }, 'the queue of notifications was let go'))
  }

  /** Puts deliveries in by the job, the urgent ones first in line. Throws without Redis. */
  async add(deliveries: readonly Queued[]): Promise<void> {
    const jobs = [true, false].flatMap((lifo) =>
      jobsOf(deliveries.filter(({ urgent }) => urgent === lifo)).map((data) => ({ data, opts: { lifo, ...GONE } })),
    )
    await this.queue.addBulk(jobs)
  }

  /** Puts in what may have been lost, each by itself; what was so before for this attempt is left as it is. Throws without Redis. */
  async addLost(deliveries: readonly Queued[]): Promise<void> {
    await this.queue.addBulk(
      deliveries.map(({ id, urgent, attempt }) => ({
        data: { ids: [id] } satisfies SendJob,
        opts: { jobId: `${id}.${attempt}`, lifo: urgent, ...GONE },
      })),
    )
  }

  /** Brings one back after a while; where Redis is away, it is found due in Postgres. */
  async addLater(job: SendJob, delayMs: number): Promise<void> {
    await this.queue.add(job, { delay: delayMs, ...GONE }).catch((error: unknown) => this.noRedis(error))
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
