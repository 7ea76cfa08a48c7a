import { type EventEnvelope, NOTIFICATION_EVENTS } from '@casino-club/shared'
import { createLog } from '../../server/src/platform/log.ts'
import { type Consumer, NOTIFICATION_BOOK, postgresConsumer } from '../../server/src/stream/index.ts'
import { aName, type TestClub } from './club.ts'
import { readerOf } from './streams.ts'

export type Told = Pick<EventEnvelope, 'type' | 'payload'>

/** What the book tells of a player, in the order in which readers are told. */
export const toldOf = ({ sql }: Pick<TestClub, 'sql'>, userId: number) =>
  sql<Told & Record<string, unknown>>(
    'select type, payload from notification_events where user_id = $1 order by xid, user_id, seq',
    [userId],
  )

/** The types of events, without what all begin with. */
export const typesOf = (events: readonly Pick<EventEnvelope, 'type'>[]): string[] =>
  events.map(({ type }) => type.slice('notification.'.length))

/** A consumer of the topic `notifications` that holds every payload against its schema and keeps what it takes. */
export function notificationTaker(changes: Partial<Consumer> = {}) {
  const taken: EventEnvelope[] = []
  const consumer: Consumer = {
    name: aName('taker'),
    topics: ['notifications'],
    knows: Object.fromEntries(Object.keys(NOTIFICATION_EVENTS).map((type) => [type, [1]])),
    readsPayload: true,
    consume: async (_tx, events) => void taken.push(...events),
    ...changes,
  }
  return { consumer, taken, of: (userId: number) => taken.filter((event) => event.userId === userId) }
}

/** Lets a consumer read the book from Postgres; gives what stops it. */
export function readBook(club: TestClub, consumer: Consumer): { stop(): Promise<void> } {
  const sweep = postgresConsumer(consumer, club.core.pool, createLog('silent'), NOTIFICATION_BOOK)
  const reader = readerOf(club, sweep)
  reader.start()
  return { stop: () => reader.stop() }
}
