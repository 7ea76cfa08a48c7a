import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../test/support/ports.ts'
import { databaseUrlOf, redisUrlOf } from './database.ts'

const PROJECT = join(import.meta.dirname, '../..')
const START_TIMEOUT_MS = 60_000

export interface ClubProcess {
  readonly httpUrl: string
  readonly gameUrl: string
  readonly dataDir: string
  readonly pid: number
  /** Where the work is in a process of its own. */
  readonly workerPid?: number
  readonly transport: string
  readonly jwtSecret: string
  /** Ends it as Ctrl-C does; resolves when it is gone. */
  stop(): Promise<void>
  /** Ends it as a power cut does; its Postgres and Redis are its own affair. */
  kill(): Promise<void>
}

/** A folder of its own for a club, with the way to take it away. */
export function temporaryDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'casino-load-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Limits that a load test would only measure by accident. */
const WIDE_OPEN = {
  COMMANDS_PER_SECOND: '1000000',
  COMMAND_BURST: '1000000',
  HTTP_REQUESTS_PER_MINUTE: '10000000',
  SIGNUPS_PER_ADDRESS_PER_HOUR: '1000000',
  LOG_LEVEL: 'error',
}

/** Starts a whole club as `npm start` does, in a process of its own. */
export async function startClubProcess(dataDir: string, env: Record<string, string> = {}): Promise<ClubProcess> {
  const [gamePort, httpPort] = [env.GAME_PORT ?? `${await freePort()}`, env.HTTP_PORT ?? `${await freePort()}`]
  const child = spawn(process.execPath, [join(PROJECT, 'server/src/main.ts')], {
    cwd: PROJECT,
    env: { ...process.env, ...WIDE_OPEN, ...env, DATA_DIR: dataDir, GAME_PORT: gamePort, HTTP_PORT: httpPort },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const output = await welcomed(child)
  return {
    httpUrl: `http://127.0.0.1:${httpPort}`,
    gameUrl: `http://127.0.0.1:${gamePort}`,
    dataDir,
    pid: child.pid ?? 0,
    transport: /uWebSockets/.test(output) ? 'uws' : 'ws',
    jwtSecret: readFileSync(join(dataDir, 'jwt-secret'), 'utf8').trim(),
    stop: () => end(child, gone, 'SIGTERM'),
    kill: () => end(child, gone, 'SIGKILL'),
  }
}

/** The same with readers of events, queues and jobs in a process of their own, as docker-compose has them. */
export async function startClubAndWorker(dataDir: string, env: Record<string, string> = {}): Promise<ClubProcess> {
  const club = await startClubProcess(dataDir, { ...env, ROLE: 'game' })
  const services = { DATABASE_URL: databaseUrlOf(dataDir), REDIS_URL: redisUrlOf(dataDir) }
  const worker = await startClubProcess(dataDir, { ...env, ...services, ROLE: 'worker' })
  const both = (how: 'stop' | 'kill') => worker[how]().then(() => club[how]())
  return { ...club, workerPid: worker.pid, stop: () => both('stop'), kill: () => both('kill') }
}

/** One process for everything, as `npm start` makes it, or the work in one of its own. */
export const startClubAs = (
  apart: boolean,
): ((dataDir: string, env?: Record<string, string>) => Promise<ClubProcess>) =>
  apart ? startClubAndWorker : startClubProcess

async function end(child: ChildProcess, gone: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await gone
}

/** Resolves with what it printed once its doors are open. */
function welcomed(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`the club did not start:\n${output}`)), START_TIMEOUT_MS)
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('Ctrl-C stops')) return
      clearTimeout(timer)
      resolve(output)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('exit', () => reject(new Error(`the club ended:\n${output}`)))
  })
}
