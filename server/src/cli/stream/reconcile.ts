import { openWarehouse } from '../../app/consumers.ts'
import { readConfig } from '../../config.ts'
import { PATIENT_MS } from '../../platform/clickhouse.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { StartError } from '../../platform/start-error.ts'
import { type EventWarehouse, reconcile } from '../../warehouse/index.ts'

const PATIENCE_MS = 30_000
const NAMED = 20
const say = (line: string) => process.stdout.write(`${line}\n`)

/** The ClickHouse of the environment. */
export function warehouseOrStop(): EventWarehouse {
  const warehouse = openWarehouse(readConfig(process.env), PATIENT_MS)
  if (warehouse) return warehouse
  throw new StartError('There is no ClickHouse: CLICKHOUSE_URL is not set.')
}

/** `reconcile`: names the days and events that ClickHouse has otherwise than the books; 1 where there are any. */
export async function reconcileWarehouse(pool: Pool, payloads: boolean): Promise<number> {
  const warehouse = warehouseOrStop()
  const ttlDays = readConfig(process.env).clickhouse?.ttlDays ?? 0
  try {
    const sides = { pool, warehouse, clock: systemClock }
    const found = await reconcile(sides, { patienceMs: PATIENCE_MS, ttlDays, payloads, named: NAMED })
    for (const { day, books, warehouse: other } of found.differing) {
      say(`${day}: ${books?.events ?? 0} events in the books, ${other?.events ?? 0} in ClickHouse`)
    }
    for (const { day, eventId, kind } of found.named) say(`${day} ${eventId}: ${kind}`)
    if (found.named.length === NAMED) say('There may be more.')
    const alike = found.differing.length === 0 && found.named.length === 0
    say(`${found.days} days, ${found.events} events: ${alike ? 'the same' : 'not the same'}.`)
    return alike ? 0 : 1
  } finally {
    await warehouse.close()
  }
}
