import {
  ArchiveDamaged,
  type ArchiveRow,
  archiveStep,
  findOldMonths,
  listMonths,
  NotRolledUp,
  restoreMonth,
  verifyMonth,
} from '../activity/index.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
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

async function list(pool: Pool): Promise<number> {
  const months = await listMonths(pool)
  for (const month of months) say(word(month))
  if (months.length === 0) say('There is no month of actions.')
  return 0
}

async function archive(pool: Pool, { dir, afterMonths }: Archiving): Promise<number> {
  try {
    for (let before: string | null = null; ; ) {
      const nowMs = systemClock.nowMs()
      const { month, goesOn } = await inTransaction(pool, (tx) => archiveStep(tx, { dir, afterMonths, nowMs }))
      if (before !== null && month !== before) say(`${before.slice(0, 7)} is in ${dir} and out of the database.`)
      if (!goesOn) return 0
      before = month
    }
  } catch (error) {
    throw error instanceof NotRolledUp || error instanceof ArchiveDamaged
      ? new StartError(`It was left there: ${error.message}.`)
      : error
  }
}

async function verify(pool: Pool, dir: string, asked: string | undefined): Promise<number> {
  const months = asked === undefined ? (await listMonths(pool)).map(({ month }) => month) : [`${asked}-01`]
  let damaged = 0
  for (const month of months) {
    try {
      const manifest = await verifyMonth(dir, month)
      if (manifest) say(`${month.slice(0, 7)} is whole: ${manifest.rows} actions in ${manifest.parts.length} parts.`)
      else if (asked !== undefined) throw new StartError(`There is no archive of ${asked} in ${dir}.`)
    } catch (error) {
      if (error instanceof StartError) throw error
      damaged++
      say(`${month.slice(0, 7)} is damaged: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return damaged === 0 ? 0 : 1
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
  const restored = await restoreMonth(pool, { dir, month: `${month}-01`, nowMs: systemClock.nowMs() })
  if (!restored.done) throw new StartError(`Nothing was changed: ${month} is still being archived.`)
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
