import type { EventEnvelope } from '@casino-club/shared'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type Advance, type Cursor, type StreamedEvent, saveCursor } from './stream.store.ts'
import type { StreamSource, StreamSweep } from './stream-reader.ts'

/** Takes at most `limit` events after a place into effect; the caller keeps the place that comes back. */
export type ConsumeAfter = (tx: Queryable, after: Cursor, limit: number) => Promise<Advance>

/** What takes events in. Each event is handed in once: its place is kept in the transaction of its effects. */
export interface Consumer {
  readonly name: string
  /** The topic it reads where there is Kafka. */
  readonly topic: string
  consume(tx: Queryable, events: readonly EventEnvelope[]): Promise<void>
  /** The same for at most `limit` events of the table, where SQL can do it without bringing them here. */
  consumeAfter?: ConsumeAfter
}

/** The name a consumer's place in Postgres is kept under. */
export const readerName = (consumer: string): string => `consumer:${consumer}`

/** Runs a consumer that works in SQL alone: its effects and its place are one transaction. */
export function postgresSweep(name: string, consumeAfter: ConsumeAfter, pool: Pool): StreamSweep {
  const reader = readerName(name)
  return {
    reader,
    advance: (after, limit) =>
      inTransaction(pool, async (tx) => {
        const advance = await consumeAfter(tx, after, limit)
        if (advance.taken > 0) await saveCursor(tx, reader, advance.last)
        return advance
      }),
  }
}

/** Runs a consumer straight from Postgres: its effects and its place are one transaction. */
export function postgresConsumer(consumer: Consumer, pool: Pool): StreamSource {
  const { name, consumeAfter } = consumer
  if (consumeAfter !== undefined) return postgresSweep(name, consumeAfter, pool)
  const reader = readerName(name)
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
