import type { Play } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { PLAY_COLUMNS, type PlayRow, type PlaysOf, toPlay } from './events.store.ts'
import { toTimestamp } from './quarter.ts'

/** Which plays of an ordered part are wanted. */
export interface Reading {
  readonly skip: number
  readonly limit: number
  /** Only those behind this sequence number, in the order asked for. */
  readonly after?: number | undefined
  readonly ascending: boolean
}

const OF_QUARTERS = `user_id = $1 and ($2::text is null or game = $2) and quarter >= $3 and quarter < $4`

const quarterValues = ({ userId, game, range }: PlaysOf) => [
  userId,
  game ?? null,
  toTimestamp(range.fromMs),
  toTimestamp(range.toMs),
]

/** How many plays whole quarters hold. */
export async function countSummed(tx: Queryable, of: PlaysOf): Promise<number> {
  const { rows } = await tx.query<{ plays: number }>(
    `select coalesce(sum(plays), 0)::bigint as plays from play_quarters where ${OF_QUARTERS}`,
    quarterValues(of),
  )
  return rows[0]?.plays ?? 0
}

interface Segment {
  readonly quarter: Date
  readonly day: string
  readonly first_seq: number
  readonly last_seq: number
  readonly plays: number
  /** Plays of the quarters before it, in the order asked for. */
  readonly before: number
}

/** Quarters enough for a reading that skips nothing: each has a play at least, so the index is left early. */
const FIRST_QUARTERS_SQL = (ascending: boolean) => `
select quarter, to_char(quarter, 'YYYY-MM-DD') as day, min(first_seq) as first_seq, max(last_seq) as last_seq,
  sum(plays)::bigint as plays, 0::bigint as before
from play_quarters
where ${OF_QUARTERS} and ($5::bigint is null or ${ascending ? 'last_seq > $5' : 'first_seq < $5'})
group by quarter order by quarter ${ascending ? 'asc' : 'desc'} limit $6`

/** Quarters that hold the plays from $5 to $6, counted in the order asked for. */
const QUARTERS_SQL = (ascending: boolean) => `
select quarter, to_char(quarter, 'YYYY-MM-DD') as day, first_seq, last_seq, plays, before
from (
  select quarter, min(first_seq) as first_seq, max(last_seq) as last_seq, sum(plays)::bigint as plays,
    (sum(sum(plays)) over (order by quarter ${ascending ? 'asc' : 'desc'}) - sum(plays))::bigint as before
  from play_quarters where ${OF_QUARTERS} group by quarter
) as counted
where before + plays > $5 and before < $6 order by before`

/** The quarters that a reading must look into; of the first one, what lies before `after` does not count. */
async function findSegments(tx: Queryable, of: PlaysOf, { skip, limit, after, ascending }: Reading) {
  const values = quarterValues(of)
  const { rows } =
    skip === 0
      ? await tx.query<Segment>(FIRST_QUARTERS_SQL(ascending), [...values, after ?? null, limit + 1])
      : await tx.query<Segment>(QUARTERS_SQL(ascending), [...values, skip, skip + limit])
  let missing = limit + skip - (rows[0]?.before ?? 0) + (after === undefined ? 0 : (rows[0]?.plays ?? 0))
  return rows.filter(({ plays }) => {
    const wanted = missing > 0
    missing -= plays
    return wanted
  })
}

/** Plays of segments, each looked up where its numbers lie in its day's partition. */
const SEGMENT_PLAYS_SQL = (ascending: boolean) => {
  const order = ascending ? 'asc' : 'desc'
  return `
select ${PLAY_COLUMNS}
from unnest($3::date[], $4::timestamptz[], $5::bigint[], $6::bigint[]) with ordinality
  as s(on_day, quarter, first_seq, last_seq, place)
cross join lateral (
  select ${PLAY_COLUMNS} from player_events
  where user_id = $1 and game is not null and ($2::text is null or game = $2) and day = s.on_day and day = any($3)
    and seq >= s.first_seq and seq <= s.last_seq
    and occurred_at >= s.quarter and occurred_at < s.quarter + interval '15 minutes'
  order by seq ${order} limit $7::bigint + $8::bigint
) as p
order by s.place, p.seq ${order} limit $7 offset $8`
}

/** Plays of whole quarters, in order of quarter and sequence number. */
export async function readSummed(tx: Queryable, of: PlaysOf, reading: Reading): Promise<Play[]> {
  const { skip, limit, after, ascending } = reading
  const segments = await findSegments(tx, of, reading)
  const [first] = segments
  if (first === undefined) return []
  const [low, high] = after === undefined ? [0, Infinity] : ascending ? [after + 1, Infinity] : [0, after - 1]
  const { rows } = await tx.query<PlayRow>(SEGMENT_PLAYS_SQL(ascending), [
    of.userId,
    of.game ?? null,
    segments.map(({ day }) => day),
    segments.map(({ quarter }) => quarter),
    segments.map(({ first_seq }) => Math.max(first_seq, low)),
    segments.map(({ last_seq }) => Math.min(last_seq, high)),
    limit,
    skip - first.before,
  ])
  return rows.map(toPlay)
}
