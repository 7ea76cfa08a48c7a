import type { EventEnvelope } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Book, eventIdIn, PLAYER_EVENTS, whereOf } from './book.ts'
import type { Knows } from './consumer.ts'

/** A place in the order of events: everything at or before it has been taken. */
export interface Cursor {
  readonly xid: string
  readonly userId: number
  readonly seq: number
}

/** How far a batch got: the place of its last event, or where it began when there was none. */
export interface Advance {
  readonly taken: number
  readonly last: Cursor
}

/** Before the first event. */
export const BEGINNING: Cursor = { xid: '0', userId: 0, seq: 0 }

/** Whether a place, or an event, lies beyond another place. */
export function isAfter(one: Cursor, other: Cursor): boolean {
  if (one.xid !== other.xid) {
    const [xid, past] = [BigInt(one.xid), BigInt(other.xid)]
    if (xid !== past) return xid > past
  }
  return one.userId === other.userId ? one.seq > other.seq : one.userId > other.userId
}

export interface StreamedEvent {
  readonly event: EventEnvelope
  readonly cursor: Cursor
}

interface EventRow {
  user_id: number
  seq: number
  occurred_at: Date
  type: string
  schema_version: number
  command_id: string | null
  game: string | null
  table_version: number | null
  bet: number | null
  win: number | null
  payload: string
  xid: string
}

const columnsOf = ({ playColumns }: Book) => `user_id, seq, occurred_at, type, schema_version, ${playColumns},
  payload::text as payload, xid::text as xid`

/**
 * Only events of transactions older than every running one: a later commit can then never come before what was read.
 * Within a transaction, and so within a player, the sequence number decides.
 */
export const EVENTS_AFTER = `(xid, user_id, seq) > ($1::xid8, $2::bigint, $3::bigint)
  and xid < pg_snapshot_xmin(pg_current_snapshot())`

export async function readCursor(via: Queryable, reader: string): Promise<Cursor> {
  const { rows } = await via.query<{ xid: string; user_id: number; seq: number }>(
    'select xid::text as xid, user_id, seq from stream_cursors where reader = $1',
    [reader],
  )
  const row = rows[0]
  return row ? { xid: row.xid, userId: row.user_id, seq: row.seq } : BEGINNING
}

export async function saveCursor(via: Queryable, reader: string, cursor: Cursor): Promise<void> {
  await via.query(
    `insert into stream_cursors (reader, xid, user_id, seq, updated_at) values ($1, $2::xid8, $3, $4, now())
     on conflict (reader) do update set xid = excluded.xid, user_id = excluded.user_id, seq = excluded.seq,
       updated_at = excluded.updated_at`,
    [reader, cursor.xid, cursor.userId, cursor.seq],
  )
}

/** A partition of a topic, as a consumer reads it. */
export interface PartitionPlace {
  readonly consumer: string
  readonly topic: string
  readonly partition: number
}

/** A place, and the number that no transaction had had when it was read: an event that names that, or a later one, is not of these books. */
export interface HeldPlace extends Cursor {
  readonly next: bigint
}

/**
 * A consumer's place in a partition, held until the transaction ends, beside its other partitions and while nobody holds its
 * reader. What it took from Postgres, while there was no Kafka, it has taken of every partition. The locks give the
 * transaction no number: readers would wait for it while it waits. They come first, in a statement of their own: the place
 * is read as it stands once they are held.
 */
export async function lockPlace(
  tx: Queryable,
  { consumer, topic, partition }: PartitionPlace,
  reader: string,
): Promise<HeldPlace> {
  await tx.query({
    name: 'stream-place-lock',
    text: `select pg_advisory_xact_lock_shared(hashtextextended($4, 0)),
      pg_advisory_xact_lock(hashtextextended(concat_ws('/', $1::text, $2::text, $3::text), 0))`,
    values: [consumer, topic, partition, reader],
  })
  const { rows } = await tx.query<{ xid: string; user_id: number; seq: number; next: string }>({
    name: 'stream-place',
    text: `select p.xid::text as xid, p.user_id, p.seq, pg_snapshot_xmax(pg_current_snapshot())::text as next from (
       select xid, user_id, seq from consumer_places where consumer = $1 and topic = $2 and partition = $3
       union all select xid, user_id, seq from stream_cursors where reader = $4
       union all select '0'::xid8, 0, 0
     ) p order by p.xid desc, p.user_id desc, p.seq desc limit 1`,
    values: [consumer, topic, partition, reader],
  })
  const [row] = rows
  return row ? { xid: row.xid, userId: row.user_id, seq: row.seq, next: BigInt(row.next) } : { ...BEGINNING, next: 0n }
}

export async function savePlace(
  tx: Queryable,
  { consumer, topic, partition }: PartitionPlace,
  place: Cursor,
): Promise<void> {
  await tx.query(
    `insert into consumer_places (consumer, topic, partition, xid, user_id, seq) values ($1, $2, $3, $4::xid8, $5, $6)
     on conflict (consumer, topic, partition) do update set xid = excluded.xid, user_id = excluded.user_id,
       seq = excluded.seq`,
    [consumer, topic, partition, place.xid, place.userId, place.seq],
  )
}

/** Whether a consumer has taken from some partition of these topics of Kafka what comes after a place. */
export async function hasPlaceBeyond(
  tx: Queryable,
  consumer: string,
  topics: readonly string[],
  place: Cursor,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from consumer_places
     where consumer = $1 and topic = any($5) and (xid, user_id, seq) > ($2::xid8, $3::bigint, $4::bigint) limit 1`,
    [consumer, place.xid, place.userId, place.seq, topics],
  )
  return rowCount !== 0
}

/** Whether among the events between two places one is of a version that is not named beside its type. */
export async function hasUnknown(
  tx: Queryable,
  { after, upTo }: { readonly after: Cursor; readonly upTo: Cursor },
  knows: Knows,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'stream-unknown',
    text: `select from player_events where (xid, user_id, seq) > ($1::xid8, $2::bigint, $3::bigint)
        and (xid, user_id, seq) <= ($4::xid8, $5::bigint, $6::bigint)
        and type = any($7::text[]) and type || '@' || schema_version <> all($8::text[]) limit 1`,
    values: [
      ...[after.xid, after.userId, after.seq, upTo.xid, upTo.userId, upTo.seq, Object.keys(knows)],
      Object.entries(knows).flatMap(([type, versions]) => versions.map((version) => `${type}@${version}`)),
    ],
  })
  return rowCount !== 0
}

/** The next events. Ordered by the table's `xid`: the bare name would be the text it is shown as, and '1000' < '999'. */
export async function readEvents(
  via: Queryable,
  cursor: Cursor,
  limit: number,
  book = PLAYER_EVENTS,
): Promise<StreamedEvent[]> {
  const { table } = book
  const { rows } = await via.query<EventRow>({
    name: `stream-read-${table}`,
    text: `select ${columnsOf(book)} from ${table} where ${EVENTS_AFTER} order by ${table}.xid, user_id, seq limit $4`,
    values: [cursor.xid, cursor.userId, cursor.seq, limit],
  })
  return rows.map((row) => ({
    cursor: { xid: row.xid, userId: row.user_id, seq: row.seq },
    event: envelopeOf(row, book),
  }))
}

const envelopeOf = (row: EventRow, book: Book): EventEnvelope => ({
  eventId: eventIdIn(book, { xid: row.xid, userId: row.user_id, seq: row.seq }),
  userId: row.user_id,
  seq: row.seq,
  xid: row.xid,
  type: row.type,
  schemaVersion: row.schema_version,
  occurredAt: row.occurred_at.toISOString(),
  commandId: row.command_id,
  game: row.game,
  tableVersion: row.table_version,
  bet: row.bet,
  win: row.win,
  // Few readers look into it: parsed when somebody does.
  get payload() {
    return JSON.parse(row.payload) as EventEnvelope['payload']
  },
})

const LAG_COUNTED = 100_000

/** How many events come after a place, counted to 100,000, and when the oldest of them occurred; null: there is none. */
export async function lagAfter(
  via: Queryable,
  cursor: Cursor,
  { table } = PLAYER_EVENTS,
): Promise<{ readonly events: number; readonly oldestMs: number | null }> {
  const { rows } = await via.query<{ behind: number; oldest: Date | null }>(
    `select count(*) as behind, min(occurred_at) as oldest from (
       select occurred_at from ${table} where (xid, user_id, seq) > ($1::xid8, $2::bigint, $3::bigint)
       order by xid, user_id, seq limit ${LAG_COUNTED}
     ) as later`,
    [cursor.xid, cursor.userId, cursor.seq],
  )
  return { events: rows[0]?.behind ?? 0, oldestMs: rows[0]?.oldest?.getTime() ?? null }
}

/** The place of the last event that may be read by now. */
export async function findHead(via: Queryable, { table } = PLAYER_EVENTS): Promise<Cursor> {
  const { rows } = await via.query<{ xid: string; user_id: number; seq: number }>({
    name: `stream-head-${table}`,
    text: `select xid::text as xid, user_id, seq from ${table}
      where ${table}.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by ${table}.xid desc, user_id desc, seq desc limit 1`,
  })
  const [row] = rows
  return row ? { xid: row.xid, userId: row.user_id, seq: row.seq } : BEGINNING
}

/** How many events a reader has not taken yet, counted to 100,000. */
export async function countBehind(via: Queryable, reader: string, book = PLAYER_EVENTS): Promise<number> {
  return (await lagAfter(via, await readCursor(via, reader), book)).events
}

/** One event of the books; undefined: there is none of this id. */
export async function findEvent(via: Queryable, eventId: string): Promise<EventEnvelope | undefined> {
  const { book, where, values } = whereOf(eventId)
  const { rows } = await via.query<EventRow>(`select ${columnsOf(book)} from ${book.table} where ${where}`, values)
  return rows[0] && envelopeOf(rows[0], book)
}
