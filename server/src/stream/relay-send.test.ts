import kafkajs, { type ProducerBatch } from 'kafkajs'
import { expect, test } from 'vitest'
import type { TopicEvents } from './relay-page.store.ts'
import { sendPage } from './relay-send.ts'

const eventsOf = (topic: TopicEvents['topic'], count: number): TopicEvents => ({
  topic,
  messages: Array.from({ length: count }, (_, nth) => ({ key: '1', value: `${topic} ${nth}` })),
})

/** A broker that takes so many messages of a topic at once, and keeps them; what it took of a batch it refused it has. */
function brokerOf(most: number) {
  const kept: string[] = []
  async function sendBatch({ topicMessages = [] }: ProducerBatch) {
    for (const { messages } of topicMessages) {
      if (messages.length > most) {
        throw new kafkajs.KafkaJSProtocolError({ type: 'MESSAGE_TOO_LARGE', code: 10, retriable: false } as never)
      }
      kept.push(...messages.map(({ value }) => `${value}`))
    }
    return []
  }
  return { kept, sendBatch }
}

const valuesOf = (topics: readonly TopicEvents[]) =>
  topics.flatMap(({ messages }) => messages.map(({ value }) => `${value}`))

test('what is too large at once goes in parts, in the order of its topic', async () => {
  const topics = [eventsOf('user_rewards', 2), eventsOf('game_history_events', 11)]
  const broker = brokerOf(3)
  await sendPage(broker, topics)
  expect(broker.kept.filter((value, nth) => broker.kept.indexOf(value) === nth)).toEqual(valuesOf(topics))
  expect(broker.kept.slice(2)).toEqual(valuesOf(topics))
})

test('one event that is too large alone, and any other fault, is told', async () => {
  await expect(sendPage(brokerOf(0), [eventsOf('purchases', 3)])).rejects.toThrow(kafkajs.KafkaJSProtocolError)
  const away = { sendBatch: () => Promise.reject(new Error('away')) }
  await expect(sendPage(away, [eventsOf('purchases', 3)])).rejects.toThrow('away')
})
