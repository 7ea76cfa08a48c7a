import { type EventTopic, topicOf } from '@casino-club/shared'
import { CompressionTypes, type Kafka, type Message, type Producer } from 'kafkajs'
import type { Pool } from '../platform/postgres/pool.ts'
import { type Cursor, type StreamedEvent, saveCursor } from './stream.store.ts'
import type { StreamTarget } from './stream-reader.ts'

export const RELAY_READER = 'kafka-relay'

/**
 * Sends events to Kafka: keyed by player, acknowledged by all replicas, one batch in flight, the place saved after.
 * A crash between sending and saving sends again, which consumers drop; nothing is ever skipped.
 */
export class KafkaRelay implements StreamTarget {
  readonly reader = RELAY_READER
  private readonly producer: Producer
  private readonly pool: Pool
  private connected = false

  constructor(kafka: Kafka, pool: Pool) {
    this.producer = kafka.producer({ allowAutoTopicCreation: true, maxInFlightRequests: 1 })
    this.pool = pool
  }

  async deliver(events: readonly StreamedEvent[], last: Cursor): Promise<void> {
    if (!this.connected) await this.producer.connect()
    this.connected = true
    try {
      await this.producer.sendBatch({ acks: -1, compression: CompressionTypes.GZIP, topicMessages: byTopic(events) })
    } catch (error) {
      this.connected = false
      await this.producer.disconnect().catch(() => undefined)
      throw error
    }
    await saveCursor(this.pool, this.reader, last)
  }

  async close(): Promise<void> {
    await this.producer.disconnect()
  }
}

function byTopic(events: readonly StreamedEvent[]): { topic: EventTopic; messages: Message[] }[] {
  const topics = new Map<EventTopic, Message[]>()
  for (const { event } of events) {
    const topic = topicOf(event.type)
    const message = {
      key: String(event.userId),
      value: JSON.stringify(event),
      headers: { type: event.type, schemaVersion: String(event.schemaVersion) },
    }
    const messages = topics.get(topic)
    if (messages) messages.push(message)
    else topics.set(topic, [message])
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }))
}
