import { BullAdapter } from '@bull-board/api/bullAdapter'
import Bull from 'bull'
import { QueueConnections } from '../platform/queue-connections.ts'

const PREFIX = '{casino}'
/** Every queue of the club: what is to be sent, what could not be, and what rings for the timetable. */
const NAMES = ['notifications', 'notifications_dlq', 'jobs'] as const
const CLOSE_MS = 2_000

/** The queues as they are looked at: nobody takes a job of them here. */
export class ShownQueues {
  private readonly connections: QueueConnections
  private readonly queues: readonly Bull.Queue[]

  constructor(redisUrl: string, failed: (error: unknown) => void) {
    this.connections = new QueueConnections(redisUrl, failed)
    const createClient = (type: 'client' | 'subscriber' | 'bclient') => this.connections.connect(type)
    this.queues = NAMES.map((name) => new Bull(name, { prefix: PREFIX, createClient }))
    for (const queue of this.queues) queue.on('error', failed)
  }

  /** To be looked at only: the board shows no button, and does nothing where it is asked all the same. */
  adapters(): BullAdapter[] {
    return this.queues.map((queue) => new BullAdapter(queue, { readOnlyMode: true, allowRetries: false }))
  }

  async close(): Promise<void> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())
    await Promise.race([Promise.all(this.queues.map((queue) => queue.close(true).catch(() => undefined))), timeout])
    this.connections.disconnect()
  }
}
