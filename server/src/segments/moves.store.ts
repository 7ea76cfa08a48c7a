import type { SegmentMove, SegmentMovesQuery, SegmentMovesReply } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Coming has one place, before and after it is a row of its own. */
const NUMBER = 'case when from_segment is null then 0 else id end'
/** One place in a history: no two moves of a player have the same, and newer ones have greater ones. */
const PLACE = `(extract(epoch from moved_at) * 1000000)::bigint, from_segment is not null, ${NUMBER}, dimension`

type MoveRow = Omit<SegmentMove, 'at'> & { moved_at: Date; place: string } & Record<string, unknown>

/** A page of a player's moves, the newest first, and where the next one begins. */
export async function findMoves(
  via: Queryable,
  userId: number,
  { dimension, cause, before, limit }: SegmentMovesQuery,
): Promise<SegmentMovesReply> {
  const [at = null, moved = null, id = null, named = null] = before?.split('_') ?? []
  const { rows } = await via.query<MoveRow>(
    `select moved_at, dimension, from_segment as "from", to_segment as "to", cause, version,
       concat_ws('_', (extract(epoch from moved_at) * 1000000)::bigint, (from_segment is not null)::int, ${NUMBER}, dimension) as place
     from segment_history
     where user_id = $1 and ($2::text is null or dimension = $2) and ($3::text is null or cause = $3)
       and ($4::bigint is null or (${PLACE}) < ($4, $5::int::boolean, $6::bigint, $7::text))
     order by moved_at desc, from_segment is not null desc, ${NUMBER} desc, dimension desc limit $8`,
    [userId, dimension ?? null, cause ?? null, at, moved, id, named, limit + 1],
  )
  const shown = rows.slice(0, limit)
  return {
    moves: shown.map(({ moved_at: movedAt, place: _, ...move }) => ({ ...move, at: movedAt.toISOString() })),
    next: rows.length > limit ? (shown.at(-1)?.place ?? null) : null,
  }
}
