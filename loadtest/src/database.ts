import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** More than a round of a benchmark writes. */
const WAL_MEGABYTES = 900

/**
 * Gives a new database what any database has that is older than its first checkpoint: WAL files that can be used again.
 * Making a new one takes some 50 ms, in which nothing commits, and at full speed a new one is due every second.
 */
export async function ageDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  url.username = 'postgres'
  const client = new pg.Client(url.href)
  await client.connect()
  await client.query(
    `select pg_logical_emit_message(false, 'age', repeat('x', 1024 * 1024)) from generate_series(1, ${WAL_MEGABYTES})`,
  )
  await client.query('checkpoint')
  await client.end()
}

/** The address of the embedded Postgres of a club that runs on this folder. */
export function databaseUrlOf(dataDir: string): string {
  const read = (file: string) => readFileSync(join(dataDir, file), 'utf8').trim()
  return `postgres://casino:${read('postgres.password')}@127.0.0.1:${read('postgres.port')}/casino`
}

/** The address of the embedded Redis of a club that runs on this folder. */
export function redisUrlOf(dataDir: string): string {
  const read = (file: string) => readFileSync(join(dataDir, file), 'utf8').trim()
  return `redis://:${read('redis.password')}@127.0.0.1:${read('redis.port')}`
}
