import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { enginePython } from './parts.ts'

export interface TestClickHouse {
  readonly url: string
  /** Freezes it: it answers nobody until it thaws. */
  freeze(): void
  thaw(): void
  stop(): void
}

const START_MS = 20_000
const DOOR = join(import.meta.dirname, 'clickhouse-door.py')

/** ClickHouse's engine behind an HTTP door of ours (see clickhouse-door.py), with data of its own. */
export function startClickHouse(): Promise<TestClickHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'casino-clickhouse-'))
  const child = spawn(enginePython() ?? 'python3', [DOOR, dataDir], { stdio: ['pipe', 'pipe', 'pipe'] })
  const stop = () => {
    child.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`ClickHouse's engine did not start: ${stderr}`))
    const timer = setTimeout(fail, START_MS)
    child.once('error', fail)
    child.once('exit', fail)
    createInterface({ input: child.stdout }).once('line', (port) => {
      clearTimeout(timer)
      const freeze = () => void child.kill('SIGSTOP')
      resolve({ url: `http://127.0.0.1:${port}`, freeze, thaw: () => void child.kill('SIGCONT'), stop })
    })
  })
}
