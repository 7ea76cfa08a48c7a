import type { Log } from '../platform/log.ts'
import { tryLead } from '../platform/postgres/leader.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { type ConsumeAfter, type Consumer, readerName } from './consumer.ts'
import { advanceConsumer } from './postgres-consumer.ts'
import { lockReader } from './reader-place.store.ts'
import {
  buildBeside,
  clearBeside,
  forgetCursor,
  forgetLetters,
  movePlaces,
  type RebuiltTable,
  replaceLetters,
  replaceTable,
  type TableDifference,
} from './rebuild.store.ts'
import { type Advance, type Cursor, readCursor, saveCursor } from './stream.store.ts'

/** A read model that follows from the events alone, and the reader that makes it. */
export interface ReadModel {
  readonly name: string
  readonly reads: Consumer | ConsumeAfter
  readonly tables: readonly RebuiltTable[]
}

export interface RebuildOrder {
  /** Whether what was built takes the place of what is in use; else the difference is told and nothing changed. */
  readonly apply: boolean
  /** Whether to begin at the first event, though an earlier run broke off on the way. */
  readonly restart: boolean
  readonly batchSize: number
  readonly onProgress: (events: number) => void
  /** Writes down that the new one is in use, in the transaction that puts it there. */
  readonly noted?: (tx: Queryable, differences: readonly TableDifference[]) => Promise<void>
}

export interface RebuiltModel {
  readonly events: number
  readonly differences: readonly TableDifference[]
}

export interface RebuildDependencies {
  readonly pool: Pool
  readonly databaseUrl: string
  readonly log: Log
}

const builtName = (model: ReadModel) => `rebuild:${model.name}`

/** Ends the last transaction of a dry run. */
class DryRun extends Error {}

/**
 * Builds a read model anew from the first event, beside the one in use, while its reader goes on; at the end the reader
 * waits for as long as it takes to add what is left and to write the rows that are otherwise. Undefined: it is being
 * rebuilt already. A run that broke off is gone on with.
 */
export async function rebuildModel(
  deps: RebuildDependencies,
  model: ReadModel,
  order: RebuildOrder,
): Promise<RebuiltModel | undefined> {
  const leadership = await tryLead(deps.databaseUrl, `stream:${builtName(model)}`)
  if (leadership === undefined) return undefined
  try {
    const { pool } = deps
    if (order.restart) await inTransaction(pool, (tx) => forget(tx, model))
    const progress = { events: 0, told: order.onProgress }
    for (let more = true; more; ) {
      more = await inTransaction(pool, (tx) => buildOn(tx, deps.log, model, order.batchSize, progress))
    }
    return { differences: await swap(deps, model, order, progress), events: progress.events }
  } finally {
    await leadership.release()
  }
}

async function forget(tx: Queryable, model: ReadModel): Promise<void> {
  await clearBeside(tx, model.tables)
  await forgetCursor(tx, builtName(model))
  await forgetLetters(tx, builtName(model))
}

interface Progress {
  events: number
  readonly told: (events: number) => void
}

/** Takes the next events into what is being built; false when there are none left for now. */
async function buildOn(
  tx: Queryable,
  log: Log,
  model: ReadModel,
  batchSize: number,
  progress: Progress,
): Promise<boolean> {
  const { reads } = model
  // Where the connection that leads was lost, another one may be building already.
  const after = await lockReader(tx, builtName(model))
  await buildBeside(tx)
  const advance: Advance =
    typeof reads === 'function'
      ? await reads(tx, after, batchSize)
      : await advanceConsumer(tx, reads, { after, limit: batchSize, log, lettersOf: builtName(model) })
  await tx.query('set local search_path = public')
  if (advance.taken > 0) await saveCursor(tx, builtName(model), advance.last)
  progress.events += advance.taken
  progress.told(progress.events)
  return advance.taken === batchSize
}

async function swap(
  { pool, log }: RebuildDependencies,
  model: ReadModel,
  { apply, batchSize, noted }: RebuildOrder,
  progress: Progress,
): Promise<TableDifference[]> {
  const differences: TableDifference[] = []
  try {
    await inTransaction(pool, async (tx) => {
      differences.length = 0
      // Minutes on a large club. All readers of events wait meanwhile, since this transaction has a number: for a quiet hour.
      await tx.query('set local statement_timeout = 0; set local lock_timeout = 0')
      await tx.query('set local idle_in_transaction_session_timeout = 0')
      const live = await lockReader(tx, readerName(model.name))
      while (await buildOn(tx, log, model, batchSize, progress));
      await tx.query('set local synchronous_commit = on')
      for (const table of model.tables) differences.push(await replaceTable(tx, table))
      if (!apply) throw new DryRun()
      await takePlace(tx, model, live)
      await noted?.(tx, differences)
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
    await inTransaction(pool, (tx) => forget(tx, model))
  }
  return differences
}

/** The reader goes on where what was built ends, which is nowhere before it. */
async function takePlace(tx: Queryable, model: ReadModel, live: Cursor): Promise<void> {
  const built = await readCursor(tx, builtName(model))
  if (BigInt(built.xid) < BigInt(live.xid)) throw new Error('what was built ends before the reader')
  await saveCursor(tx, readerName(model.name), built)
  await movePlaces(tx, model.name, built)
  await replaceLetters(tx, model.name, builtName(model))
  await clearBeside(tx, model.tables)
  await forgetCursor(tx, builtName(model))
}
