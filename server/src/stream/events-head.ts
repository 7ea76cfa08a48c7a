import type { Pool } from '../platform/postgres/pool.ts'
import { type Book, PLAYER_EVENTS } from './book.ts'
import { type Cursor, findHead, isAfter } from './stream.store.ts'

/** Half of what readers wait between two looks: none is told less than it would have found by itself the time before. */
const KEPT_MS = 50

/** How far the events of a book go by now, looked up once for all readers of a process: most looks of a quiet club find nothing. */
export class EventsHead {
  private readonly pool: Pool
  private readonly keptMs: number
  private readonly book: Book
  private lookedAtMs = Number.NEGATIVE_INFINITY
  private head: Promise<Cursor> | undefined

  constructor(pool: Pool, keptMs = KEPT_MS, book = PLAYER_EVENTS) {
    this.pool = pool
    this.keptMs = keptMs
    this.book = book
  }

  /** Whether there are events after a place that may be read. */
  async isBeyond(place: Cursor): Promise<boolean> {
    const nowMs = performance.now()
    if (this.head === undefined || nowMs - this.lookedAtMs >= this.keptMs) {
      this.lookedAtMs = nowMs
      this.head = findHead(this.pool, this.book)
    }
    return isAfter(await this.head, place)
  }
}
