import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, signal } from '@casino-club/server/src/platform/embedded/processes.ts'

const PROJECT = join(import.meta.dirname, '../../..')
const SCRIPT = join(PROJECT, 'scripts/real-kafka.sh')
const PID_FILE = join(PROJECT, '.data/kafka/kafka.pid')
const MOCK_START_MS = 10_000
const REAL_START_MS = 60_000

/** A Kafka that can be taken away and brought back with all it was sent. */
export interface Brokers {
  readonly addresses: readonly string[]
  /** How it goes, for the report. */
  readonly fault: string
  /** Whose processor time is theirs, by now. */
  pid(): number
  away(): void
  back(): Promise<void>
  stop(): void
}

/** Why there is none of this kind here, or null. */
export function whyNoBrokers(kind: 'mock' | 'real'): string | null {
  if (kind === 'mock') return has('kcat', '-V') ? null : 'kcat is missing, whose mock cluster stands in for Kafka'
  if (!has('mvn', '--version') || !has('java', '-version')) return 'a real Kafka needs Java and Maven'
  return notedPid() > 0 && isAlive(notedPid())
    ? 'the Kafka of scripts/real-kafka.sh is running already, for somebody else'
    : null
}

function has(program: string, flag: string): boolean {
  return spawnSync(program, [flag], { stdio: 'ignore' }).status === 0
}

/**
 * kcat's mock cluster: three brokers in one process. It keeps nothing on disk and cannot listen on chosen ports, so
 * instead of being killed it is frozen: it answers nobody until it goes on where it was.
 */
export function startMockBrokers(): Promise<Brokers> {
  const flags = ['-X', 'test.mock.num.brokers=3', '-b', 'x', '-d', 'mock', '-C', '-t', 't']
  const child = spawn('kcat', flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = () => void child.kill('SIGKILL')
  process.once('exit', stop)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('kcat did not start its mock cluster')), MOCK_START_MS)
    child.once('error', reject)
    // It keeps talking; the lines must be read to the end or it blocks.
    createInterface({ input: child.stderr }).on('line', (line) => {
      const servers = /bootstrap\.servers=(\S+)/.exec(line)?.[1]
      if (servers === undefined) return
      clearTimeout(timer)
      resolve({
        addresses: servers.split(','),
        fault: 'frozen and thawed (kcat mock cluster)',
        pid: () => child.pid ?? 0,
        away: () => void child.kill('SIGSTOP'),
        back: async () => void child.kill('SIGCONT'),
        stop,
      })
    })
  })
}

/** An Apache Kafka of scripts/real-kafka.sh: killed with -9 and started again on its data and port. */
export function startRealBroker(): Brokers {
  const address = execFileSync(SCRIPT, ['start'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
  const [program = '', ...args] = readFileSync(`/proc/${notedPid()}/cmdline`, 'utf8').split('\0').filter(Boolean)
  return {
    addresses: [address],
    fault: 'killed with -9 and started again (Apache Kafka)',
    pid: notedPid,
    away: () => signal(notedPid(), 'SIGKILL'),
    async back() {
      const child = spawn(program, args, { detached: true, stdio: 'ignore' })
      child.unref()
      writeFileSync(PID_FILE, `${child.pid}\n`)
      const giveUpMs = performance.now() + REAL_START_MS
      while (!(await listens(address))) {
        if (performance.now() > giveUpMs) throw new Error('Kafka did not start again')
        await sleep(200)
      }
    },
    stop: () => execFileSync(SCRIPT, ['stop'], { stdio: 'ignore' }),
  }
}

function notedPid(): number {
  try {
    return Number.parseInt(readFileSync(PID_FILE, 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

function listens(address: string): Promise<boolean> {
  const [host = '', port = ''] = address.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) })
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}
