import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 20

/** Whether the system knows a process of this number, be it a zombie. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether a process runs. A zombie counts as gone: in a container nobody may ever reap it. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !procStat(pid)?.startsWith('Z')
}

/** The command line of a process, empty when it is gone or may not be seen. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command')
  return readProc(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
}

/** When a process was born, in the system's own words: tells it from a later one that got the same number. */
export function birthMark(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'lstart')
  // Fields are counted from the state (field 3): the start time is field 22 of /proc/<pid>/stat.
  return procStat(pid)?.split(' ')[19] ?? ''
}

/** The processes whose working directory is `directory`; knows nothing (an empty list) where there is no /proc. */
export function processesWorkingIn(directory: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectory(pid) === directory)
}

/** Waits until `holds` is true, at most `timeoutMs`; answers whether it became so. */
export async function waitUntil(holds: () => boolean, timeoutMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs
  while (!holds()) {
    if (performance.now() > giveUpAt) return false
    await delay(POLL_MS)
  }
  return true
}

/** Sends a signal to a process that may be gone by now. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function workingDirectory(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** `/proc/<pid>/stat` from the state on; the name before it is in brackets and may hold anything. */
function procStat(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  const stat = readProc(`/proc/${pid}/stat`)
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2)
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function ps(pid: number, field: string): string {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
