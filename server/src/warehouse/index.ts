/**
 * The events in ClickHouse, for questions over all of them; without it Postgres answers.
 * Invariants: every event is there once, as the books have it; nothing in the club reads it or waits for it.
 */
export { EventWarehouse } from './events.store.ts'
export { reloadWarehouse, warehouseLoader } from './loader.ts'
export { type Reconciled, reconcile } from './reconcile.ts'
