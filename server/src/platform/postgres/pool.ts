import pg from 'pg'
import type { Log } from '../log.ts'

/** What runs SQL: a pool, or the one connection of a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    query: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>
}

export type Pool = pg.Pool

export interface PoolOptions {
  readonly databaseUrl: string
  readonly max: number
  readonly log: Log
  /** Shown in pg_stat_activity. */
  readonly name: string
}

/**
 * A statement that each connection plans once and keeps under its name: for those that are asked often, where planning costs
 * more than running. One name, one text.
 */
export const prepared = (name: string, text: string, values: unknown[]): pg.QueryConfig => ({ name, text, values })

const BIGINT = 20

/** Every bigint of ours is checked by the database to be a safe integer. */
function parseBigint(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond the safe integers')
  return value
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (Number(oid) === BIGINT ? parseBigint : pg.types.getTypeParser(oid, format)),
}

/** What every connection of the application begins with. */
export const SESSION_OPTIONS = [
  '-c role=casino_app',
  '-c timezone=UTC',
  '-c statement_timeout=15000',
  '-c lock_timeout=3000',
  '-c idle_in_transaction_session_timeout=15000',
].join(' ')

/**
 * Gives every connection a listener of its own. One may be lost in the same breath in which it is handed out, before whoever
 * asked for it can listen, and an error that nobody hears ends the process; its next statement fails all the same.
 */
export function outliveLoss(pool: pg.Pool): void {
  pool.on('connect', (client) => client.on('error', () => undefined))
}

/** Connections of the application, under the role that can add to the books but not change them. */
export function createPool(options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.name,
    types,
    options: SESSION_OPTIONS,
  })
  outliveLoss(pool)
  // The error carries its whole connection, password included: only its words are logged.
  pool.on('error', ({ message }) => options.log.warn({ why: message }, 'an idle database connection broke'))
  return pool
}

/** SQLSTATEs after which the same transaction may be tried again. */
const RETRYABLE = new Set(['40001', '40P01', '55P03'])
const MAX_TRIES = 3

export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Runs `work` in one transaction; serialization failures, deadlocks and lock time-outs are tried again, thrice at most. */
export async function inTransaction<T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect()
    let broken: Error | undefined
    // A connection that ends between two statements says so here; the next statement fails by itself.
    const lost = (error: Error) => {
      broken = error
    }
    client.on('error', lost)
    try {
      await client.query('begin')
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      if (attempt >= MAX_TRIES || !RETRYABLE.has(sqlState(error) ?? '')) throw error
    } finally {
      client.off('error', lost)
      client.release(broken)
    }
  }
}

/** Runs `work` on one snapshot: what its queries see was all committed at the same instant, and nothing can be written. */
export function inSnapshot<T>(pool: Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    return work(tx)
  })
}
