import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface MockKafka {
  brokers: string[]
  /** Freezes it: it answers nobody until it thaws, and goes on where it was. */
  freeze(): void
  thaw(): void
  stop(): void
}

const START_TIMEOUT_MS = 10_000

/** kcat's mock cluster: three brokers inside one process, speaking the Kafka protocol, forgetting all at the end. */
export function startMockKafka(): Promise<MockKafka> {
  const flags = ['-X', 'test.mock.num.brokers=3', '-b', 'x', '-d', 'mock', '-C', '-t', 't']
  const child = spawn('kcat', flags, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = () => void child.kill('SIGKILL')
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('kcat did not start its mock cluster')), START_TIMEOUT_MS)
    child.once('error', reject)
    // It keeps talking; the lines must be read to the end or it blocks.
    createInterface({ input: child.stderr }).on('line', (line) => {
      const servers = /bootstrap\.servers=(\S+)/.exec(line)?.[1]
      if (servers === undefined) return
      clearTimeout(timer)
      const freeze = () => void child.kill('SIGSTOP')
      resolve({ brokers: servers.split(','), freeze, thaw: () => void child.kill('SIGCONT'), stop })
    })
  })
}
