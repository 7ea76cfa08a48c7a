import { EventEmitter } from 'node:events'
import type { OwnNotification, ServerMessages } from '@casino-club/shared'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Queryable } from './pool.ts'

/** What processes tell each other about rows that have changed. Sent inside the transaction, heard after its commit. */
export interface BusMessages {
  /** A player's row was written by somebody other than the room that may be open. */
  player: { userId: number; version: number; notice?: ServerMessages['notice'] }
  /** Sessions ended; connections made with them must close. */
  sessions: { sessionIds: string[] }
  /** A signing key was made or retired. */
  keys: Record<string, never>
  /** The club is closed to a player from now on: his connections must close. `untilMs` null: for ever. */
  closed: { userId: number; reason: 'PAUSED' | 'SELF_EXCLUDED'; untilMs: number | null }
  /** A key of web push was made or retired. */
  pushKeys: Record<string, never>
  /** A table of a game was published. */
  odds: { game: string }
  /** Another drawing of the lottery is on sale, or one was drawn. */
  drawing: { roundId: number }
  /** An item of the catalogue was added or changed. */
  items: Record<string, never>
  /** A product was published, withdrawn or stopped. */
  shop: Record<string, never>
  /** An experiment was started, changed or ended. */
  experiments: Record<string, never>
  /** A letter was queued. */
  mail: Record<string, never>
  /** Something is to be told to players. */
  notifications: Record<string, never>
  /** Dead letters were decided about, or erased: by their numbers. */
  deadLetters: { decided: readonly number[] }
  /** A message came into a player's centre, or how many are unread there has changed. */
  notification: { userId: number; news: ServerMessages['notification'] }
  /** Messages of the same words came into centres: for each his player, the id of the message, and how many are unread. */
  arrivals: {
    words: Omit<OwnNotification, 'id'>
    to: readonly (readonly [userId: number, id: number, unread: number])[]
  }
  /** An import of rewards was started. */
  imports: Record<string, never>
  /** A campaign was started, or goes on. */
  campaigns: Record<string, never>
  /** A run of a job was asked for, or a job enabled. */
  jobs: Record<string, never>
}
export type BusTopic = keyof BusMessages
/** Topics whose messages are about one player each. */
export type PlayerTopic = { [T in BusTopic]: BusMessages[T] extends { userId: number } ? T : never }[BusTopic]

const CHANNEL = 'casino_bus'
const RETRY_MS = 500
const PULSE_MS = 5_000
const ANSWER_MS = 5_000

/** Tells all processes; part of a transaction when given its connection. For commands, which listen to nothing. */
export async function publishOn<T extends BusTopic>(via: Queryable, topic: T, message: BusMessages[T]): Promise<void> {
  await via.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, message })])
}

/** Tells of several things by one statement, in their order; gives nothing for each. */
export async function publishAll<T extends BusTopic>(
  via: Queryable,
  topic: T,
  messages: readonly BusMessages[T][],
): Promise<undefined[]> {
  const payloads = messages.map((message) => JSON.stringify({ topic, message }))
  await via.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [CHANNEL, payloads])
  return messages.map(() => undefined)
}

/**
 * Postgres LISTEN/NOTIFY. A message can be lost while the connection is down, so every reconnect emits `resync`, and
 * whoever caches rows reads them again; `connected` tells whether the cache can be trusted now.
 */
export class Bus {
  private readonly events = new EventEmitter().setMaxListeners(0)
  private client: pg.Client | undefined
  private stopped = false
  private retry: NodeJS.Timeout | undefined
  private pulse: NodeJS.Timeout | undefined
  private readonly databaseUrl: string
  private readonly log: Log
  connected = false

  constructor(databaseUrl: string, log: Log) {
    this.databaseUrl = databaseUrl
    this.log = log
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      application_name: 'casino-bus',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    client.on('error', (error) => this.lost(client, error))
    client.on('end', () => this.lost(client))
    client.on('notification', ({ payload }) => this.deliver(payload ?? ''))
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.client = client
    this.connected = true
    this.pulse = setInterval(() => this.feel(client), PULSE_MS)
    this.pulse.unref()
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.retry)
    clearInterval(this.pulse)
    await this.client?.end().catch(() => undefined)
  }

  /** A connection can die without a word; a question that is not answered shows it. */
  private feel(client: pg.Client): void {
    client.query('select 1').catch((error: Error) => {
      this.lost(client, error)
      client.end().catch(() => undefined)
    })
  }

  /** Part of a transaction when given its connection. */
  async publish<T extends BusTopic>(via: Queryable, topic: T, message: BusMessages[T]): Promise<void> {
    await publishOn(via, topic, message)
  }

  on<T extends BusTopic>(topic: T, listener: (message: BusMessages[T]) => void): () => void {
    this.events.on(topic, listener)
    return () => this.events.off(topic, listener)
  }

  /** What is about one player: thousands may listen so, and a message looks for its own only. */
  onPlayer<T extends PlayerTopic>(topic: T, userId: number, listener: (message: BusMessages[T]) => void): () => void {
    const name = `${topic} ${userId}`
    this.events.on(name, listener)
    return () => this.events.off(name, listener)
  }

  onResync(listener: () => void): () => void {
    this.events.on('resync', listener)
    return () => this.events.off('resync', listener)
  }

  private deliver(payload: string): void {
    try {
      const { topic, message } = JSON.parse(payload) as { topic: BusTopic; message: { userId?: number } }
      this.emit(topic, message)
    } catch (error) {
      this.log.error({ err: error }, 'a bus message could not be handled')
    }
  }

  /** Tells this process alone of a part of what all were told. */
  tellHere<T extends PlayerTopic>(topic: T, message: BusMessages[T]): void {
    this.emit(topic, message)
  }

  private emit(topic: BusTopic, message: { userId?: number }): void {
    this.tell(topic, message)
    if (message.userId !== undefined) this.tell(`${topic} ${message.userId}`, message)
  }

  /** One listener that fails keeps the message from nobody behind it. */
  private tell(name: string, message: unknown): void {
    for (const listener of this.events.listeners(name)) {
      try {
        listener(message)
      } catch (error) {
        this.log.error({ err: error }, 'a bus message could not be handled')
      }
    }
  }

  private lost(client: pg.Client, error?: Error): void {
    if (this.client !== client || this.stopped) return
    this.client = undefined
    this.connected = false
    clearInterval(this.pulse)
    this.log.warn({ why: error?.message }, 'the bus lost its connection')
    this.reconnectLater()
  }

  private reconnectLater(): void {
    // A connection that fails says so twice, by its promise and by its end: still one try at a time.
    clearTimeout(this.retry)
    this.retry = setTimeout(() => {
      this.start()
        .then(() => this.events.emit('resync'))
        .catch(() => {
          if (!this.stopped) this.reconnectLater()
        })
    }, RETRY_MS)
    this.retry.unref()
  }
}
