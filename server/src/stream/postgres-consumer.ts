import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type Book, bookOf, PLAYER_EVENTS } from './book.ts'
import { type ConsumeAfter, type Consumer, readerName } from './consumer.ts'
import { insertDeadLetters, letterOf, logDeadLetters } from './dead-letters.store.ts'
import { isSamePlace, lockReader } from './reader-place.store.ts'
import { type Advance, type Cursor, hasPlaceBeyond, hasUnknown, readEvents, saveCursor } from './stream.store.ts'
import type { StreamSweep } from './stream-reader.ts'
import { attempt, takeEvents } from './take-events.ts'

/** Runs a consumer that works in SQL alone: its effects and its place are one transaction. */
export function postgresSweep(name: string, consumeAfter: ConsumeAfter, pool: Pool): StreamSweep {
  return sweep(readerName(name), PLAYER_EVENTS, consumeAfter, pool)
}

const countsTwice = (name: string): string =>
  `${name} has taken later events from Kafka, which would count twice: npm run stream -- rebuild ${name} --apply puts that right`

/**
 * Runs a consumer straight from a book of Postgres. What it can do in SQL is done there; a batch in which something is unfit, or
 * fails, is taken event by event, so that the others have their effect.
 */
export function postgresConsumer(consumer: Consumer, pool: Pool, log: Log, book = PLAYER_EVENTS): StreamSweep {
  const { name, topics } = consumer
  const ofBook = topics.filter((topic) => bookOf(topic) === book)
  let follows = ofBook.length === 0
  const consumeAfter: ConsumeAfter = async (tx, after, limit) => {
    if (!follows && (await hasPlaceBeyond(tx, name, ofBook, after))) throw new Error(countsTwice(name))
    follows = true
    return advanceConsumer(tx, consumer, { after, limit, log, book })
  }
  return { ...sweep(readerName(name, book), book, consumeAfter, pool), deadLettersOf: name }
}

function sweep(reader: string, book: Book, consumeAfter: ConsumeAfter, pool: Pool): StreamSweep {
  return {
    reader,
    book,
    advance: (after, limit) =>
      inTransaction(pool, async (tx) => {
        const place = await lockReader(tx, reader)
        // Somebody else was here: from where he has come to, and not twice.
        if (!isSamePlace(place, after)) return { taken: limit, last: place }
        const advance = await consumeAfter(tx, after, limit)
        if (advance.taken > 0) await saveCursor(tx, reader, advance.last)
        return advance
      }),
  }
}

/** Lets the next events take effect, and keeps as dead letters what cannot. The caller keeps the place that comes back. */
export async function advanceConsumer(
  tx: Queryable,
  consumer: Consumer,
  { after, limit, log, lettersOf = consumer.name, book = PLAYER_EVENTS }: AdvanceOrder,
): Promise<Advance> {
  const inSql = book === PLAYER_EVENTS ? await advanceInSql(tx, consumer, after, limit) : undefined
  if (inSql) return inSql
  const events = await readEvents(tx, after, limit, book)
  const last = events.at(-1)?.cursor
  if (last === undefined) return { taken: 0, last: after }
  const dead = await takeEvents(
    tx,
    consumer,
    events.map(({ event }) => event),
  )
  const letters = dead.map(letterOf)
  logDeadLetters(log, lettersOf, letters)
  await insertDeadLetters(tx, lettersOf, letters)
  return { taken: events.length, last }
}

interface AdvanceOrder {
  readonly after: Cursor
  readonly limit: number
  readonly log: Log
  /** Under whose name dead letters are kept, if not its own. */
  readonly lettersOf?: string
  /** Which events; absent: those of players. */
  readonly book?: Book
}

/** Undefined where SQL cannot: there is none, something in the batch is of an unknown version, or it failed. */
async function advanceInSql(
  tx: Queryable,
  { consumeAfter, knows }: Consumer,
  after: Cursor,
  limit: number,
): Promise<Advance | undefined> {
  if (consumeAfter === undefined) return undefined
  let advance: Advance | undefined
  const failed = await attempt(tx, async () => {
    advance = await consumeAfter(tx, after, limit)
    if (knows !== 'everything' && (await hasUnknown(tx, { after, upTo: advance.last }, knows)))
      throw new RangeError('an unknown version')
  })
  return failed ? undefined : advance
}
