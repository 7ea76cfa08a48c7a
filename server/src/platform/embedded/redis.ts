import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { claimOwnership, type Ownership } from './ownership.ts'
import { choosePort, rememberedPort } from './ports.ts'
import { commandLine, isAlive, signal, waitUntil } from './processes.ts'
import { redisBinary } from './redis-binary.ts'
import { redisAnswers } from './redis-ping.ts'
import { keptSecret } from './secrets.ts'

export interface EmbeddedRedisOptions {
  /** The folder that keeps Redis's files, its port and password; made when missing. */
  dataDir: string
  /** Takes one line of plain text about what is going on. */
  log: (line: string) => void
  /** A fixed loopback port; without it the one of the last start, else a free one. */
  port?: number
  /** For tools beside a running server: use its Redis instead of refusing the data folder. */
  joinRunning?: boolean
}

export interface EmbeddedRedis {
  url: string
  /** Ends it cleanly, with all data on disk. */
  stop(): Promise<void>
  /** Ends it as a power cut would (for fault runs). */
  kill(): void
}

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 10_000

/**
 * Starts a Redis (or Valkey) on 127.0.0.1 with its data in `dataDir/redis`: append-only file on, nothing ever evicted, as
 * Bull's locks and jobs need it. One left behind by a killed owner is stopped first. Throws StartError when there is no
 * Redis to be had or another living process owns the folder.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const home = resolve(options.dataDir)
  const place = { directory: join(home, 'redis'), portFile: join(home, 'redis.port') }
  mkdirSync(place.directory, { recursive: true, mode: 0o700 })
  const password = keptSecret(join(home, 'redis.password'))
  const answer = claimOwnership(join(home, 'redis.owner'))
  if ('ownerPid' in answer) {
    if (options.joinRunning) return joined(url(rememberedPort(place.portFile), password))
    throw new StartError(
      `Another Casino-Club process (${answer.ownerPid}) is using ${home}: stop it first, or set DATA_DIR to another folder.`,
    )
  }
  try {
    const binary = redisBinary(options.log)
    await stopOrphan(place.directory, options.log)
    const port = await choosePort(place.portFile, options.port, 'Redis')
    const child = await launch(binary, place.directory, port, password)
    options.log(`embedded Redis is ready on 127.0.0.1:${port}`)
    return running(child, url(port, password), answer.ownership, options.log)
  } catch (error) {
    answer.ownership.release()
    throw error
  }
}

function url(port: number, password: string): string {
  return `redis://:${password}@127.0.0.1:${port}`
}

function joined(address: string): EmbeddedRedis {
  return { url: address, stop: () => Promise.resolve(), kill: () => {} }
}

function configuration(directory: string, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${directory}"`,
    `pidfile "${join(directory, 'redis.pid')}"`,
    `logfile "${join(directory, 'redis.log')}"`,
    'loglevel warning',
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n')
}

async function launch(binary: string, directory: string, port: number, password: string): Promise<ChildProcess> {
  // In a file and not on the command line, where every user of the machine could read the password.
  const file = join(directory, 'redis.conf')
  writeFileSync(file, configuration(directory, port, password), { mode: 0o600 })
  const child = spawn(binary, [file], { detached: true, cwd: directory, stdio: 'ignore' })
  child.once('error', () => {})
  if (child.pid !== undefined) writeFileSync(join(directory, 'redis.pid'), `${child.pid}\n`)
  const giveUpAt = performance.now() + START_TIMEOUT_MS
  while (!(await redisAnswers(port, password))) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new StartError(`The embedded Redis did not start; its log is ${join(directory, 'redis.log')}.`)
    }
    if (performance.now() > giveUpAt) throw new StartError('The embedded Redis was not ready in time.')
    await delay(20)
  }
  return child
}

/** Stops what an earlier, killed owner left running; only the owner of the data folder may call it. */
async function stopOrphan(directory: string, log: (line: string) => void): Promise<void> {
  const pid = notedPid(directory)
  if (pid === 0 || !isOurs(pid)) return
  log(`stopping the Redis (process ${pid}) that an earlier run left behind`)
  signal(pid, 'SIGTERM')
  if (await waitUntil(() => !isOurs(pid), STOP_TIMEOUT_MS)) return
  signal(pid, 'SIGKILL')
  if (await waitUntil(() => !isOurs(pid), STOP_TIMEOUT_MS)) return
  throw new StartError(`A Redis left behind by an earlier run (process ${pid}) does not stop: end it by hand.`)

  // Redis rewrites its command line to name and address, e.g. `redis-server 127.0.0.1:43817`.
  function isOurs(candidate: number): boolean {
    const port = rememberedPort(join(directory, '..', 'redis.port'))
    const line = commandLine(candidate)
    return (
      isAlive(candidate) &&
      /(redis|valkey)-server/.test(line) &&
      (line.includes(`:${port}`) || line.includes(directory))
    )
  }
}

function notedPid(directory: string): number {
  try {
    return Number.parseInt(readFileSync(join(directory, 'redis.pid'), 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

function running(
  child: ChildProcess,
  address: string,
  ownership: Ownership,
  log: (line: string) => void,
): EmbeddedRedis {
  const pid = child.pid as number
  let wanted = false
  const end = (name: NodeJS.Signals) => {
    wanted = true
    if (child.exitCode === null && child.signalCode === null) signal(pid, name)
  }
  const endWithProcess = () => end('SIGTERM')
  process.once('exit', endWithProcess)
  child.unref()
  child.once('exit', (code, name) => {
    process.off('exit', endWithProcess)
    ownership.release()
    if (!wanted) log(`embedded Redis ended by itself (${name ?? code})`)
  })
  return {
    url: address,
    kill: () => {
      end('SIGKILL')
      ownership.release()
    },
    stop: async () => {
      end('SIGTERM')
      if (!(await waitUntil(() => !isAlive(pid), STOP_TIMEOUT_MS))) {
        end('SIGKILL')
        await waitUntil(() => !isAlive(pid), STOP_TIMEOUT_MS)
      }
      ownership.release()
    },
  }
}
