import type { StreamReaderHealth } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Book } from './book.ts'
import { BEGINNING, type Cursor, lagAfter } from './stream.store.ts'

/** How far a reader has come in a book, and how far behind it is. */
export async function findReaderHealth(
  via: Queryable,
  reader: string,
  book: Book,
): Promise<Omit<StreamReaderHealth, 'topics'>> {
  const { rows } = await via.query<Cursor & { movedAt: Date }>(
    `select xid::text as xid, user_id as "userId", seq, updated_at as "movedAt" from stream_cursors where reader = $1`,
    [reader],
  )
  const [row] = rows
  const { events, oldestMs } = await lagAfter(via, row ?? BEGINNING, book)
  const oldestAt = oldestMs === null ? null : new Date(oldestMs).toISOString()
  if (row === undefined) return { reader, events, oldestAt, place: null, movedAt: null }
  const { movedAt, ...place } = row
  return { reader, events, oldestAt, place, movedAt: movedAt.toISOString() }
}
