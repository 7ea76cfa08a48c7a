import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { StartError } from '../start-error.ts'
import { claimOwnership, type Ownership } from './ownership.ts'
import { choosePort, rememberedPort } from './ports.ts'
import { type Cluster, initCluster, locateCluster, postgresEnv, SUPERUSER } from './postgres-cluster.ts'
import { clearTheWay, postmasterStatus } from './postgres-orphans.ts'
import { isAlive, signal, waitUntil } from './processes.ts'
import { keptSecret } from './secrets.ts'

export interface EmbeddedPostgresOptions {
  /** The folder that keeps the cluster, its port, password and log; made when missing. */
  dataDir: string
  /** Takes one line of plain text about what is going on. */
  log: (line: string) => void
  /** A fixed loopback port; without it the one of the last start, else a free one. */
  port?: number
  /** For tools beside a running server: use its Postgres instead of refusing the data folder. */
  joinRunning?: boolean
  /** Settings of Postgres in the place of ours, for servers whose data nobody keeps. */
  settings?: Readonly<Record<string, string | number>>
}

export interface EmbeddedPostgres {
  /** The database of the application, as a role that owns it and may create databases and roles, but is no superuser. */
  url: string
  /** The same database as superuser. */
  adminUrl: string
  /** Ends it cleanly: sessions are cut, everything committed is on disk. */
  stop(): Promise<void>
  /** Ends it as a power cut would (for fault runs); the next start recovers. */
  kill(): void
}

const DATABASE = 'casino'
const ROLE = 'casino'
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 30_000
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/**
 * Starts a real Postgres on 127.0.0.1 with its data in `dataDir/postgres`. It survives its owner being killed: the next
 * start stops the one left behind and recovers. Throws StartError when another living process owns the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.dataDir)
  mkdirSync(home, { recursive: true })
  const answer = claimOwnership(join(home, 'postgres.owner'))
  if ('ownerPid' in answer) return joinOwner(home, options, answer.ownerPid)
  try {
    const password = keptSecret(join(home, 'postgres.password'))
    const cluster = locateCluster(home)
    await clearTheWay(cluster.directory, options.log)
    initCluster(cluster, password)
    const port = await choosePort(join(home, 'postgres.port'), options.port, 'Postgres')
    const child = await launch(cluster, { ...settings(port), ...options.settings })
    await ensureDatabase(port, password)
    options.log(`embedded Postgres is ready on 127.0.0.1:${port}`)
    return running(child, urls(port, password), answer.ownership, options.log)
  } catch (error) {
    answer.ownership.release()
    throw error
  }
}

function joinOwner(home: string, options: EmbeddedPostgresOptions, ownerPid: number): EmbeddedPostgres {
  if (!options.joinRunning) {
    throw new StartError(
      `Another Casino-Club process (${ownerPid}) is using ${home}: stop it first, or set DATA_DIR to another folder.`,
    )
  }
  const addresses = urls(rememberedPort(join(home, 'postgres.port')), keptSecret(join(home, 'postgres.password')))
  return { ...addresses, stop: () => Promise.resolve(), kill: () => {} }
}

function urls(port: number, password: string): { url: string; adminUrl: string } {
  const url = (role: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`
  return { url: url(ROLE), adminUrl: url(SUPERUSER) }
}

/** Settings for many small group commits on one small machine; everything about durability stays at its safe default. */
function settings(port: number): Record<string, string | number> {
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    wal_compression: 'on',
    // Durable as the default is; one call a commit instead of two.
    ...(process.platform === 'linux' && { wal_sync_method: 'open_datasync' }),
    max_wal_size: '4GB',
    // A new WAL file holds every commit up for some 50 ms while it is filled with zeros: used ones are kept for the next time.
    min_wal_size: '1GB',
    checkpoint_timeout: '15min',
    // Parallel plans need more of /dev/shm than a container has, and gain little beside a busy game server.
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
}

async function launch(cluster: Cluster, settings: Record<string, string | number>): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, options } = cluster.runAs.command(cluster.binaries.postgres, ['-D', cluster.directory, ...flags])
  const log = openLog(cluster.logFile)
  const child = spawn(file, args, {
    ...options,
    detached: true,
    cwd: '/',
    env: postgresEnv(),
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const over = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null
  child.once('error', () => {}) // a failed spawn has no pid, which `over` sees
  const ready = () => postmasterStatus(cluster.directory, child.pid) === 'ready'
  const inTime = await waitUntil(() => over() || ready(), START_TIMEOUT_MS)
  if (over()) throw new StartError(`The embedded Postgres did not start: ${lastComplaint(cluster.logFile)}`)
  if (!inTime) {
    signal(child.pid as number, 'SIGQUIT')
    throw new StartError(`The embedded Postgres was not ready in time; its log is ${cluster.logFile}.`)
  }
  return child
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) rmSync(file)
  return openSync(file, 'a', 0o600)
}

function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n')
  return lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): */, '') ?? lines.at(-1) ?? ''
}

/** Makes the role and the database of the application unless they exist. */
async function ensureDatabase(port: number, password: string): Promise<void> {
  const admin = new Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' })
  await admin.connect().catch((cause: Error) => {
    throw new StartError(`The embedded Postgres refuses its own password (${cause.message}).`, { cause })
  })
  try {
    const { rows } = await admin.query(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [ROLE, DATABASE],
    )
    const secret = admin.escapeLiteral(password)
    if (!rows[0].role) await admin.query(`CREATE ROLE ${ROLE} LOGIN CREATEDB CREATEROLE PASSWORD ${secret}`)
    if (!rows[0].database) await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${ROLE}`)
  } finally {
    await admin.end()
  }
}

function running(
  child: ChildProcess,
  addresses: { url: string; adminUrl: string },
  ownership: Ownership,
  log: (line: string) => void,
): EmbeddedPostgres {
  const pid = child.pid as number
  let wanted = false
  const end = (name: NodeJS.Signals) => {
    wanted = true
    if (child.exitCode === null && child.signalCode === null) signal(pid, name)
  }
  const endWithProcess = () => end('SIGINT')
  process.once('exit', endWithProcess)
  child.unref()
  child.once('exit', (code, name) => {
    process.off('exit', endWithProcess)
    ownership.release()
    if (!wanted) log(`embedded Postgres ended by itself (${name ?? code})`)
  })
  return {
    ...addresses,
    kill: () => {
      end('SIGKILL')
      ownership.release()
    },
    stop: async () => {
      // SIGINT is Postgres's fast shutdown, SIGQUIT its immediate one, after which the next start recovers.
      end('SIGINT')
      if (!(await waitUntil(() => !isAlive(pid), STOP_TIMEOUT_MS))) {
        end('SIGQUIT')
        await waitUntil(() => !isAlive(pid), STOP_TIMEOUT_MS)
      }
      ownership.release()
    },
  }
}
