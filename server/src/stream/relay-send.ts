import kafkajs, { CompressionTypes, type Producer } from 'kafkajs'
import type { TopicEvents } from './relay-page.store.ts'

/**
 * Sends events, in order per topic. What a broker finds too large for one message batch goes in parts; one event that is too
 * large alone is a fault.
 */
export async function sendPage(producer: Pick<Producer, 'sendBatch'>, topics: TopicEvents[]): Promise<void> {
  try {
    await producer.sendBatch({ acks: -1, compression: CompressionTypes.GZIP, topicMessages: topics })
  } catch (error) {
    const parts = isTooLarge(error) ? partsOf(topics) : []
    if (parts.length < 2) throw error
    for (const part of parts) await sendPage(producer, part)
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof kafkajs.KafkaJSProtocolError && error.type === 'MESSAGE_TOO_LARGE'

/** Topic by topic, and one topic by halves; one event has no parts. */
function partsOf(topics: TopicEvents[]): TopicEvents[][] {
  const [first, second] = topics
  if (first === undefined) return []
  if (second !== undefined) return topics.map((topic) => [topic])
  const { topic, messages } = first
  if (messages.length < 2) return []
  const middle = Math.ceil(messages.length / 2)
  return [messages.slice(0, middle), messages.slice(middle)].map((half) => [{ topic, messages: half }])
}
