import { Pool, type QueryResultRow, types } from 'pg'

const BIGINT = 20

export type Sql = <Row extends QueryResultRow = Record<string, unknown>>(
  query: string,
  values?: unknown[],
) => Promise<Row[]>

export interface Database {
  /** Runs SQL as the database's owner, beside whatever the club does. */
  readonly sql: Sql
  readonly pool: Pool
}

/** The owner's way into a database; bigints come as numbers. */
export function ownerOf(databaseUrl: string): Database {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 4,
    application_name: 'casino-test',
    types: { getTypeParser: (oid, format) => (Number(oid) === BIGINT ? Number : types.getTypeParser(oid, format)) },
  })
  // Tests break connections on purpose.
  pool.on('error', () => undefined)
  return { pool, sql: async (query, values = []) => (await pool.query(query, values)).rows }
}
