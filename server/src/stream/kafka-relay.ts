import type { Kafka, Producer } from 'kafkajs'
import type { Pool } from '../platform/postgres/pool.ts'
import { type Book, NOTIFICATION_BOOK, PLAYER_EVENTS } from './book.ts'
import { isSamePlace } from './reader-place.store.ts'
import { type RelayPage, readRelayPage, type TopicEvents } from './relay-page.store.ts'
import { sendPage } from './relay-send.ts'
import { type Advance, type Cursor, saveCursor } from './stream.store.ts'
import type { StreamSweep } from './stream-reader.ts'

export const RELAY_READER = 'kafka-relay'
export const NOTIFICATION_RELAY_READER = 'notification-relay'

/** The next page, read while the one before it was on its way; undefined where that failed. */
interface Ahead {
  readonly after: Cursor
  readonly page: Promise<RelayPage | undefined>
}

/**
 * Sends the events of a book to Kafka: keyed by player, acknowledged by all replicas, one page in flight, the place saved after. While
 * it is on its way the next page is read, and no more than that.
 * A crash between sending and saving sends again, which consumers drop; nothing is ever skipped.
 */
export class KafkaRelay implements StreamSweep {
  readonly reader: string
  readonly book: Book
  private readonly producer: Producer
  private readonly pool: Pool
  private connected = false
  private ahead: Ahead | undefined

  constructor(kafka: Kafka, pool: Pool, book = PLAYER_EVENTS) {
    this.book = book
    this.reader = book === NOTIFICATION_BOOK ? NOTIFICATION_RELAY_READER : RELAY_READER
    this.producer = kafka.producer({ allowAutoTopicCreation: true, maxInFlightRequests: 1 })
    this.pool = pool
  }

  async advance(after: Cursor, limit: number): Promise<Advance> {
    const page = await this.nextPage(after, limit)
    const { last, taken } = page
    if (last === undefined) return { taken: 0, last: after }
    if (taken === limit) this.ahead = { after: last, page: this.read(last, limit).catch(() => undefined) }
    await this.send(page.topics)
    await saveCursor(this.pool, this.reader, last)
    return { taken, last }
  }

  async close(): Promise<void> {
    await this.ahead?.page
    await this.producer.disconnect()
  }

  private async nextPage(after: Cursor, limit: number): Promise<RelayPage> {
    const { ahead } = this
    this.ahead = undefined
    const page = ahead && isSamePlace(ahead.after, after) ? await ahead.page : undefined
    return page ?? this.read(after, limit)
  }

  private read(after: Cursor, limit: number): Promise<RelayPage> {
    return readRelayPage(this.pool, after, limit, this.book)
  }

  private async send(topics: TopicEvents[]): Promise<void> {
    if (!this.connected) await this.producer.connect()
    this.connected = true
    try {
      await sendPage(this.producer, topics)
    } catch (error) {
      this.connected = false
      await this.producer.disconnect().catch(() => undefined)
      throw error
    }
  }
}
