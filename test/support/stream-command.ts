import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TestClub } from './club.ts'
import { WIDE_OPEN } from './club.ts'

const ENTRY = join(import.meta.dirname, '../../server/src/cli/stream.ts')

/** What `npm run stream` says on a club's database. */
export function streamCommand({ databaseUrl }: TestClub, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    env: { ...process.env, ...WIDE_OPEN, DATABASE_URL: databaseUrl, ...env },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
