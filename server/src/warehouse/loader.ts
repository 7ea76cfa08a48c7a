import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { type Consumer, readCursor, readEvents, saveCursor } from '../stream/index.ts'
import type { EventWarehouse } from './events.store.ts'

/** Loads every event into ClickHouse: its place is saved after it has them, so that a crash between loads them again. */
export const warehouseLoader = (warehouse: EventWarehouse): Consumer => ({
  name: 'clickhouse',
  // A topic keeps events for some days; the first event is in Postgres.
  topics: [],
  // It keeps payloads as they are, of whatever version.
  knows: 'everything',
  readsPayload: false,
  gathers: true,
  consume: (_tx, events) => warehouse.load(events),
})

const RELOAD = 'rebuild:clickhouse'

/**
 * Loads the books again from the first event, while the loader goes on: what ClickHouse has stays one row, what it lacks
 * comes. A run that broke off is gone on with. Gives the number of events.
 */
export async function reloadWarehouse(
  pool: Pool,
  warehouse: EventWarehouse,
  { batchSize, onProgress }: { readonly batchSize: number; readonly onProgress: (events: number) => void },
): Promise<number> {
  for (let total = 0; ; ) {
    const events = await readEvents(pool, await readCursor(pool, RELOAD), batchSize)
    const last = events.at(-1)?.cursor
    if (last !== undefined) {
      await warehouse.load(events.map(({ event }) => event))
      await saveCursor(pool, RELOAD, last)
    }
    total += events.length
    onProgress(total)
    if (events.length < batchSize) {
      await inTransaction(pool, (tx) => tx.query('delete from stream_cursors where reader = $1', [RELOAD]))
      return total
    }
  }
}
