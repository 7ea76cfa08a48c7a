import { inSnapshot, type Pool } from '../platform/postgres/pool.ts'
import { findSummed } from './history/play-sums.store.ts'

/** The numbers of the club's last spins of the roulette, the latest first. */
export async function recentNumbers(pool: Pool, limit: number): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select (payload ->> 'number')::integer as number from player_events
     where game = 'roulette' order by occurred_at desc limit $1`,
    [limit],
  )
  return rows.map(({ number }) => number)
}

export interface GachaDay {
  readonly players: number
  readonly pulls: number
}

/** How many players pulled, and how often, on a UTC day (`YYYY-MM-DD`); the last moments may be missing. */
export async function gachaOn(pool: Pool, day: string): Promise<GachaDay> {
  const { rows } = await pool.query<{ players: number; pulls: number }>(
    `select count(distinct user_id) as players, coalesce(sum(pulls), 0)::bigint as pulls from pull_days where day = $1`,
    [day],
  )
  return { players: rows[0]?.players ?? 0, pulls: rows[0]?.pulls ?? 0 }
}

/** A player's own pulls by rarity: those that are summed, and those in the events behind them. */
export async function ownPulls(pool: Pool, userId: number): Promise<Record<string, number>> {
  return inSnapshot(pool, async (tx) => {
    const { seq, restFromDay } = await findSummed(tx, userId)
    const { rows } = await tx.query<{ rarity: string; pulls: number }>(
      `select rarity, sum(pulls)::bigint as pulls from (
         select rarity, pulls from pull_days where user_id = $1
         union all
         select pull ->> 'rarity', 1 from player_events e, json_array_elements(e.payload -> 'pulls') as pull
         where e.user_id = $1 and e.game = 'gacha' and e.seq > $2 and e.day >= $3::date
       ) as all_pulls group by rarity`,
      [userId, seq, restFromDay],
    )
    return Object.fromEntries(rows.map(({ rarity, pulls }) => [rarity, pulls]))
  })
}

export interface OwnedItem {
  readonly item: string
  readonly quantity: number
  readonly expiresAtMs: number | null
  readonly updatedAt: Date
}

/** What a player has and has not ended, the latest first; what ends at another time stands by itself. */
export async function findInventory(pool: Pool, userId: number, nowMs: number): Promise<OwnedItem[]> {
  const { rows } = await pool.query<{ item: string; quantity: number; expires_ms: number | null; updated_at: Date }>(
    `select item, quantity, updated_at,
       case when expires_at < 'infinity' then round(extract(epoch from expires_at) * 1000)::bigint end as expires_ms
     from inventory where user_id = $1 and quantity > 0 and expires_at > to_timestamp($2::bigint / 1000.0)
     order by updated_at desc, item, expires_at`,
    [userId, nowMs],
  )
  return rows.map(({ item, quantity, expires_ms, updated_at }) => {
    return { item, quantity, expiresAtMs: expires_ms, updatedAt: updated_at }
  })
}
