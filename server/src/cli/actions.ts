import {
  ArchiveDamaged,
  type ArchiveRow,
  archiveStep,
  findOldMonths,
  listMonths,
  NotRolledUp,
  type RestoreRefusal,
  restoreMonth,
  verifyMonth,
} from '../activity/index.ts'
import { insertAudit, systemActor } from '../admin/index.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const USAGE =
  'Say what to do: npm run actions -- list | archive [--apply] | verify [<YYYY-MM>] | restore <YYYY-MM> [--apply].'
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const say = (line: string) => process.stdout.write(`${line}\n`)

type Archiving = ReturnType<typeof readConfig>['actionArchive']

const WORDS = {
  exporting: 'being written',
  exported: 'whole, being read back',
  dropped: 'in its file only',
  restored: 'read back from its file',
} as const
const word = ({ month, state, inDatabase, rows, bytes }: ArchiveRow): string => {
  const where = state === null ? 'in the database only' : `${WORDS[state]}: ${rows} actions, ${bytes} bytes`
  return `${month.slice(0, 7)}  ${where}${state === 'dropped' && inDatabase ? ', and its partition is there' : ''}`
}

const ACTOR = systemActor('npm run actions')
const audit = (tx: Queryable, action: string, month: string, after: { readonly rows: number }) =>
  insertAudit(tx, ACTOR, {
    ...{ action: `actions.${action}`, targetType: 'action-archive', targetId: month.slice(0, 7) },
    ...{ reason: null, before: null, after, atMs: systemClock.nowMs() },
  })

async function list(pool: Pool): Promise<number> {
  const months = await listMonths(pool)
  for (const month of months) say(word(month))
  if (months.length === 0) say('There is no month of actions.')
  return 0
}

async function archive(pool: Pool, { dir, afterMonths }: Archiving): Promise<number> {
  try {
    for (;;) {
      const nowMs = systemClock.nowMs()
      const { month, dropped, goesOn } = await inTransaction(pool, async (tx) => {
        const step = await archiveStep(tx, { dir, afterMonths, nowMs })
        if (step.month !== null && step.dropped) await audit(tx, 'archive', step.month, { rows: step.worked })
        return step
      })
      if (month !== null && dropped) say(`${month.slice(0, 7)} is in ${dir} and out of the database.`)
      if (!goesOn) return 0
    }
  } catch (error) {
    throw error instanceof NotRolledUp || error instanceof ArchiveDamaged
      ? new StartError(`It was left there: ${error.message}.`)
      : error
  }
}

async function verify(pool: Pool, dir: string, asked: string | undefined): Promise<number> {
  const known = await listMonths(pool)
  const months = asked === undefined ? known.map(({ month }) => month) : [`${asked}-01`]
  const written = new Set(
    known.filter(({ state }) => state !== null && state !== 'exporting').map(({ month }) => month),
  )
  let damaged = 0
  for (const month of months) {
    try {
      const manifest = await verifyMonth(dir, month)
      if (manifest) say(`${month.slice(0, 7)} is whole: ${manifest.rows} actions in ${manifest.parts.length} parts.`)
      else if (written.has(month)) throw new ArchiveDamaged(`its file is not in ${dir}`)
      else if (asked !== undefined) throw new StartError(`There is no archive of ${asked} in ${dir}.`)
    } catch (error) {
      if (error instanceof StartError) throw error
      damaged++
      say(`${month.slice(0, 7)} is damaged: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return damaged === 0 ? 0 : 1
}

const REFUSED: Readonly<Record<RestoreRefusal, (month: string) => string>> = {
  NO_ARCHIVE: (month) => `Nothing was changed: there is no archive of ${month}.`,
  IN_DATABASE: (month) => `Nothing was changed: the actions of ${month} are in the database.`,
  BEING_ARCHIVED: (month) => `Nothing was changed: ${month} is still being archived.`,
  ARCHIVED_MEANWHILE: (month) =>
    `Not all was put back: ${month} is being archived again. Restore it once that is done.`,
}

async function restore(pool: Pool, dir: string, month: string, apply: boolean): Promise<number> {
  const manifest = await verifyMonth(dir, `${month}-01`).catch((error: Error) => {
    throw new StartError(`Nothing was changed: ${error.message}.`)
  })
  if (manifest === undefined) throw new StartError(`There is no archive of ${month} in ${dir}.`)
  if (!apply) {
    say(`Would put back up to ${manifest.rows} actions. Add --apply to do it.`)
    return 0
  }
  const restored = await restoreMonth(pool, {
    ...{ dir, month: `${month}-01`, nowMs: systemClock.nowMs() },
    audit: (tx, rows) => audit(tx, 'restore', month, { rows }),
  })
  if (!restored.done) throw new StartError(REFUSED[restored.why](month))
  const { rows, written } = restored
  say(`Put back ${written} of ${rows} actions; the others were there already, or are of players who were erased.`)
  return 0
}

/** `npm run actions`: months of players' actions in files, and back. */
async function actions(args: readonly string[]): Promise<number> {
  const apply = args.includes('--apply')
  const [what, month, ...rest] = args.filter((arg) => arg !== '--apply')
  if (rest.length > 0 || (month !== undefined && !MONTH.test(month))) throw new StartError(USAGE)
  const settings = readConfig(process.env).actionArchive
  return withDatabase(async (pool) => {
    if (what === 'list' && month === undefined) return list(pool)
    if (what === 'verify') return verify(pool, settings.dir, month)
    if (what === 'restore' && month !== undefined) return restore(pool, settings.dir, month, apply)
    if (what !== 'archive' || month !== undefined) throw new StartError(USAGE)
    if (apply) return archive(pool, settings)
    const due = await findDue(pool, settings.afterMonths)
    say(due.length === 0 ? 'No month is old enough.' : `Would archive ${due.join(', ')}. Add --apply to do it.`)
    return 0
  })
}

const findDue = async (pool: Pool, afterMonths: number): Promise<string[]> =>
  (await findOldMonths(pool, afterMonths, systemClock.nowMs())).map((month) => month.slice(0, 7))

runCommand(actions)
