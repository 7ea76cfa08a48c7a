import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'

export type { ClickHouseClient } from '@clickhouse/client'
export { ClickHouseError } from '@clickhouse/client'

/** Shorter than a transaction may stand still, which waits for it. */
const ANSWER_MS = 10_000

/** A client of the server, user and database that a URL names; it opens connections when it is asked something. */
export function openClickHouse(url: string): ClickHouseClient {
  return createClient({
    url,
    application: 'casino-club',
    request_timeout: ANSWER_MS,
    max_open_connections: 4,
    // Errors come to whoever asked; the client's own lines would hold queries.
    log: { level: ClickHouseLogLevel.OFF },
  })
}
