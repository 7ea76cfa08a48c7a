import type { EventTopic } from '@casino-club/shared'

/** A table of committed events in one order of its own; each reader has a place in each that it reads. */
export interface Book {
  readonly table: 'player_events' | 'notification_events'
  /** What a play has, or nothing in its place: `command_id, game, table_version, bet, win`. */
  readonly playColumns: string
  /** After the name of a consumer, in the name that its place is kept under. */
  readonly suffix: string
}

export const PLAYER_EVENTS: Book = {
  table: 'player_events',
  playColumns: 'command_id, game, table_version, bet, win',
  suffix: '',
}

/** What becomes of notifications: nobody's balance, and no game. Kept for 120 days. */
export const NOTIFICATION_BOOK: Book = {
  table: 'notification_events',
  playColumns:
    'null::uuid as command_id, null::text as game, null::integer as table_version, null::bigint as bet, null::bigint as win',
  suffix: ':notifications',
}

const BOOKS = [PLAYER_EVENTS, NOTIFICATION_BOOK]

/** The book that the events of a topic stand in. */
export const bookOf = (topic: string): Book =>
  topic === ('notifications' satisfies EventTopic) ? NOTIFICATION_BOOK : PLAYER_EVENTS

/** The books that a consumer reads where there is no Kafka; without topics it is that of players. */
export const booksOf = ({ topics }: { readonly topics: readonly EventTopic[] }): readonly Book[] =>
  topics.length === 0 ? [PLAYER_EVENTS] : BOOKS.filter((book) => topics.some((topic) => bookOf(topic) === book))

/** An event of a table, as its id names it. */
interface Named {
  readonly xid: string
  readonly userId: number | string
  readonly seq: number | string
}

/** An event's id: by its player and number, or by its place and number. */
export const eventIdIn = ({ table }: Book, { xid, userId, seq }: Named): string =>
  table === 'player_events' ? `${userId}-${seq}` : `notification-${xid}-${seq}`

/** Where the event of an id stands: its book, and a condition on `$1` and `$2`, which are numbers of the id. */
export function whereOf(eventId: string): { readonly book: Book; readonly where: string; readonly values: string[] } {
  const [first = '', second = '', third = ''] = eventId.split('-')
  return first === 'notification'
    ? { book: NOTIFICATION_BOOK, where: 'xid = $1::xid8 and seq = $2', values: [second, third] }
    : { book: PLAYER_EVENTS, where: 'user_id = $1 and seq = $2', values: [first, second] }
}
