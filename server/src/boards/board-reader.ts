import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import {
  type Advance,
  type Cursor,
  isSamePlace,
  lockReader,
  readCursor,
  readerName,
  type StreamSweep,
  saveCursor,
} from '../stream/index.ts'
import {
  type Board,
  type BoardScore,
  findBoards,
  findHidden,
  findScores,
  findScoresAfter,
  type LiveSeason,
  scoreAfter,
} from './boards.store.ts'
import { joinCohorts } from './cohorts/members.store.ts'
import { fillRanks } from './fill-ranks.ts'
import { endLooks, findLooks, lockLooks, tryLockLooks } from './looks.store.ts'
import type { Ranks } from './ranks.store.ts'
import { seasonAt, seasonBefore } from './season.rule.ts'

export interface BoardReaderDependencies {
  readonly pool: Pool
  readonly ranks: Ranks
  readonly clock: Clock
  readonly random: Pick<RandomSource, 'uuid'>
  readonly log: Log
}

export const BOARDS_READER = readerName('boards')

/** So often it is looked up who is to be shown no more or again, and whether Redis still has the boards. */
const LOOK_EVERY_MS = 1_000
const LOOKS_AT_ONCE = 1_000
const MINUTE_MS = 60_000
/** Seasons further back than anything a process that was off may have left. */
const FORGOTTEN = 8

export const wordPlace = ({ xid, userId, seq }: Cursor) => `${xid} ${userId} ${seq}`

/** The seasons that Redis keeps: those that run, and those before them until their results are written down. */
export function liveSeasons(boards: readonly Board[], nowMs: number): LiveSeason[] {
  return boards.flatMap(({ id: boardId, period }) => {
    // A minute ahead: a play of a season that has just begun is not lost to a clock that is behind.
    const running = [seasonBefore(period, nowMs), seasonAt(period, nowMs), seasonAt(period, nowMs + MINUTE_MS)]
    const byStart = new Map(running.flatMap((season) => (season ? [[season.startsAtMs, { boardId, ...season }]] : [])))
    return [...byStart.values()]
  })
}

/**
 * Counts events into the scores of Postgres, with its place in the same transaction, and then tells Redis, which takes
 * it only where it stood before. Whatever goes wrong between the two, or in Redis alone, is seen by that place, and Redis
 * is filled anew from Postgres.
 */
export class BoardReader implements StreamSweep {
  readonly reader = BOARDS_READER
  private readonly deps: BoardReaderDependencies
  private lookedAtMs = Number.NEGATIVE_INFINITY
  private starts: readonly string[] = []

  constructor(deps: BoardReaderDependencies) {
    this.deps = deps
  }

  async advance(after: Cursor, limit: number): Promise<Advance> {
    const { pool } = this.deps
    const done = await inTransaction(pool, async (tx) => {
      const place = await lockReader(tx, this.reader)
      // Another reader was here: from where it has come to, and not twice.
      if (!isSamePlace(place, after)) return { taken: limit, last: place, changed: [] }
      const scored = await scoreAfter(tx, after, limit)
      await joinCohorts(tx, scored.changed, this.deps.clock.nowMs())
      if (scored.taken > 0) await saveCursor(tx, this.reader, scored.last)
      return scored
    })
    await this.tell(after, done.last, done.changed)
    return { taken: done.taken, last: done.last }
  }

  /** Redis may be away: the boards are then read from Postgres, and it is filled when it is back. */
  private async tell(from: Cursor, to: Cursor, changed: readonly BoardScore[]): Promise<void> {
    const due = performance.now() - this.lookedAtMs > LOOK_EVERY_MS
    if (changed.length === 0 && isSamePlace(from, to) && !due) return
    try {
      const boards = await findBoards(this.deps.pool)
      const live = liveSeasons(boards, this.deps.clock.nowMs())
      const missing = await this.turnSeasons(boards, live)
      if (due) await this.lookAgain(live, wordPlace(from))
      const step = { from: wordPlace(from), to: wordPlace(to) }
      if (missing || !(await this.deps.ranks.apply(step, live, changed))) await this.rebuild()
      if (due) this.lookedAtMs = performance.now()
    } catch (error) {
      this.deps.log.debug({ err: error }, 'the boards wait for Redis')
    }
  }

  /**
   * Lets go of seasons that ended before the last one, when another one begins. True where that one has scores already,
   * which Redis did not take while it was not to be kept: a process whose clock is far ahead has written them.
   */
  private async turnSeasons(boards: readonly Board[], live: readonly LiveSeason[]): Promise<boolean> {
    const starts = live.map(({ boardId, startsAtMs }) => `${boardId} ${startsAtMs}`)
    if (starts.join() === this.starts.join()) return false
    for (const { id: boardId, period } of boards) {
      const oldest = live.find((season) => season.boardId === boardId)
      let old = oldest && seasonBefore(period, oldest.startsAtMs)
      for (let count = 0; old && count < FORGOTTEN; count++) {
        await this.deps.ranks.forget({ boardId, startsAtMs: old.startsAtMs })
        old = seasonBefore(period, old.startsAtMs)
      }
    }
    const known = new Set(this.starts)
    const added = live.filter((_, index) => known.size > 0 && !known.has(starts[index] ?? ''))
    const scores = await Promise.all(added.map((season) => findScoresAfter(this.deps.pool, season, 0, 1)))
    this.starts = starts
    return scores.some(({ length }) => length > 0)
  }

  /**
   * Leaves out who hides by now, and brings back who does not: of those alone of whom something has changed. What Redis
   * does not take is looked at again.
   */
  private async lookAgain(live: readonly LiveSeason[], place: string): Promise<void> {
    const { pool, ranks, clock } = this.deps
    await inTransaction(pool, async (tx) => {
      if (!(await tryLockLooks(tx))) return
      const looks = await findLooks(tx, clock.nowMs(), LOOKS_AT_ONCE)
      if (looks.length === 0) return
      const ids = (hidden: boolean) => looks.flatMap((look) => (look.hidden === hidden ? [look.userId] : []))
      const looked = { hidden: ids(true), shown: ids(false) }
      // Scores of this very moment; what the events before them change is the same score again.
      const scores = await findScores(tx, live, [...looked.hidden, ...looked.shown])
      if (await ranks.apply({ from: place, to: place }, live, scores, looked)) await endLooks(tx, looks)
    })
  }

  /** Fills Redis anew from Postgres, as of one moment; what is there is shown until it is done. Gives the rows written. */
  async rebuild(): Promise<number> {
    const { pool, clock, log } = this.deps
    const rows = await inTransaction(pool, async (tx) => {
      await tx.query('set transaction isolation level repeatable read read only')
      await lockLooks(tx)
      const place = await readCursor(tx, this.reader)
      // Of now, not of the moment of the scores: a look that ended meanwhile is not taken back.
      const hidden = await findHidden(pool, clock.nowMs())
      const live = liveSeasons(await findBoards(tx), clock.nowMs())
      return fillRanks(tx, this.deps, { place: wordPlace(place), live, hidden })
    })
    log.info({ rows }, 'the boards in Redis were filled from Postgres')
    return rows
  }
}
