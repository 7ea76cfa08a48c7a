import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventEnvelope } from '@casino-club/shared'
import {
  CompressionTypes,
  type EachBatchPayload,
  type Kafka,
  type Consumer as KafkaClientConsumer,
  type KafkaMessage,
  type Producer,
} from 'kafkajs'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { bookOf, eventIdIn } from './book.ts'
import { type Consumer, readerName } from './consumer.ts'
import {
  deadLetterTopic,
  headersOf,
  insertDeadLetters,
  letterOf,
  logDeadLetters,
  type NewDeadLetter,
} from './dead-letters.store.ts'
import { KafkaLag } from './kafka-lag.ts'
import { readEnvelope } from './read-envelope.ts'
import { type Cursor, isAfter, lockPlace, savePlace } from './stream.store.ts'
import type { StreamGauges } from './stream-gauges.ts'
import { takeEvents } from './take-events.ts'

const RETRY_MS = 1_000
/** Each in a transaction of its own; they wait for one another only where they write the same rows. */
const PARTITIONS_AT_ONCE = 3
/** A message in bytes and a key that is none of ours; so many letters at once stay below a megabyte, as brokers want it. */
const MOST_BODY = 10_000
const MOST_KEY = 100
const LETTERS_AT_ONCE = 80
/** Longer than a transaction may take; kafkajs would wait for half a minute. */
const SESSION_MS = 20_000
/** A fetch that finds nothing is answered so soon: kafkajs would let it wait for five seconds. */
const FETCH_WAIT_MS = 250

export interface KafkaConsumerOptions {
  readonly kafka: Kafka
  readonly pool: Pool
  readonly log: Log
  readonly gauges: StreamGauges
  readonly clock: Clock
  /** After so long without a sign of life its partitions are another's. */
  readonly sessionTimeoutMs?: number
}

/**
 * After a member that was killed a group lets nobody in until his session is over: who stops waits for it no longer than this.
 */
const LAST_JOIN_MS = 2_000

/** A dead letter, and the message that it came by. */
interface DeadMessage {
  readonly letter: NewDeadLetter
  readonly message: KafkaMessage
}

/**
 * Runs a consumer from its topics, in a group of its own. Its place in each partition is kept in the transaction of its
 * effects, so that what the relay or Kafka brings again is dropped; Kafka's own offset is committed after. What cannot
 * take effect goes to Postgres and to a topic of dead letters before that.
 */
export class KafkaConsumer {
  private readonly consumer: Consumer
  private readonly options: KafkaConsumerOptions
  private readonly client: KafkaClientConsumer
  private readonly lag: KafkaLag
  private readonly stopping = new AbortController()
  private joining = Promise.resolve()
  private producer: Producer | undefined

  constructor(consumer: Consumer, options: KafkaConsumerOptions) {
    this.consumer = consumer
    this.options = options
    this.client = options.kafka.consumer({
      groupId: `casino-club-${consumer.name}`,
      allowAutoTopicCreation: true,
      sessionTimeout: options.sessionTimeoutMs ?? SESSION_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      // kafkajs gives up after some errors unless told that a crashed consumer always starts again.
      retry: { restartOnFailure: async () => !this.stopping.signal.aborted },
    })
    this.lag = new KafkaLag(this.client, consumer.name, options)
    this.client.on(this.client.events.CRASH, ({ payload: { error, restart } }) => {
      // What kafkajs takes for an error for good, an answer to dead letters for one, is none to us.
      if (!restart && !this.stopping.signal.aborted) this.joining = this.joinAgain(error)
    })
  }

  /** Joins the group, and goes on trying while Kafka is away; resolves once it runs or is stopped. */
  async keepRunning(): Promise<void> {
    this.lag.start()
    this.joining = this.join()
    await this.joining
  }

  private async join(): Promise<void> {
    const { log } = this.options
    while (!this.stopping.signal.aborted) {
      try {
        await this.client.connect()
        await this.client.subscribe({ topics: [...this.consumer.topics], fromBeginning: true })
        await this.client.run({
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
          eachBatch: (payload) => this.take(payload),
        })
        return
      } catch (error) {
        log.warn({ err: error, consumer: this.consumer.name }, 'a consumer cannot join; it tries again')
        await this.client.disconnect().catch(() => undefined)
        await this.pause()
      }
    }
  }

  private async joinAgain(error: Error): Promise<void> {
    this.options.log.warn({ err: error, consumer: this.consumer.name }, 'a consumer has ended; it joins again')
    await this.pause()
    await this.join()
  }

  private async pause(): Promise<void> {
    await sleep(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.race([this.joining, sleep(LAST_JOIN_MS, undefined, { ref: false })])
    await this.client.disconnect()
    await this.lag.stop()
    await this.producer?.disconnect()
  }

  private async take({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = batch
    const read = messages.map((message) => readMessage({ topic, partition }, message))
    const events = read.flatMap((one) => ('event' in one ? [one] : []))
    const strange = read.flatMap((one) => ('letter' in one ? [one] : []))
    this.lag.begin(batch, events[0]?.event)
    await inTransaction(this.options.pool, async (tx) => {
      const dead = [...strange, ...(await this.takeNew(tx, { topic, partition }, events))]
      await this.bury(tx, { topic, partition }, dead)
    })
    this.options.gauges.took(readerName(this.consumer.name), events.length)
    this.lag.note(batch, events.at(-1)?.event)
    resolveOffset(batch.lastOffset())
    await commitOffsetsIfNecessary()
    await heartbeat()
  }

  /** Gives what could not take effect. */
  private async takeNew(
    tx: Queryable,
    at: { readonly topic: string; readonly partition: number },
    events: readonly { event: EventEnvelope; message: KafkaMessage }[],
  ): Promise<DeadMessage[]> {
    const place = { consumer: this.consumer.name, ...at }
    const { next, ...held } = await lockPlace(tx, place, readerName(this.consumer.name, bookOf(at.topic)))
    let last: Cursor = held
    const strange: DeadMessage[] = []
    const fresh = new Map<EventEnvelope, KafkaMessage>()
    // One batch may hold an event and its repeat: each is held against the one before it.
    for (const { event, message } of events) {
      if (!isAfter(event, last)) continue
      // It would lift the place beyond all that is to come.
      if (event.xid !== last.xid && BigInt(event.xid) >= next) {
        strange.push(strangeMessage(at, message, 'of a transaction that there has not been'))
        continue
      }
      fresh.set(event, message)
      last = event
    }
    if (fresh.size === 0) return strange
    const dead = await takeEvents(tx, this.consumer, [...fresh.keys()])
    await savePlace(tx, place, last)
    const unfit = dead.flatMap((one) => {
      const message = fresh.get(one.event)
      return message ? [{ letter: letterOf(one), message }] : []
    })
    return [...strange, ...unfit]
  }

  /** Both, or neither: where the topic cannot be reached, the batch comes again. */
  private async bury(
    tx: Queryable,
    { topic, partition }: { readonly topic: string; readonly partition: number },
    dead: readonly DeadMessage[],
  ): Promise<void> {
    if (dead.length === 0) return
    const { log, kafka } = this.options
    const { name } = this.consumer
    const letters = dead.map(({ letter }) => letter)
    await insertDeadLetters(tx, name, letters)
    logDeadLetters(log, name, letters)
    this.producer ??= kafka.producer({ allowAutoTopicCreation: true, maxInFlightRequests: 1 })
    await this.producer.connect()
    for (let from = 0; from < dead.length; from += LETTERS_AT_ONCE) {
      await this.producer.send({
        topic: deadLetterTopic(name),
        acks: -1,
        compression: CompressionTypes.GZIP,
        messages: dead.slice(from, from + LETTERS_AT_ONCE).map(({ letter, message: { key, value, offset } }) => ({
          key: key?.subarray(0, MOST_KEY) ?? null,
          value: value?.subarray(0, MOST_BODY) ?? null,
          headers: { ...headersOf(name, letter), topic, partition: String(partition), offset },
        })),
      })
    }
  }
}

function strangeMessage(
  { topic, partition }: { readonly topic: string; readonly partition: number },
  message: KafkaMessage,
  detail: string,
): DeadMessage {
  const text = message.value?.toString() ?? ''
  const letter = {
    // Offsets begin again where a topic is made anew; what the message says does not.
    source: `${topic}/${partition}/${message.offset}/${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
    type: null,
    schemaVersion: null,
    reason: 'NO_EVENT' as const,
    detail,
    body: text.slice(0, MOST_BODY),
  }
  return { letter, message }
}

/** A message that is no event of ours must not hold up those behind it. */
function readMessage(
  at: { readonly topic: string; readonly partition: number },
  message: KafkaMessage,
): { event: EventEnvelope; message: KafkaMessage } | DeadMessage {
  try {
    const event = readEnvelope(message.value?.toString() ?? '')
    // In the wrong partition its place would say nothing of those around it.
    if (message.key?.toString() !== String(event.userId)) throw new RangeError('not under the key of its player')
    // A dead letter is kept and found again by it.
    if (event.eventId !== eventIdIn(bookOf(at.topic), event)) throw new RangeError('its id is not that of its place')
    return { event, message }
  } catch (error) {
    const detail = error instanceof z.ZodError ? 'not the envelope of an event' : (error as Error).message
    return strangeMessage(at, message, detail)
  }
}
