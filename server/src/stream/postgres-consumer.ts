import type { EventEnvelope } from '@casino-club/shared'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type Cursor, type StreamedEvent, saveCursor } from './stream.store.ts'
import type { StreamTarget } from './stream-reader.ts'

/** What takes events in. Each event is handed in once: its place is kept in the transaction of its effects. */
export interface Consumer {
  readonly name: string
  /** The topic it reads where there is Kafka. */
  readonly topic: string
  consume(tx: Queryable, events: readonly EventEnvelope[]): Promise<void>
}

/** Runs a consumer straight from Postgres: its effects and its place are one transaction. */
export function postgresConsumer(consumer: Consumer, pool: Pool): StreamTarget {
  const reader = `consumer:${consumer.name}`
  return {
    reader,
    async deliver(events: readonly StreamedEvent[], last: Cursor) {
      await inTransaction(pool, async (tx) => {
        await consumer.consume(
          tx,
          events.map(({ event }) => event),
        )
        await saveCursor(tx, reader, last)
      })
    },
  }
}
