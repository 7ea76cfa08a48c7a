import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '@casino-club/server/src/platform/postgres/pool.ts'

const EVERY_MS = 250

/** Lags of one reader in milliseconds, as they were seen. */
export type Lags = Map<string, number[]>

/** How long ago the oldest event was written that each reader of Postgres has not taken. */
async function lagsOfPlaces(pool: Pool): Promise<{ reader: string; ms: number }[]> {
  const { rows } = await pool.query<{ reader: string; ms: number }>(
    `select c.reader, coalesce(greatest(extract(epoch from clock_timestamp() - e.occurred_at) * 1000, 0), 0)::float8 as ms
     from stream_cursors c left join lateral (
       select occurred_at from player_events p where (p.xid, p.user_id, p.seq) > (c.xid, c.user_id, c.seq)
       order by p.xid, p.user_id, p.seq limit 1) e on true
     where c.reader not in ('consumer:live-counters', 'notification-relay')`,
  )
  return rows
}

export async function countPlays(pool: Pool): Promise<{ played: number; counted: number }> {
  const { rows } = await pool.query<{ played: number; counted: number }>(
    `select (select count(*) from player_events where game is not null)::float8 as played,
       (select coalesce(sum(plays), 0) from game_minutes)::float8 as counted`,
  )
  return rows[0] ?? { played: 0, counted: 0 }
}

/** How many plays are counted. */
export async function sumCounted(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ counted: number }>(
    'select coalesce(sum(plays), 0)::float8 as counted from game_minutes',
  )
  return rows[0]?.counted ?? 0
}

/** Of a consumer of topics, its counters: so long ago as many plays had been written as it has counted now. */
class CounterLag {
  private readonly seen: { atMs: number; played: number }[] = []
  private readonly pool: Pool

  constructor(pool: Pool) {
    this.pool = pool
  }

  async look(): Promise<number> {
    const atMs = performance.now()
    // Each play takes one nonce of its player: plays are counted without reading them.
    const { rows } = await this.pool.query<{ played: number; counted: number }>(
      `select (select coalesce(sum(nonce), 0) from players)::float8 as played,
         (select coalesce(sum(plays), 0) from game_minutes)::float8 as counted`,
    )
    const { played = 0, counted = 0 } = rows[0] ?? {}
    this.seen.push({ atMs, played })
    while ((this.seen[1]?.played ?? Number.POSITIVE_INFINITY) <= counted) this.seen.shift()
    return counted >= played ? 0 : atMs - (this.seen[0]?.atMs ?? atMs)
  }
}

/** Looks at all readers until it is told to stop. */
export async function watchLags(pool: Pool, stop: AbortSignal): Promise<Lags> {
  const lags: Lags = new Map()
  const counters = new CounterLag(pool)
  const note = (reader: string, ms: number) => lags.set(reader, [...(lags.get(reader) ?? []), ms])
  while (!stop.aborted) {
    for (const { reader, ms } of await lagsOfPlaces(pool)) note(reader, ms)
    note('consumer:live-counters', await counters.look())
    await sleep(EVERY_MS)
  }
  return lags
}

/** The value that so many percent are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN)
}
