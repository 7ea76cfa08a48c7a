import type { RandomSource } from '../platform/ids.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type BoardScore, findScoresAfter, type LiveSeason } from './boards.store.ts'
import type { Ranks } from './ranks.store.ts'

const PAGE = 5_000

/** Everybody who stands on a board in a season, page by page in the order of their ids. */
export async function* eachShown(
  tx: Queryable,
  season: LiveSeason,
  hidden: ReadonlySet<number>,
): AsyncIterable<BoardScore[]> {
  for (let after = 0; ; ) {
    const scores = await findScoresAfter(tx, season, after, PAGE)
    yield scores.filter(({ userId }) => !hidden.has(userId))
    if (scores.length < PAGE) return
    after = scores.at(-1)?.userId ?? 0
  }
}

export interface Filling {
  /** The event up to which the scores that `tx` sees go. */
  readonly place: string
  readonly live: readonly LiveSeason[]
  readonly hidden: ReadonlySet<number>
}

/**
 * Puts seasons into Redis beside what is shown there, and swaps them in at once. Gives the rows written. Throws, and
 * changes nothing that is shown, where Redis was emptied meanwhile.
 */
export async function fillRanks(
  tx: Queryable,
  { ranks, random }: { readonly ranks: Ranks; readonly random: Pick<RandomSource, 'uuid'> },
  { place, live, hidden }: Filling,
): Promise<number> {
  const name = random.uuid()
  let rows = 0
  for (const season of live) {
    for await (const shown of eachShown(tx, season, hidden)) {
      await ranks.fill(name, season, shown)
      rows += shown.length
    }
  }
  if (!(await ranks.swap(name, { place, rows, live, hidden })))
    throw new Error('Redis lost boards while they were filled')
  return rows
}
