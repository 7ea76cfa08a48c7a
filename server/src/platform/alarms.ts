import Bull from 'bull'
import type { Log } from './log.ts'
import { QueueConnections, whyOf } from './queue-connections.ts'

export interface Alarm {
  readonly name: string
  /** Five fields, UTC. */
  readonly cron: string
}

const CLOSE_MS = 2_000
const KEPT = { removeOnComplete: true, removeOnFail: true } as const

/**
 * Rings by the clock, through a queue of Redis. It only wakes: whoever is woken decides by what Postgres says, and what was
 * lost with Redis is set again by `arm`.
 */
export class Alarms {
  private readonly queue: Bull.Queue
  private readonly connections: QueueConnections
  private readonly alarms: readonly Alarm[]
  private readonly log: Log

  constructor({
    redisUrl,
    alarms,
    ring,
    log,
  }: { redisUrl: string; alarms: readonly Alarm[]; ring: () => void; log: Log }) {
    this.alarms = alarms
    this.log = log
    this.connections = new QueueConnections(redisUrl, (error) =>
      log.debug({ why: whyOf(error) }, 'the alarm clock has no Redis'),
    )
    this.queue = new Bull('jobs', {
      prefix: '{casino}',
      createClient: (type) => this.connections.connect(type),
      defaultJobOptions: KEPT,
    })
    this.queue.on('error', (error: unknown) => log.debug({ why: whyOf(error) }, 'the alarm clock has no Redis'))
    this.queue
      .process('*', async () => ring())
      .catch((error: unknown) => {
        log.debug({ why: whyOf(error) }, 'the alarm clock was let go')
      })
  }

  /** Sets every alarm that is not set, and takes away those of another timetable. */
  async arm(): Promise<void> {
    const set = await this.queue.getRepeatableJobs()
    for (const { name, cron, key } of set) {
      if (!this.alarms.some((alarm) => alarm.name === name && alarm.cron === cron))
        await this.queue.removeRepeatableByKey(key)
    }
    for (const { name, cron } of this.alarms) await this.queue.add(name, {}, { ...KEPT, repeat: { cron, tz: 'UTC' } })
  }

  /** Arms without waiting; where Redis is away, the next time does. */
  armSafely(): void {
    this.arm().catch((error: unknown) => this.log.warn({ why: whyOf(error) }, 'the alarms could not be set'))
  }

  /** Lets go of Redis, whether it answers or not. */
  async stop(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())
    await Promise.race([this.queue.close(true).catch(() => undefined), timeout])
    this.connections.disconnect()
  }
}
