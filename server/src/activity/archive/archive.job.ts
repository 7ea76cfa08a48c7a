import { JobFault, type SqlJob } from '../../jobs/index.ts'
import { findOldMonths } from './archive.store.ts'
import { archiveStep, NotRolledUp } from './archive.ts'
import { ArchiveDamaged } from './archive-file.ts'

export interface ArchiveSettings {
  readonly dir: string
  readonly afterMonths: number
}

/** Writes months of actions that are old enough into files, reads them back, and drops them; a page is a part of a file. */
export function archiveJob({ dir, afterMonths }: ArchiveSettings): SqlJob {
  return {
    name: 'actions.archive',
    cron: '50 3 * * *',
    catchUp: 'latest',
    repeatable: true,
    async page({ nowMs, dryRun, cursor }, tx) {
      if (dryRun) return { worked: (await findOldMonths(tx, afterMonths, nowMs)).length, skipped: 0 }
      try {
        const { worked, goesOn } = await archiveStep(tx, { dir, afterMonths, nowMs })
        return { worked, skipped: 0, ...(goesOn && { cursor: { step: stepOf(cursor) + 1 } }) }
      } catch (error) {
        if (error instanceof NotRolledUp || error instanceof ArchiveDamaged) throw new JobFault(error.message)
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') {
          throw new JobFault(`the folder of archives cannot be written to: ${code}`)
        }
        throw error
      }
    },
  }
}

/** Steps are counted only to be seen; where one goes on is in the row of its month. */
const stepOf = (cursor: unknown): number => (cursor as { step: number } | undefined)?.step ?? 0
