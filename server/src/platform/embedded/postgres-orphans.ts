import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { commandLine, exists, isAlive, processesWorkingIn, signal, waitUntil } from './processes.ts'

const FAST_STOP_MS = 30_000
const IMMEDIATE_STOP_MS = 10_000

/**
 * Makes sure that no process of an earlier start has the cluster open and that no stale `postmaster.pid` stops the next
 * one. Only for the owner of the data folder: whatever runs there was left behind by a killed owner.
 */
export async function clearTheWay(directory: string, log: (line: string) => void): Promise<void> {
  const pid = postmasterPid(directory)
  if (pid === null) return
  if (isPostmaster(pid, directory)) {
    log(`stopping the Postgres (process ${pid}) that an earlier run left behind`)
    await stopOrphan(pid, directory)
  }
  // Sessions end by themselves soon after their postmaster was killed; until then they hold the shared memory.
  const free = await waitUntil(() => processesWorkingIn(directory).length === 0, IMMEDIATE_STOP_MS)
  // Postgres believes any process with the noted number to be itself; by now it is a stranger or a zombie.
  if (free && exists(pid) && postmasterPid(directory) === pid) rmSync(join(directory, 'postmaster.pid'))
}

/** What the postmaster with this pid says about itself in `postmaster.pid`: `starting`, `ready`, …; empty when nothing. */
export function postmasterStatus(directory: string, pid: number | undefined): string {
  const lines = pidFile(directory)
  return lines !== null && Number(lines[0]) === pid ? (lines[7]?.trim() ?? '') : ''
}

async function stopOrphan(pid: number, directory: string): Promise<void> {
  const gone = () => !isPostmaster(pid, directory)
  signal(pid, 'SIGINT')
  if (await waitUntil(gone, FAST_STOP_MS)) return
  signal(pid, 'SIGQUIT')
  if (await waitUntil(gone, IMMEDIATE_STOP_MS)) return
  throw new StartError(`A Postgres left behind by an earlier run (process ${pid}) does not stop: end it by hand.`)
}

function isPostmaster(pid: number, directory: string): boolean {
  return isAlive(pid) && commandLine(pid).includes(directory)
}

function postmasterPid(directory: string): number | null {
  const pid = Number(pidFile(directory)?.[0])
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

function pidFile(directory: string): string[] | null {
  try {
    return readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
}
