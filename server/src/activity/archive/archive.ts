import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import {
  type Archive,
  countActions,
  dropPartition,
  ensurePartition,
  findOldMonths,
  insertLines,
  isRolledUp,
  lockArchive,
  readLines,
  takeTime,
  writeArchive,
} from './archive.store.ts'
import { ArchiveDamaged, ArchiveFile, type ArchiveManifest, rowsOf } from './archive-file.ts'

/** As many actions are in one part as go through memory within a second. */
export const PART_ROWS = 20_000

export interface ArchiveOptions {
  readonly dir: string
  /** Whole months that stay in the database, besides the one that runs. */
  readonly afterMonths: number
  readonly nowMs: number
  readonly partRows?: number
}

/** The roll-ups are behind: what they have not counted is not taken from them. */
export class NotRolledUp extends Error {
  override readonly name = 'NotRolledUp'
}

/** What a step came to: actions that went through it, whether it dropped the month, and whether there is another. */
export interface ArchiveStep {
  readonly month: string | null
  readonly worked: number
  readonly dropped: boolean
  readonly goesOn: boolean
}

const NOTHING_DONE = { month: null, worked: 0, dropped: false } as const

/**
 * Brings the oldest month that is due one step further, in the caller's transaction: writes a part of its file, reads a part
 * back, or drops its partition. What was written to the file before a transaction that came to nothing is written over.
 */
export async function archiveStep(tx: Queryable, options: ArchiveOptions): Promise<ArchiveStep> {
  const { dir, afterMonths, nowMs } = options
  const [month] = await findOldMonths(tx, afterMonths, nowMs)
  if (month === undefined) return { ...NOTHING_DONE, goesOn: false }
  if (!(await isRolledUp(tx, month))) throw new NotRolledUp(`the days of ${month.slice(0, 7)} are not rolled up yet`)
  const found = await lockArchive(tx, month, nowMs)
  // Somebody restored it while its lock was waited for.
  if (found.stays) return { ...NOTHING_DONE, goesOn: true }
  const file = new ArchiveFile(dir, month)
  const archive = await asFarAs(found, file)
  const work = archive.state === 'exporting' ? exportPart : readBack
  const { next, worked } = await work(tx, archive, file, options)
  await writeArchive(tx, next, nowMs)
  return { month, worked, dropped: next.state === 'dropped', goesOn: true }
}

/** What is not in the file is written anew; what comes after a restoring is read back before it is dropped again. */
async function asFarAs(archive: Archive, file: ArchiveFile): Promise<Archive> {
  if (!(await file.holds(archive.parts))) return anew(archive, `${file.path} is shorter than what was written`)
  const again = archive.state === 'restored' || archive.state === 'dropped'
  return again ? { ...archive, state: 'exported', verified: 0 } : archive
}

/** The month is written again from the database; where that came out of the file, nothing is, and the file is to be found. */
function anew(archive: Archive, why: string): Archive {
  if (archive.fromFile) throw new ArchiveDamaged(why)
  return { ...archive, state: 'exporting', parts: [], verified: 0 }
}

interface Step {
  readonly next: Archive
  readonly worked: number
}

async function exportPart(
  tx: Queryable,
  archive: Archive,
  file: ArchiveFile,
  { nowMs, partRows = PART_ROWS }: ArchiveOptions,
): Promise<Step> {
  const { month, parts } = archive
  const lines = await readLines(tx, month, parts.at(-1), partRows)
  const last = lines.at(-1)
  if (last === undefined) {
    await file.conclude(parts, nowMs)
    return { next: { ...archive, state: 'exported', verified: 0 }, worked: 0 }
  }
  const texts = lines.map(({ line }) => line)
  const part = await file.append(parts, texts, { lastUserId: last.user_id, lastEventId: last.event_id })
  return { next: { ...archive, parts: [...parts, part] }, worked: lines.length }
}

async function readBack(tx: Queryable, archive: Archive, file: ArchiveFile, { nowMs }: ArchiveOptions): Promise<Step> {
  const { month, parts, verified } = archive
  if (verified < parts.length) {
    try {
      await file.read(parts, verified)
      return { next: { ...archive, verified: verified + 1 }, worked: 0 }
    } catch (error) {
      if (error instanceof ArchiveDamaged) return { next: anew(archive, error.message), worked: 0 }
      throw error
    }
  }
  await takeTime(tx)
  if ((await countActions(tx, month)) > rowsOf(parts)) {
    return { next: anew(archive, `${file.path} has fewer actions than the database`), worked: 0 }
  }
  await writeArchive(tx, archive, nowMs)
  const gone = await dropPartition(tx, month)
  return { next: { ...archive, state: 'dropped' }, worked: gone }
}

/** Reads a month's file from its beginning to its end, part by part; throws `ArchiveDamaged`. Undefined: there is none. */
export async function verifyMonth(dir: string, month: string): Promise<ArchiveManifest | undefined> {
  const file = new ArchiveFile(dir, month)
  const manifest = await file.manifest()
  if (manifest === undefined) return undefined
  for (const index of manifest.parts.keys()) await file.read(manifest.parts, index)
  if (rowsOf(manifest.parts) !== manifest.rows) throw new ArchiveDamaged(`${file.manifestPath} adds up to other rows`)
  return manifest
}

/** `ARCHIVED_MEANWHILE`: the timetable has taken it up again since its restoring began. */
export type RestoreRefusal = 'NO_ARCHIVE' | 'IN_DATABASE' | 'BEING_ARCHIVED' | 'ARCHIVED_MEANWHILE'

/** Takes the transaction back that it is thrown in. */
class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
  readonly why: RestoreRefusal

  constructor(why: RestoreRefusal) {
    super(why)
    this.why = why
  }
}

export type Restored =
  | { readonly done: true; readonly rows: number; readonly written: number }
  | { readonly done: false; readonly why: RestoreRefusal }

export interface RestoreOptions {
  readonly dir: string
  readonly month: string
  readonly nowMs: number
  /** Writes down who does it, in the transaction that begins it. */
  readonly audit: (tx: Queryable, rows: number) => Promise<void>
}

/**
 * Reads a month back into the database, part by part: done again it changes nothing. It stays for thirty days, then the
 * timetable drops it again. Throws `ArchiveDamaged`, before anything is written.
 */
export async function restoreMonth(pool: Pool, options: RestoreOptions): Promise<Restored> {
  const { dir, month, nowMs } = options
  const manifest = await verifyMonth(dir, month)
  if (manifest === undefined) return { done: false, why: 'NO_ARCHIVE' }
  const { parts, rows } = manifest
  const file = new ArchiveFile(dir, month)
  let written = 0
  try {
    await inTransaction(pool, (tx) => beginRestore(tx, manifest, options))
    for (const index of parts.keys()) {
      const lines = await file.read(parts, index)
      written += await inTransaction(pool, async (tx) => {
        const { state } = await lockArchive(tx, month, nowMs)
        if (state !== 'restored') throw new RestoreRefused('ARCHIVED_MEANWHILE')
        return insertLines(tx, lines)
      })
    }
  } catch (error) {
    if (error instanceof RestoreRefused) return { done: false, why: error.why }
    throw error
  }
  return { done: true, rows, written }
}

async function beginRestore(
  tx: Queryable,
  { parts, rows }: ArchiveManifest,
  { month, nowMs, audit }: RestoreOptions,
): Promise<void> {
  const archive = await lockArchive(tx, month, nowMs)
  if (archive.state === 'exporting' && archive.parts.length === 0) {
    await takeTime(tx)
    if ((await countActions(tx, month)) > 0) throw new RestoreRefused('IN_DATABASE')
  } else if (archive.state !== 'dropped' && archive.state !== 'restored') throw new RestoreRefused('BEING_ARCHIVED')
  await ensurePartition(tx, month)
  await writeArchive(tx, { month, state: 'restored', parts, verified: 0 }, nowMs)
  await audit(tx, rows)
}
