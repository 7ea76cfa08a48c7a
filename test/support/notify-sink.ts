import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const VICTIM = join(import.meta.dirname, 'notify-victim.ts')
/** Long enough that a kill meets messages on their way. */
const ANSWER_MS = 20
const POLL_MS = 5

export interface SinkTerms {
  readonly databaseUrl: string
  readonly redisUrl: string
  /** Whether a delivery can never be sent. */
  readonly refuses?: (deliveryId: number) => boolean
}

export interface Sink {
  /** How often each delivery came. */
  readonly taken: ReadonlyMap<number, number>
  /** Messages that came once more than once. */
  readonly doubles: () => number
  /** Resolves when so many messages have come. */
  reaches(count: number): Promise<void>
  /** Starts a process that sends. */
  victim(env?: Record<string, string>): Victim
  close(): Promise<void>
}

export interface Victim {
  /** As a power cut does; resolves when it is gone. */
  kill(): Promise<void>
}

/** The other side of the sending: it counts what comes, and starts the processes that are to be killed. */
export async function openSink({ databaseUrl, redisUrl, refuses = () => false }: SinkTerms): Promise<Sink> {
  const taken = new Map<number, number>()
  const victims = new Set<ChildProcess>()
  let arrived = 0
  const server = createServer((request, response) => {
    const id = Number(request.url?.slice(1))
    request.resume()
    arrived++
    taken.set(id, (taken.get(id) ?? 0) + 1)
    setTimeout(() => response.writeHead(refuses(id) ? 400 : 200).end(), ANSWER_MS)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const kill = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return {
    taken,
    doubles: () => [...taken.values()].reduce((sum, times) => sum + times - 1, 0),
    async reaches(count) {
      while (arrived < count) await sleep(POLL_MS)
    },
    victim(env = {}) {
      const own = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SINK_URL: url, ...env }
      const child = spawn(process.execPath, [VICTIM], { env: own, stdio: ['ignore', 'ignore', 'inherit'] })
      victims.add(child)
      return {
        async kill() {
          await kill(child)
          victims.delete(child)
        },
      }
    },
    async close() {
      await Promise.all([...victims].map(kill))
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
