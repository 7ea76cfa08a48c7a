import { setTimeout as sleep } from 'node:timers/promises'
import { type EventEnvelope, eventEnvelopeSchema } from '@casino-club/shared'
import type { EachBatchPayload, Kafka, Consumer as KafkaClientConsumer, KafkaMessage } from 'kafkajs'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { Consumer } from './postgres-consumer.ts'
import { isAfter, lockPlace, savePlace } from './stream.store.ts'

const RETRY_MS = 1_000

/**
 * Runs a consumer from its topic. Its place in each partition is kept in the transaction of its effects, so that what
 * the relay or Kafka brings again is dropped; Kafka's own offset is committed after.
 */
export class KafkaConsumer {
  private readonly consumer: Consumer
  private readonly client: KafkaClientConsumer
  private readonly pool: Pool
  private readonly log: Log
  private readonly stopping = new AbortController()

  constructor(kafka: Kafka, consumer: Consumer, pool: Pool, log: Log) {
    this.consumer = consumer
    this.client = kafka.consumer({
      groupId: `casino-club-${consumer.name}`,
      allowAutoTopicCreation: true,
      // kafkajs gives up after some errors unless told that a crashed consumer always starts again.
      retry: { restartOnFailure: async () => true },
    })
    this.pool = pool
    this.log = log
  }

  /** Joins the group, and goes on trying while Kafka is away; resolves once it runs or is stopped. */
  async keepRunning(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.client.connect()
        await this.client.subscribe({ topic: this.consumer.topic, fromBeginning: true })
        await this.client.run({ eachBatchAutoResolve: false, eachBatch: (payload) => this.take(payload) })
        return
      } catch (error) {
        this.log.warn({ err: error, consumer: this.consumer.name }, 'a consumer cannot join; it tries again')
        await this.client.disconnect().catch(() => undefined)
        await sleep(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined)
      }
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.client.disconnect()
  }

  private async take({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> {
    const events = batch.messages.flatMap((message) => this.read(message))
    await inTransaction(this.pool, (tx) => this.takeNew(tx, batch.partition, events))
    resolveOffset(batch.lastOffset())
    await commitOffsetsIfNecessary()
    await heartbeat()
  }

  private async takeNew(tx: Queryable, partition: number, events: readonly EventEnvelope[]): Promise<void> {
    const { name } = this.consumer
    let place = await lockPlace(tx, name, partition)
    const fresh: EventEnvelope[] = []
    // One batch may hold an event and its repeat: each is held against the one before it.
    for (const event of events) {
      if (!isAfter(event, place)) continue
      fresh.push(event)
      place = event
    }
    if (fresh.length === 0) return
    await this.consumer.consume(tx, fresh)
    await savePlace(tx, name, partition, place)
  }

  /** A message that is no event of ours is reported and passed over: it must not hold up those behind it. */
  private read(message: KafkaMessage): EventEnvelope[] {
    try {
      return [eventEnvelopeSchema.parse(JSON.parse(message.value?.toString() ?? ''))]
    } catch (error) {
      this.log.error({ err: error, consumer: this.consumer.name, offset: message.offset }, 'a message is no event')
      return []
    }
  }
}
