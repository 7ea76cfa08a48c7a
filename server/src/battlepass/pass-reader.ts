import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import {
  type Advance,
  type Cursor,
  isSamePlace,
  lockReader,
  readerName,
  type StreamSweep,
  saveCursor,
} from '../stream/index.ts'
import { findMerged, movePasses } from './merged-passes.store.ts'
import { countPassXpAfter, type PassAdvance, type PassXpCounted, type PassXpGained } from './progress.store.ts'
import { tellLevels } from './tell-levels.ts'

/** The reader that counts; it always reads from Postgres, whether there is Kafka or not. */
export const PASS_READER = readerName('battlepass')

export interface PassReaderDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly policy: { readonly zone: string }
  readonly mirror: { tell(changed: readonly PassXpCounted[]): Promise<void> }
}

/** Counts events into pass XP, with its place in the same transaction; of two at once one counts. */
export class PassReader implements StreamSweep {
  readonly reader = PASS_READER
  private readonly deps: PassReaderDependencies

  constructor(deps: PassReaderDependencies) {
    this.deps = deps
  }

  async advance(after: Cursor, limit: number): Promise<Advance> {
    const { pool, clock, policy, mirror } = this.deps
    const { changed, ...advance } = await inTransaction(pool, async (tx) => {
      const place = await lockReader(tx, this.reader)
      // Another reader was here: from where it has come to, and not twice.
      if (!isSamePlace(place, after)) return { taken: limit, last: place, changed: [] }
      const counted = await countPassXpAfter(tx, after, { limit, zone: policy.zone })
      if (counted.taken > 0) await saveCursor(tx, this.reader, counted.last)
      const changed = [...counted.changed, ...(await moveOfClosed(tx, counted))]
      await tellLevels(tx, changed, clock.nowMs())
      return { taken: counted.taken, last: counted.last, changed }
    })
    await mirror.tell(changed)
    return advance
  }
}

/** What closed accounts did before their merges and is counted after them; all of it is there with their last event. */
async function moveOfClosed(tx: Queryable, { changed, closed }: PassAdvance): Promise<PassXpGained[]> {
  const moved: PassXpGained[] = []
  const merges = await findMerged(tx, [...changed.map(({ userId }) => userId), ...closed])
  for (const merged of merges) moved.push(...(await movePasses(tx, merged)))
  return moved
}
