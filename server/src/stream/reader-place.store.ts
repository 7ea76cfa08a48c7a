import type { Queryable } from '../platform/postgres/pool.ts'
import { type Cursor, readCursor } from './stream.store.ts'

/**
 * A reader's place, held until the transaction ends: of two readers only one goes on from it, and the other one sees
 * where it has come to.
 */
export async function lockReader(tx: Queryable, reader: string): Promise<Cursor> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [reader])
  return readCursor(tx, reader)
}

/** Held by any number at once, each with a place of its own, and by none while `lockReader` is. */
export async function shareReader(tx: Queryable, reader: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [reader])
}

/** Whether events of before an instant are still to be taken by a reader. */
export async function isBehind(via: Queryable, reader: string, beforeMs: number): Promise<boolean> {
  const { xid, userId, seq } = await readCursor(via, reader)
  const { rowCount } = await via.query(
    `select from player_events e where (e.xid, e.user_id, e.seq) > ($1::xid8, $2::bigint, $3::bigint)
       and e.occurred_at < to_timestamp($4::bigint / 1000.0) limit 1`,
    [xid, userId, seq, beforeMs],
  )
  return rowCount === 1
}

/** Whether two places are the same. */
export const isSamePlace = (one: Cursor, other: Cursor): boolean =>
  one.xid === other.xid && one.userId === other.userId && one.seq === other.seq
