import { accept, type EventTopic, kafkaHealthReply } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Book } from './book.ts'
import { findReaderHealth } from './health.store.ts'

const BEHIND_MS = 60_000

/** A reader whose place tells how events come to these topics. */
export interface WayOut {
  readonly reader: string
  readonly topics: readonly EventTopic[]
  readonly book: Book
}

export interface KafkaHealthDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly hasKafka: boolean
  readonly ways: readonly WayOut[]
}

/** How far events have come on their way; asked of Postgres, so that any process can answer, whether Kafka does or not. */
export function kafkaHealthRoutes({ pool, clock, hasKafka, ways }: KafkaHealthDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/kafka/health',
      summary: 'How far events have come on their way to Kafka, by reader; without Kafka, to whoever takes them in',
      tag: 'admin',
      access: { permission: 'jobs:read' },
      reply: kafkaHealthReply,
      handle: async () => {
        const readers = await Promise.all(
          ways.map(async ({ reader, topics, book }) => ({
            ...(await findReaderHealth(pool, reader, book)),
            topics: [...topics],
          })),
        )
        const sinceMs = clock.nowMs() - BEHIND_MS
        const behind = readers.some(({ oldestAt }) => oldestAt !== null && Date.parse(oldestAt) < sinceMs)
        return accept({ kafka: hasKafka, behind, readers })
      },
    }),
  ]
}
