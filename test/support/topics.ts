import { EVENT_TOPICS } from '@casino-club/shared'
import { Kafka, logLevel } from 'kafkajs'
import { inject } from 'vitest'
import { aName } from './club.ts'

export interface TopicMessage {
  readonly topic: string
  readonly key: string
  readonly value: string
  readonly headers: Record<string, string>
}

export function kafkaOfTests(): Kafka {
  return new Kafka({ brokers: inject('kafkaBrokers') ?? [], clientId: 'casino-test', logLevel: logLevel.NOTHING })
}

/** Listens to every topic from its beginning, for messages with these keys. */
export async function listenToTopics(kafka: Kafka, keys: ReadonlySet<string>) {
  const messages: TopicMessage[] = []
  const consumer = kafka.consumer({ groupId: aName('listener-'), maxWaitTimeInMs: 100, allowAutoTopicCreation: true })
  await consumer.connect()
  await consumer.subscribe({ topics: [...EVENT_TOPICS], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ topic, message }) => {
      const key = message.key?.toString() ?? ''
      if (!keys.has(key)) return
      const headers = Object.fromEntries(
        Object.entries(message.headers ?? {}).map(([name, value]) => [name, `${value}`]),
      )
      messages.push({ topic, key, value: message.value?.toString() ?? '', headers })
    },
  })
  return { messages, stop: () => consumer.disconnect() }
}
