import { readConfig } from '../config.ts'
import { startEmbeddedPostgres } from '../platform/embedded/index.ts'
import { createLog } from '../platform/log.ts'
import { createPool, type Pool } from '../platform/postgres/pool.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Runs `work` on the club's database: that of DATABASE_URL, else the embedded one, whether a server runs on it or not. */
export async function withDatabase(work: (pool: Pool, databaseUrl: string) => Promise<number>): Promise<number> {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: say, joinRunning: true })
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
  const pool = createPool({ databaseUrl, max: 2, log: createLog('warn'), name: 'casino-cli' })
  try {
    return await work(pool, databaseUrl)
  } finally {
    await pool.end()
    await embedded?.stop()
  }
}
