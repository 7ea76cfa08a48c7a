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

/** Topics appear by themselves on the mock, which cannot make them; a real broker tells of one only after a while. */
async function ensureTopics(kafka: Kafka): Promise<void> {
  if (inject('kafkaIsMock')) return
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ waitForLeaders: true, topics: EVENT_TOPICS.map((topic) => ({ topic, numPartitions: 3 })) })
  await admin.disconnect()
}

/** Listens to every topic from its beginning, for messages with these keys. */
export async function listenToTopics(kafka: Kafka, keys: ReadonlySet<string>) {
  await ensureTopics(kafka)
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
