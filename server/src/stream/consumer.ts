import { declarationOf, type EventEnvelope, type EventTopic } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Book, PLAYER_EVENTS } from './book.ts'
import type { Advance, Cursor } from './stream.store.ts'

/** Takes at most `limit` events after a place into effect; the caller keeps the place that comes back. */
export type ConsumeAfter = (tx: Queryable, after: Cursor, limit: number) => Promise<Advance>

/** Versions by type. */
export type Knows = Readonly<Record<string, readonly number[]>>

/** What takes events in, from Postgres or Kafka. Each event is handed in once: its place is kept in the transaction of its effects. */
export interface Consumer {
  readonly name: string
  /** The topics it reads where there is Kafka; none: it reads from Postgres all the same. */
  readonly topics: readonly EventTopic[]
  /** The versions that it understands, by type; a type that is not named is none of its business. */
  readonly knows: Knows | 'everything'
  /** Whether it looks into payloads, which are then held against their schema first. */
  readonly readsPayload: boolean
  /** Whether few great batches suit it better than prompt ones. */
  readonly gathers?: boolean
  consume(tx: Queryable, events: readonly EventEnvelope[]): Promise<void>
  /** The same for at most `limit` events of players, where SQL can do it without bringing them here. */
  consumeAfter?: ConsumeAfter
}

/** The name a consumer's place in a book of Postgres is kept under. */
export const readerName = (consumer: string, { suffix }: Book = PLAYER_EVENTS): string =>
  `consumer:${consumer}${suffix}`

/** Why an event cannot take effect, or a message is none. */
export type DeadReason = 'NO_EVENT' | 'UNKNOWN_VERSION' | 'BAD_PAYLOAD' | 'EFFECT_FAILED'

export interface Unfit {
  readonly reason: DeadReason
  readonly detail: string
}

/** Whether an event is any of a consumer's business. */
export const concerns = ({ knows }: Consumer, { type }: EventEnvelope): boolean =>
  knows === 'everything' || Object.hasOwn(knows, type)

/** Why a consumer cannot read an event that concerns it; undefined: it can. */
export function whyUnfit(consumer: Consumer, event: EventEnvelope): Unfit | undefined {
  const { type, schemaVersion } = event
  if (consumer.knows !== 'everything' && !consumer.knows[type]?.includes(schemaVersion)) {
    return { reason: 'UNKNOWN_VERSION', detail: `${type}, version ${schemaVersion}` }
  }
  if (!consumer.readsPayload) return undefined
  const read = declarationOf(type)?.versions[schemaVersion]?.safeParse(event.payload)
  if (read?.success !== false) return undefined
  const [issue] = read.error.issues
  return { reason: 'BAD_PAYLOAD', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }
}
