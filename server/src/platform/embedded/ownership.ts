import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { birthMark, isAlive } from './processes.ts'

export interface Ownership {
  /** Gives the folder up; once only, for it may have a new owner by the second time. */
  release(): void
}

export type OwnershipAnswer = { ownership: Ownership } | { ownerPid: number }

/**
 * Claims a data folder for this process through a file that names its owner. Answers the owner's pid when another living
 * process has it; the file of a dead one is taken over.
 */
export function claimOwnership(file: string): OwnershipAnswer {
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, born: birthMark(process.pid) }), { flag: 'wx' })
      let held = true
      const release = () => {
        if (held) rmSync(file, { force: true })
        held = false
      }
      return { ownership: { release } }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const ownerPid = livingOwner(file)
    if (ownerPid !== null) return { ownerPid }
    rmSync(file, { force: true })
  }
}

function livingOwner(file: string): number | null {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; born: string }
    return isAlive(pid) && birthMark(pid) === born ? pid : null
  } catch {
    return null
  }
}
