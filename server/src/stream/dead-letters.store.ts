import type { Log } from '../platform/log.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { DeadReason } from './consumer.ts'
import type { DeadEvent } from './take-events.ts'

/** Something that a consumer could not take, as it is kept. */
export interface NewDeadLetter {
  /** What it is known by: the event's id, or the place of a message that is no event. */
  readonly source: string
  readonly type: string | null
  readonly schemaVersion: number | null
  readonly reason: DeadReason
  readonly detail: string
  /** The message, where it is no event; an event is in the books. */
  readonly body: string | null
}

export interface DeadLetter extends NewDeadLetter {
  readonly id: number
  readonly consumer: string
  readonly diedAt: Date
}

const MOST_DETAIL = 500

/** The letter of an event. */
export const letterOf = ({ event, reason, detail }: DeadEvent): NewDeadLetter => ({
  source: event.eventId,
  type: event.type,
  schemaVersion: event.schemaVersion,
  reason,
  detail,
  body: null,
})

/** Keeps letters; one that is there already is left as it is. */
export async function insertDeadLetters(
  tx: Queryable,
  consumer: string,
  letters: readonly NewDeadLetter[],
): Promise<void> {
  if (letters.length === 0) return
  await tx.query(
    `insert into stream_dead_letters (consumer, source, type, schema_version, reason, detail, body, died_at)
     select $1, source, type, schema_version, reason, detail, body, now()
     from unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[]) with ordinality
       as l(source, type, schema_version, reason, detail, body, nth)
     order by nth on conflict (consumer, source) do nothing`,
    [
      consumer,
      letters.map(({ source }) => source),
      letters.map(({ type }) => type),
      letters.map(({ schemaVersion }) => schemaVersion),
      letters.map(({ reason }) => reason),
      letters.map(({ detail }) => storable(detail).slice(0, MOST_DETAIL)),
      letters.map(({ body }) => body && storable(body)),
    ],
  )
}

/** One line for those of a batch. */
export function logDeadLetters(log: Log, consumer: string, letters: readonly NewDeadLetter[]): void {
  const [first] = letters
  if (first === undefined) return
  const { source, reason, detail } = first
  log.error({ consumer, letters: letters.length, source, reason, detail }, 'events are dead letters; this is the first')
}

/** Postgres keeps no text with a zero character. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD')

/** Open letters of a consumer, the oldest first. */
export async function findOpenLetters(
  via: Queryable,
  { consumer, after, limit }: { readonly consumer: string | null; readonly after: number; readonly limit: number },
): Promise<DeadLetter[]> {
  const { rows } = await via.query<DeadLetter & Record<string, unknown>>(
    `select id, consumer, source, type, schema_version as "schemaVersion", reason, detail, body, died_at as "diedAt"
     from stream_dead_letters where closed_at is null and ($1::text is null or consumer = $1) and id > $2
     order by id limit $3`,
    [consumer, after, limit],
  )
  return rows
}

export async function countOpenLetters(via: Queryable, consumer: string): Promise<number> {
  const { rows } = await via.query<{ open: number }>(
    'select count(*) as open from stream_dead_letters where consumer = $1 and closed_at is null',
    [consumer],
  )
  return rows[0]?.open ?? 0
}

/** Closes an open letter; false where it is closed already. Of two at once one closes it. */
export async function closeLetter(tx: Queryable, id: number, as: 'redriven' | 'dropped'): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update stream_dead_letters set closed_at = now(), closed_as = $2 where id = $1 and closed_at is null',
    [id, as],
  )
  return rowCount === 1
}

/** What a letter says of an event, for the topic of dead letters. */
export const headersOf = (consumer: string, { source, reason, detail }: NewDeadLetter): Record<string, string> => ({
  consumer,
  source,
  reason,
  detail: detail.slice(0, MOST_DETAIL),
})

/** The topic that a consumer's dead letters are sent to. */
export const deadLetterTopic = (consumer: string): string => `dead_letters_${consumer.replaceAll('-', '_')}`
