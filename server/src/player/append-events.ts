import { bigintArray, textArray, uuidArray } from '../platform/postgres/arrays.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { APPEND_SQL } from './journal-sql.ts'

/** An event that moves nothing of its player but his version. */
export interface AppendedEvent {
  readonly userId: number
  /** The version it was decided on. */
  readonly version: number
  readonly commandId: string
  /** The outcome's own fields, as the inside of a JSON object: `"a":1,"b":2`. */
  readonly fields: string
}

/** What came of an event: its number for its player. */
export interface Appended {
  readonly userId: number
  readonly seq: number
}

/**
 * Writes one event each for many players, in the caller's transaction: set-based, for batches. Whose row is
 * held by somebody, whose version is another by now, or who has had the command, is left out; a player stands here once.
 */
export async function appendEvents(
  tx: Queryable,
  { type, schemaVersion, occurredAtMs }: { type: string; schemaVersion: number; occurredAtMs: number },
  events: readonly AppendedEvent[],
): Promise<Appended[]> {
  // Without a name: a plan that is kept takes the arrays for short ones and is several times slower.
  const { rows } = await tx.query<{ user_id: number; seq: number }>({
    text: APPEND_SQL,
    values: [
      bigintArray(events.map(({ userId }) => userId)),
      uuidArray(events.map(({ commandId }) => commandId)),
      bigintArray(events.map(({ version }) => version)),
      textArray(events.map(({ fields }) => fields)),
      type,
      schemaVersion,
      occurredAtMs,
    ],
  })
  return rows.map(({ user_id, seq }) => ({ userId: user_id, seq }))
}
