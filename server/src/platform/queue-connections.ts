import { Redis } from 'ioredis'

const RETRY_MS = 2_000
/** A Redis that takes commands and answers none is away, too. */
const ANSWER_MS = 2_000

/** Bull rejects with nothing at all where its connection was let go. */
export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given')

/** Connections to Redis as Bull wants them, and a way to let go of all of them whether Redis answers or not. */
export class QueueConnections {
  private readonly open: Redis[] = []
  private readonly url: string
  private readonly failed: (error: unknown) => void

  constructor(url: string, failed: (error: unknown) => void) {
    this.url = url
    this.failed = failed
  }

  /** Whoever adds fails fast; whoever waits for jobs waits for Redis too, as Bull asks for. */
  connect(type: 'client' | 'subscriber' | 'bclient'): Redis {
    const connection = new Redis(this.url, {
      ...(type === 'client' ? { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS } : { maxRetriesPerRequest: null }),
      enableReadyCheck: false,
      retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_MS),
    })
    connection.on('error', this.failed)
    this.open.push(connection)
    return connection
  }

  disconnect(): void {
    for (const connection of this.open) connection.disconnect()
  }
}
