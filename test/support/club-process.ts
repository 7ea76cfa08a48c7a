import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { joinRoom, type PlayerRoom, WIDE_OPEN } from './club.ts'
import { freePort } from './ports.ts'
import { type Requests, requestsTo } from './requests.ts'

const PROJECT = join(import.meta.dirname, '../..')
/** Several start at once, on machines that others use too. */
const START_MS = 90_000

const children = new Set<ChildProcess>()
const killAll = () => {
  for (const child of children) child.kill('SIGKILL')
}
afterAll(killAll)
// Where one of them did not start, there is nothing to come after.
process.once('exit', killAll)

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly child: ChildProcess
  /** Resolves when it has ended, with all it printed. */
  readonly ended: Promise<Ended>
  readonly stdout: () => string
}

/** Runs the server's entry as `npm start` does, with this environment and nothing of ours besides the path. */
export function runServer(env: Record<string, string>): Started {
  const dataDir = mkdtempSync(join(tmpdir(), 'casino-process-'))
  const child = spawn(process.execPath, [join(PROJECT, 'server/src/main.ts')], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      children.delete(child)
      rmSync(dataDir, { recursive: true, force: true })
      resolve({ code, stdout, stderr })
    })
  })
  return { child, ended, stdout: () => stdout }
}

export interface ClubProcess extends Requests {
  readonly httpUrl: string
  readonly gameUrl: string
  readonly ended: Promise<Ended>
  joinRoom(token: string): Promise<PlayerRoom>
  kill(signal: NodeJS.Signals): void
}

export interface ProcessOptions {
  readonly role: 'game' | 'api' | 'worker' | 'all'
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly env?: Record<string, string>
}

/** A process of the club with its doors open. */
export async function startProcess({ role, databaseUrl, redisUrl, env = {} }: ProcessOptions): Promise<ClubProcess> {
  const [gamePort, httpPort] = [await freePort(), await freePort()]
  const { DATA_DIR: _, ...open } = WIDE_OPEN
  const { child, ended, stdout } = runServer({
    ...open,
    TRANSPORT: process.env.TRANSPORT ?? 'auto',
    ROLE: role,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    GAME_PORT: `${gamePort}`,
    HTTP_PORT: `${httpPort}`,
    GAME_PUBLIC_ADDRESS: `127.0.0.1:${gamePort}`,
    ...env,
  })
  await welcomed(child, stdout, ended)
  const gameUrl = `http://127.0.0.1:${gamePort}`
  const httpUrl = `http://127.0.0.1:${httpPort}`
  const rooms: PlayerRoom[] = []
  return {
    ...requestsTo(httpUrl),
    httpUrl,
    gameUrl,
    ended,
    async joinRoom(token) {
      const room = await joinRoom(gameUrl, token)
      rooms.push(room)
      return room
    },
    kill(signal) {
      for (const room of rooms) room.reconnection.enabled = false
      child.kill(signal)
    },
  }
}

function welcomed(child: ChildProcess, stdout: () => string, ended: Promise<Ended>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the process did not start:\n${stdout()}`)), START_MS)
    child.stdout?.on('data', () => {
      if (!stdout().includes('Ctrl-C stops')) return
      clearTimeout(timer)
      resolve()
    })
    void ended.then(({ code, stderr }) => reject(new Error(`the process ended with ${code}:\n${stderr}`)))
  })
}
