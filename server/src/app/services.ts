import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres, startEmbeddedRedis } from '../platform/embedded/index.ts'
import { keptSecret } from '../platform/embedded/secrets.ts'
import { StartError } from '../platform/start-error.ts'

/** Where the process finds what it stands on, and how to stop what it started itself. */
export interface Services {
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly jwtSecret: string
  /** Absent when ADMIN_PASSWORD gave it. */
  readonly adminPasswordFile?: string
  readonly adminPassword: string
  stop(): Promise<void>
}

/** Uses what the environment names, and starts or makes under DATA_DIR what it does not. */
export async function startServices(config: Config, say: (line: string) => void): Promise<Services> {
  mkdirSync(config.dataDir, { recursive: true })
  const started: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop()
  }
  try {
    const [databaseUrl, redisUrl] = await Promise.all([
      config.databaseUrl ?? startEmbeddedPostgres({ dataDir: config.dataDir, log: say }).then(kept(started)),
      config.redisUrl ?? startEmbeddedRedis({ dataDir: config.dataDir, log: say }).then(kept(started)),
    ])
    await reachDatabase(databaseUrl)
    return { databaseUrl, redisUrl, ...secrets(config), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const kept =
  (started: { stop(): Promise<void> }[]) =>
  (service: { url: string; stop(): Promise<void> }): string => {
    started.push(service)
    return service.url
  }

function secrets(config: Config) {
  const adminPasswordFile = join(config.dataDir, 'admin-password')
  return {
    jwtSecret: config.jwtSecret ?? keptSecret(join(config.dataDir, 'jwt-secret')),
    ...(config.adminPassword === null
      ? { adminPassword: keptSecret(adminPasswordFile), adminPasswordFile }
      : { adminPassword: config.adminPassword }),
  }
}

async function reachDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    const { hostname, port, pathname } = new URL(databaseUrl)
    const why = error instanceof Error && error.message !== '' ? error.message : 'no answer'
    throw new StartError(`The database at ${hostname}:${port || 5432}${pathname} cannot be reached: ${why}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
