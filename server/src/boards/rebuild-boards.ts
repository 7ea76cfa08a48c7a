import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { lockReader } from '../stream/index.ts'
import { BOARDS_READER, liveSeasons, wordPlace } from './board-reader.ts'
import { findBoards, findHidden, type LiveSeason } from './boards.store.ts'
import { eachShown, fillRanks } from './fill-ranks.ts'
import { lockLooks } from './looks.store.ts'
import type { Ranks } from './ranks.store.ts'

export interface RebuildDependencies {
  readonly pool: Pool
  readonly ranks: Ranks
  readonly clock: Clock
  readonly random: Pick<RandomSource, 'uuid'>
}

export interface RebuildOrder {
  /** Absent: all boards. */
  readonly board?: string | undefined
  /** When the season begins, in milliseconds; absent: all that Redis keeps. */
  readonly startsAtMs?: number | undefined
  readonly dryRun: boolean
}

/** How Redis stood beside Postgres: rows it lacked, had otherwise, and had too many. */
export interface SeasonDifference {
  readonly boardId: string
  readonly startsAtMs: number
  readonly players: number
  readonly missing: number
  readonly different: number
  readonly extra: number
}

export interface Rebuilt {
  readonly seasons: readonly SeasonDifference[]
  /** False: Redis stood at another event than Postgres, so that all boards had to be filled. */
  readonly inPlace: boolean
  /** Rows written; zero in a dry run. */
  readonly rows: number
}

/** So long Redis may be behind what was committed a moment ago. */
const SETTLE_MS = 5_000
const POLL_MS = 50

/**
 * Holds Redis against Postgres and fills it anew, while play goes on: the reader of the events waits at its place for as
 * long, so that both speak of the same event; plays are counted afterwards. Boards are read from Redis as it stands until
 * the new ones are swapped in at once. Throws a RangeError where no season fits.
 */
export async function rebuildBoards(deps: RebuildDependencies, order: RebuildOrder): Promise<Rebuilt> {
  const { pool, ranks, clock } = deps
  return inTransaction(pool, async (tx) => {
    // Minutes on a large club; nothing waits for it but the reader.
    await tx.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
    const place = wordPlace(await lockReader(tx, BOARDS_READER))
    await lockLooks(tx)
    const all = liveSeasons(await findBoards(tx), clock.nowMs())
    const chosen = all.filter(
      ({ boardId, startsAtMs }) =>
        boardId === (order.board ?? boardId) && startsAtMs === (order.startsAtMs ?? startsAtMs),
    )
    if (chosen.length === 0) throw new RangeError('Redis keeps no such board and season')
    const inPlace = await settles(ranks, place)
    // Who is left out now; a change of a moment ago is the reader's, who looks every second.
    const hidden = inPlace ? await ranks.hidden() : await findHidden(tx, clock.nowMs())
    const seasons: SeasonDifference[] = []
    for (const season of chosen) seasons.push(await differenceOf(tx, ranks, season, hidden))
    if (order.dryRun) return { seasons, inPlace, rows: 0 }
    const live = inPlace ? chosen : all
    return { seasons, inPlace, rows: await fillRanks(tx, deps, { place, live, hidden }) }
  })
}

/** Whether Redis comes to the place of Postgres: what was committed last may still be on its way there. */
async function settles(ranks: Ranks, place: string): Promise<boolean> {
  const untilMs = performance.now() + SETTLE_MS
  for (;;) {
    const found = await ranks.place()
    if (found === place) return true
    if (found === null || performance.now() > untilMs) return false
    await sleep(POLL_MS)
  }
}

async function differenceOf(
  tx: Queryable,
  ranks: Ranks,
  season: LiveSeason,
  hidden: ReadonlySet<number>,
): Promise<SeasonDifference> {
  let [players, missing, different, there] = [0, 0, 0, 0]
  for await (const shown of eachShown(tx, season, hidden)) {
    const found = await ranks.compare(season, shown)
    players += shown.length
    missing += found.missing
    different += found.different
    there = found.there
  }
  const { boardId, startsAtMs } = season
  return { boardId, startsAtMs, players, missing, different, extra: Math.max(there - (players - missing), 0) }
}
