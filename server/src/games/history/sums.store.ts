import type { StatsQuery } from '@casino-club/shared'
import { inSnapshot, type Pool, type Queryable, sqlState } from '../../platform/postgres/pool.ts'
import { findEdge, IN_STRETCH, type PlaysOf, restOf, type Stretch, stretchValues } from './events.store.ts'
import { findSummed } from './play-sums.store.ts'
import { cutAtQuarters, type Range, toTimestamp } from './quarter.ts'
import type { GameSums } from './totals.ts'

type Step = 'day' | 'week' | 'month'

interface SumsOf extends PlaysOf {
  readonly by: Step
  readonly zone: string
}

interface SumRow {
  game: string
  start: string
  plays: number
  wins: number
  bet: number
  win: number
  best_win: number
  last_at: Date
}

const toSums = (row: SumRow): GameSums => ({
  game: row.game,
  start: row.start,
  plays: row.plays,
  wins: row.wins,
  bet: row.bet,
  win: row.win,
  bestWin: row.best_win,
  lastAtMs: row.last_at.getTime(),
})

const WHOLE_SQL = `
select game, to_char(step, 'YYYY-MM-DD') as start, plays, wins, bet, win, best_win, last_at
from (
  select game, date_trunc($5, quarter at time zone $6) as step, sum(plays)::bigint as plays, sum(wins)::bigint as wins,
    sum(bet)::bigint as bet, sum(win)::bigint as win, max(best_win) as best_win, max(last_at) as last_at
  from play_quarters
  where user_id = $1 and ($2::text is null or game = $2) and quarter >= $3 and quarter < $4 group by 1, 2
) as steps`

const STRETCH_SUM_SQL = `
select game, to_char(step, 'YYYY-MM-DD') as start, plays, wins, bet, win, best_win, last_at
from (
  select game, date_trunc($9, occurred_at at time zone $10) as step, count(*) as plays,
    count(*) filter (where win > 0) as wins, sum(bet)::bigint as bet, sum(win)::bigint as win, max(win) as best_win,
    max(occurred_at) as last_at
  from player_events where ${IN_STRETCH} group by 1, 2
) as steps`

async function sumWhole(tx: Queryable, of: SumsOf, { fromMs, toMs }: Range): Promise<GameSums[]> {
  if (fromMs >= toMs) return []
  const values = [of.userId, of.game ?? null, toTimestamp(fromMs), toTimestamp(toMs), of.by, of.zone]
  return (await tx.query<SumRow>(WHOLE_SQL, values)).rows.map(toSums)
}

async function sumStretch(tx: Queryable, of: SumsOf, stretch: Stretch | undefined): Promise<GameSums[]> {
  if (stretch === undefined) return []
  const values = [...stretchValues(of, stretch), of.by, of.zone]
  return (await tx.query<SumRow>(STRETCH_SUM_SQL, values)).rows.map(toSums)
}

async function sumPlays(tx: Queryable, of: SumsOf): Promise<GameSums[]> {
  const summed = await findSummed(tx, of.userId)
  const { whole, edges } = cutAtQuarters(of.range)
  const parts = [await sumWhole(tx, of, whole), await sumStretch(tx, of, restOf(of, summed))]
  for (const edge of edges) {
    const found = await findEdge(tx, of, edge)
    parts.push(await sumStretch(tx, of, found && { ...found, lastSeq: Math.min(found.lastSeq, summed.seq) }))
  }
  return parts.flat()
}

/** When the period of now began in a zone. */
async function startOf(tx: Queryable, period: Step, zone: string, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ start: Date }>('select date_trunc($1, $2::timestamptz, $3) as start', [
    period,
    toTimestamp(nowMs),
    zone,
  ])
  return rows[0]?.start.getTime() ?? nowMs
}

async function rangeOf(tx: Queryable, { period, from, to, zone }: StatsQuery, nowMs: number): Promise<Range> {
  const open = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }
  if (from !== undefined || to !== undefined) {
    return { fromMs: from ? Date.parse(from) : open.fromMs, toMs: to ? Date.parse(to) : open.toMs }
  }
  return period === 'all' ? open : { ...open, fromMs: await startOf(tx, period, zone, nowMs) }
}

export interface PeriodSums {
  readonly range: Range
  readonly by: Step
  readonly sums: readonly GameSums[]
}

/** SQLSTATE of a time zone that Postgres has no data of. */
const UNKNOWN_ZONE = '22023'

/**
 * What a player played in a period, by game and step: the sums by quarter, and the plays that are not in them yet. It is
 * exact at once, and costs as many rows as he has quarters of an hour, however many plays they hold. Undefined where
 * Postgres does not know the zone.
 */
export async function findPeriodSums(
  pool: Pool,
  who: Pick<PlaysOf, 'userId' | 'game'>,
  query: StatsQuery,
  nowMs: number,
): Promise<PeriodSums | undefined> {
  const by = query.by ?? (query.period === 'all' ? 'month' : 'day')
  try {
    return await inSnapshot(pool, async (tx) => {
      const range = await rangeOf(tx, query, nowMs)
      return { range, by, sums: await sumPlays(tx, { ...who, range, by, zone: query.zone }) }
    })
  } catch (error) {
    if (sqlState(error) === UNKNOWN_ZONE) return undefined
    throw error
  }
}
