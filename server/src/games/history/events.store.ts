import type { Game, Play } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { Summed } from './play-sums.store.ts'
import { QUARTER_MS, type Range, toTimestamp } from './quarter.ts'

/** Whose plays, of which game (undefined: any), and when. */
export interface PlaysOf {
  readonly userId: number
  readonly game?: string | undefined
  readonly range: Range
}

/** A stretch of a player's events, both ends in it, and the UTC days (`YYYY-MM-DD`) it lies in. */
export interface Stretch {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly fromDay: string
  readonly toDay: string
  readonly range: Range
}

const NO_LAST_SEQ = Number.MAX_SAFE_INTEGER

/** The events that are not in the sums yet; undefined when there is none. */
export function restOf({ range }: PlaysOf, { complete, seq, restFromDay }: Summed): Stretch | undefined {
  if (complete) return undefined
  return { firstSeq: seq + 1, lastSeq: NO_LAST_SEQ, fromDay: restFromDay, toDay: 'infinity', range }
}

/** Where the plays of a part of one quarter lie; undefined when there is none. */
export async function findEdge(tx: Queryable, { userId, game }: PlaysOf, edge: Range): Promise<Stretch | undefined> {
  const quarterMs = Math.floor(edge.fromMs / QUARTER_MS) * QUARTER_MS
  const { rows } = await tx.query<{ first_seq: number | null; last_seq: number | null }>(
    `select min(first_seq) as first_seq, max(last_seq) as last_seq from play_quarters
     where user_id = $1 and quarter = $2 and ($3::text is null or game = $3)`,
    [userId, toTimestamp(quarterMs), game ?? null],
  )
  const { first_seq: firstSeq, last_seq: lastSeq } = rows[0] ?? {}
  if (firstSeq == null || lastSeq == null) return undefined
  const day = toTimestamp(quarterMs).slice(0, 10)
  return { firstSeq, lastSeq, fromDay: day, toDay: day, range: edge }
}

/** Plays of $1 (of game $2) in a stretch. The days are what keeps all other partitions out of the plan. */
export const IN_STRETCH = `user_id = $1 and game is not null and ($2::text is null or game = $2)
  and seq >= $3 and seq <= $4 and day >= $5::date and day <= $6::date and occurred_at >= $7 and occurred_at < $8`

export const stretchValues = (
  { userId, game }: PlaysOf,
  { firstSeq, lastSeq, fromDay, toDay, range }: Stretch,
): unknown[] => [
  userId,
  game ?? null,
  firstSeq,
  lastSeq,
  fromDay,
  toDay,
  toTimestamp(range.fromMs),
  toTimestamp(range.toMs),
]

export interface PlayRow {
  user_id: number
  seq: number
  game: Game
  occurred_at: Date
  bet: number
  win: number
  payload: Record<string, unknown>
}

export const PLAY_COLUMNS = 'user_id, seq, game, occurred_at, bet, win, payload'

export const toPlay = (row: PlayRow): Play => ({
  eventId: `${row.user_id}-${row.seq}`,
  game: row.game,
  occurredAt: row.occurred_at.toISOString(),
  bet: row.bet,
  win: row.win,
  net: row.win - row.bet,
  outcome: row.payload,
})
