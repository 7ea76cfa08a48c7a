import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClubProcess } from './own-club.ts'

const TICKS_A_SECOND = 100
/** Of what follows the name in `/proc/<pid>/stat`: the parent, and the time spent in the program and in the kernel. */
const [PARENT, USER, SYSTEM] = [1, 11, 12]

function statOf(pid: number | string): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return []
  }
}

/** Processor time of one process so far, in ms. */
export const processMs = (pid: number): number => millisOf(statOf(pid))

const millisOf = (stat: readonly number[]) => (((stat[USER] ?? 0) + (stat[SYSTEM] ?? 0)) * 1_000) / TICKS_A_SECOND

/** Processor time of a club and of its Postgres so far, in ms: it says more than the clock where others use the machine too. */
export function processorMs({ pid, workerPid, dataDir }: Pick<ClubProcess, 'pid' | 'workerPid' | 'dataDir'>) {
  const postmaster = Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
  const club = processMs(pid) + (workerPid === undefined ? 0 : processMs(workerPid))
  return { club, postgres: childrenMs(postmaster) }
}

/** The same of what a process has started itself and what still runs: of a club its payment sandbox and Redis. */
export const childrenMs = (parent: number): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat[PARENT] === parent)
    .reduce((sum, stat) => sum + millisOf(stat), 0)
