import type { Play } from '@casino-club/shared'
import { inSnapshot, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import {
  findEdge,
  IN_STRETCH,
  PLAY_COLUMNS,
  type PlayRow,
  type PlaysOf,
  restOf,
  type Stretch,
  stretchValues,
  toPlay,
} from './events.store.ts'
import { findSummed, type Summed } from './play-sums.store.ts'
import { cutAtQuarters, type Range, toTimestamp } from './quarter.ts'
import { countSummed, type Reading, readSummed } from './summed-plays.store.ts'

/** A part of a history of which it is known how many plays it has, so that it can be skipped unread. */
interface Part {
  readonly count: number
  read(reading: Reading): Promise<Play[]>
}

async function partOfStretch(tx: Queryable, of: PlaysOf, stretch: Stretch | undefined): Promise<Part> {
  if (stretch === undefined) return { count: 0, read: async () => [] }
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from player_events where ${IN_STRETCH}`,
    stretchValues(of, stretch),
  )
  return { count: rows[0]?.count ?? 0, read: (reading) => readStretch(tx, of, stretch, reading) }
}

async function readStretch(tx: Queryable, of: PlaysOf, stretch: Stretch, reading: Reading): Promise<Play[]> {
  const { skip, limit, after, ascending } = reading
  const { firstSeq, lastSeq } = stretch
  const behind =
    after === undefined
      ? stretch
      : {
          ...stretch,
          ...(ascending ? { firstSeq: Math.max(firstSeq, after + 1) } : { lastSeq: Math.min(lastSeq, after - 1) }),
        }
  const { rows } = await tx.query<PlayRow>(
    `select ${PLAY_COLUMNS} from player_events where ${IN_STRETCH}
     order by seq ${ascending ? 'asc' : 'desc'} limit $9 offset $10`,
    [...stretchValues(of, behind), limit, skip],
  )
  return rows.map(toPlay)
}

/** The parts of a history, the earliest first: an edge, whole quarters, an edge, and what is not summed yet. */
async function partsOf(tx: Queryable, of: PlaysOf, summed: Summed): Promise<Part[]> {
  const { whole, edges } = cutAtQuarters(of.range)
  const partOfEdge = async (edge: Range): Promise<Part> => {
    const found = await findEdge(tx, of, edge)
    return partOfStretch(tx, of, found && { ...found, lastSeq: Math.min(found.lastSeq, summed.seq) })
  }
  const before = edges.filter(({ toMs }) => toMs <= whole.fromMs)
  const behind = edges.filter(({ toMs }) => toMs > whole.fromMs)
  const parts: Part[] = []
  for (const edge of before) parts.push(await partOfEdge(edge))
  if (whole.fromMs < whole.toMs) {
    const inner = { ...of, range: whole }
    parts.push({ count: await countSummed(tx, inner), read: (reading) => readSummed(tx, inner, reading) })
  }
  for (const edge of behind) parts.push(await partOfEdge(edge))
  parts.push(await partOfStretch(tx, of, restOf(of, summed)))
  return parts
}

async function readParts(parts: readonly Part[], reading: Reading): Promise<Play[]> {
  const plays: Play[] = []
  let { skip } = reading
  for (const part of reading.ascending ? parts : parts.toReversed()) {
    if (plays.length === reading.limit) break
    if (skip >= part.count) {
      skip -= part.count
      continue
    }
    plays.push(...(await part.read({ ...reading, skip, limit: reading.limit - plays.length })))
    skip = 0
  }
  return plays
}

export interface HistoryFilter {
  readonly userId: number
  readonly game?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
  /** The event to go on behind; it takes the place of the page. */
  readonly after?: string | undefined
}

const rangeOf = ({ from, to }: Pick<HistoryFilter, 'from' | 'to'>): Range => ({
  fromMs: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
  toMs: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
})

const seqOf = (eventId: string): number => Number(eventId.split('-')[1])

/**
 * A page of a player's plays, and how many there are in all. The sums by quarter tell where a page begins, so that a
 * late one is as quick as the first.
 */
export async function findPlays(pool: Pool, filter: HistoryFilter): Promise<{ plays: Play[]; total: number }> {
  const { userId, game, perPage: limit, ascending } = filter
  const after = filter.after === undefined ? undefined : seqOf(filter.after)
  const skip = after === undefined ? (filter.page - 1) * limit : 0
  return inSnapshot(pool, async (tx) => {
    const parts = await partsOf(tx, { userId, game, range: rangeOf(filter) }, await findSummed(tx, userId))
    const total = parts.reduce((sum, { count }) => sum + count, 0)
    return { plays: await readParts(parts, { skip, limit, after, ascending }), total }
  })
}

const EXPORT_PAGE = 1_000

/** All plays of a player that fit, the oldest first, page by page: of any number. */
export async function* eachPlay(
  pool: Pool,
  { userId, ...filter }: Pick<HistoryFilter, 'userId' | 'game' | 'from' | 'to'>,
): AsyncIterable<Play> {
  let after: string | undefined
  for (;;) {
    const page = { ...filter, userId, page: 1, perPage: EXPORT_PAGE, ascending: true, after }
    const { plays } = await findPlays(pool, page)
    yield* plays
    const last = plays.at(-1)
    if (last === undefined || plays.length < EXPORT_PAGE) return
    after = last.eventId
  }
}

/** One play by its event; undefined where there is none. */
export async function findPlay(pool: Pool, userId: number, seq: number): Promise<Play | undefined> {
  return inSnapshot(pool, async (tx) => {
    const summed = await findSummed(tx, userId)
    const { rows: days } = await tx.query<{ day: string }>(
      `select distinct to_char(quarter, 'YYYY-MM-DD') as day from play_quarters
       where user_id = $1 and first_seq <= $2 and last_seq >= $2`,
      [userId, seq],
    )
    const { rows } = await tx.query<PlayRow>(
      `select ${PLAY_COLUMNS} from player_events where user_id = $1 and seq = $2 and game is not null
       and (day = any($3::date[]) or ($2 > $4 and day >= $5::date))`,
      [userId, seq, days.map(({ day }) => day), summed.seq, summed.restFromDay],
    )
    return rows[0] && toPlay(rows[0])
  })
}

/** The end of a range as it is told: null where it is open. */
export const toIso = (ms: number): string | null => (Number.isFinite(ms) ? toTimestamp(ms) : null)
