import { type EventTopic, topicOf } from '@casino-club/shared'
import type { Message } from 'kafkajs'
import type { CustomTypesConfig } from 'pg'
import type { Pool } from '../platform/postgres/pool.ts'
import { type Book, eventIdIn } from './book.ts'
import { type Cursor, EVENTS_AFTER } from './stream.store.ts'

/** What goes to one topic, in order. */
export interface TopicEvents {
  readonly topic: EventTopic
  readonly messages: Message[]
}

/** The events after a place, as they are sent. */
export interface RelayPage {
  readonly topics: TopicEvents[]
  readonly taken: number
  /** The place of the last one; undefined: there are none. */
  readonly last: Cursor | undefined
}

/** As Postgres writes it: what is only passed on is neither read nor written anew. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (text: string | Buffer) => text }

const pageSql = ({
  table,
  playColumns,
}: Book) => `select user_id, seq, xid, type, schema_version, occurred_at, ${playColumns}, payload
  from ${table} where ${EVENTS_AFTER} order by ${table}.xid, user_id, seq limit $4`

type Row = [
  ...[userId: string, seq: string, xid: string, type: string, schemaVersion: string, occurredAt: string],
  ...[
    commandId: string | null,
    game: string | null,
    tableVersion: string | null,
    bet: string | null,
    win: string | null,
  ],
  payload: string,
]

/** At most `limit` events of a book after a place, as the messages that tell of them. */
export async function readRelayPage(pool: Pool, after: Cursor, limit: number, book: Book): Promise<RelayPage> {
  const { rows } = await pool.query<Row>({
    name: `stream-relay-${book.table}`,
    text: pageSql(book),
    values: [after.xid, after.userId, after.seq, limit],
    rowMode: 'array',
    types: AS_TEXT,
  })
  const topics = new Map<EventTopic, Message[]>()
  for (const row of rows) {
    const topic = topicOf(row[3])
    const messages = topics.get(topic)
    const message = messageOf(row, book)
    if (messages) messages.push(message)
    else topics.set(topic, [message])
  }
  const last = rows.at(-1)
  return {
    topics: [...topics].map(([topic, messages]) => ({ topic, messages })),
    taken: rows.length,
    last: last && { userId: Number(last[0]), seq: Number(last[1]), xid: last[2] },
  }
}

/** The envelope of an event as JSON, with its payload letter by letter as the books have it. */
function messageOf(row: Row, book: Book): Message {
  const [userId, seq, xid, type, schemaVersion, occurredAt, commandId, game, tableVersion, bet, win, payload] = row
  return {
    key: userId,
    value:
      `{"eventId":"${eventIdIn(book, { xid, userId, seq })}","userId":${userId},"seq":${seq},"xid":"${xid}","type":${quoted(type)},` +
      `"schemaVersion":${schemaVersion},"occurredAt":"${isoOf(occurredAt)}","commandId":${commandId === null ? 'null' : `"${commandId}"`},` +
      `"game":${game === null ? 'null' : quoted(game)},"tableVersion":${tableVersion},"bet":${bet},"win":${win},` +
      `"payload":${payload}}`,
    headers: headersOf(type, schemaVersion),
  }
}

/** What is said so often that it is made once: types, games, and the headers of a type's version. */
const memo = <Made>(make: (...of: readonly string[]) => Made) => {
  const made = new Map<string, Made>()
  return (...of: readonly string[]): Made => {
    const name = of.length === 1 ? (of[0] ?? '') : of.join('@')
    const known = made.get(name)
    if (known !== undefined) return known
    const fresh = make(...of)
    made.set(name, fresh)
    return fresh
  }
}
const quoted = memo((text) => JSON.stringify(text))
const headersOf = memo((type = '', schemaVersion = '') => ({ type, schemaVersion }))

/** `2026-01-02 03:04:05.6+00`, as Postgres writes an instant in a session of UTC, as `2026-01-02T03:04:05.600Z`. */
export const isoOf = (instant: string): string =>
  `${instant.slice(0, 10)}T${instant.slice(11, 19)}.${instant.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`
