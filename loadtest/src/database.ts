import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The address of the embedded Postgres of a club that runs on this folder. */
export function databaseUrlOf(dataDir: string): string {
  const read = (file: string) => readFileSync(join(dataDir, file), 'utf8').trim()
  return `postgres://casino:${read('postgres.password')}@127.0.0.1:${read('postgres.port')}/casino`
}
