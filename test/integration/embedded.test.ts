import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres, startEmbeddedRedis } from '../../server/src/platform/embedded/index.ts'
import { postgresUser, runAs } from '../../server/src/platform/embedded/run-as.ts'
import { StartError } from '../../server/src/platform/start-error.ts'
import { freePort } from '../support/ports.ts'

const FACE = join(import.meta.dirname, '../../server/src/platform/embedded/index.ts')

/** A process that starts both servers, says so, and then lives until it is killed. */
const OWNER = `
  import { startEmbeddedPostgres, startEmbeddedRedis } from ${JSON.stringify(FACE)}
  const [, dataDir, postgres, redis] = process.argv
  await startEmbeddedPostgres({ dataDir, port: Number(postgres), log: () => {} })
  await startEmbeddedRedis({ dataDir, port: Number(redis), log: () => {} })
  console.log('up')
  setInterval(() => {}, 1_000_000)
`
/** Of each data folder: nobody takes one between a stop and the next start. */
const ports = new Map<string, { readonly postgres: number; readonly redis: number }>()
const folders: string[] = []
const lines: string[] = []
const log = (line: string) => void lines.push(line)

afterEach(() => {
  lines.length = 0
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function aDataDir(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'casino-embedded-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  const dataDir = join(folder, 'data')
  ports.set(dataDir, { postgres: await freePort(), redis: await freePort() })
  return dataDir
}

function portOf(dataDir: string, server: 'postgres' | 'redis'): number {
  const own = ports.get(dataDir)
  if (own === undefined) throw new Error('no data folder of this test')
  return own[server]
}

async function postgres(dataDir: string, more: { joinRunning?: boolean } = {}) {
  const server = await startEmbeddedPostgres({ dataDir, port: portOf(dataDir, 'postgres'), log, ...more })
  onTestFinished(() => server.stop())
  return server
}

async function redis(dataDir: string, more: { joinRunning?: boolean } = {}) {
  const server = await startEmbeddedRedis({ dataDir, port: portOf(dataDir, 'redis'), log, ...more })
  onTestFinished(() => server.stop())
  return server
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function withRedis<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url)
  try {
    return await work(client)
  } finally {
    client.disconnect()
  }
}

async function owner(dataDir: string): Promise<ChildProcess> {
  const numbers = [`${portOf(dataDir, 'postgres')}`, `${portOf(dataDir, 'redis')}`]
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', OWNER, dataDir, ...numbers], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

test('what was stored is there after a stop and a second start, at the same address', async () => {
  const dataDir = await aDataDir()
  const first = await postgres(dataDir)
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
  await first.stop()
  const second = await postgres(dataDir)
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
})

test('Postgres is safe by default: synced, checksummed, on loopback, the application no superuser', async () => {
  const dataDir = await aDataDir()
  const { url } = await postgres(dataDir)
  const settings = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses']
  const columns = settings.map((name) => `current_setting('${name}') AS ${name}`)
  const [row] = await query(url, `SELECT usesuper, ${columns.join(', ')} FROM pg_user WHERE usename = current_user`)
  expect(row).toEqual({
    usesuper: false,
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    listen_addresses: '127.0.0.1',
  })
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
})

test('Postgres killed like in a power cut keeps what it had committed', async () => {
  const dataDir = await aDataDir()
  const first = await postgres(dataDir)
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
  first.kill()
  const second = await postgres(dataDir)
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }])
})

test('servers left behind by a killed owner do not block the next start', async () => {
  const dataDir = await aDataDir()
  const child = await owner(dataDir)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { url } = await postgres(dataDir)
  expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  const bus = await redis(dataDir)
  expect(await withRedis(bus.url, (client) => client.ping())).toBe('PONG')
  expect(lines.filter((line) => line.includes('left behind'))).toHaveLength(2)
})

test('a data folder that a living process owns is refused, and can be joined by a tool', async () => {
  const dataDir = await aDataDir()
  await owner(dataDir)
  await expect(postgres(dataDir)).rejects.toThrow(StartError)
  await expect(redis(dataDir)).rejects.toThrow(/is using .*: stop it first/)
  const joined = await postgres(dataDir, { joinRunning: true })
  expect(await query(joined.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  const bus = await redis(dataDir, { joinRunning: true })
  expect(await withRedis(bus.url, (client) => client.ping())).toBe('PONG')
})

test.skipIf(process.getuid?.() !== 0)(
  'root can keep the data in a folder that is closed to everybody else',
  async () => {
    const dataDir = await aDataDir()
    chmodSync(join(dataDir, '..'), 0o700)
    const { url } = await postgres(dataDir)
    expect(await query(url, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  },
)

test.skipIf(process.getuid?.() !== 0)('root can keep the whole project in such a folder', async () => {
  const folder = join(await aDataDir(), '..')
  const program = join(folder, 'program')
  copyFileSync('/bin/true', program)
  chmodSync(folder, 0o700)
  const { file, args, options } = runAs(postgresUser(), [program]).command('/usr/bin/test', ['-x', program])
  expect(spawnSync(file, args, options).status).toBe(0)
})

test('Redis keeps its data, evicts nothing and wants its password', async () => {
  const dataDir = await aDataDir()
  const first = await redis(dataDir)
  await withRedis(first.url, (client) => client.set('kept', '7'))
  await first.stop()
  const second = await redis(dataDir)
  expect(second.url).toBe(first.url)
  await withRedis(second.url, async (client) => {
    expect(await client.get('kept')).toBe('7')
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes'])
  })
  const stranger = new Redis(second.url.replace(/:[^:@]*@/, ':wrong@'), {
    lazyConnect: true,
    retryStrategy: () => null,
  })
  stranger.on('error', () => {})
  await expect(stranger.connect().then(() => stranger.ping())).rejects.toThrow()
  stranger.disconnect()
  expect(readFileSync(join(dataDir, 'redis.password'), 'utf8').trim()).toHaveLength(32)
})
