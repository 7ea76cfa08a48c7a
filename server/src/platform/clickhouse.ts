import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'

export type { ClickHouseClient } from '@clickhouse/client'
export { ClickHouseError } from '@clickhouse/client'

/** Shorter than a transaction may stand still, which waits for it. */
const ANSWER_MS = 10_000

/** For questions over all events, outside of any transaction. */
export const PATIENT_MS = 600_000
/** Servers then send a header so often that whatever lies between does not take the connection for dead. */
const PROGRESS_MS = '50000'

/** A client of the server, user and database that a URL names; it opens connections when it is asked something. */
export function openClickHouse(url: string, answerMs: number = ANSWER_MS): ClickHouseClient {
  return createClient({
    url,
    application: 'casino-club',
    request_timeout: answerMs,
    max_open_connections: 4,
    ...(answerMs > ANSWER_MS && {
      clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: PROGRESS_MS },
    }),
    // Errors come to whoever asked; the client's own lines would hold queries.
    log: { level: ClickHouseLogLevel.OFF },
  })
}
