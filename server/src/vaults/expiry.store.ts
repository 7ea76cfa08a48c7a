import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A vault whose time is over and that nobody has ended. */
export interface DueVault {
  readonly id: number
  readonly userId: number
  readonly type: string
  readonly coins: number
  /** To the microsecond, as Postgres writes it. */
  readonly expiresAt: string
}

/** Where a page of them ended. */
export interface DuePlace {
  readonly expiresAt: string
  readonly id: number
}

/** The next vaults after a place, in order of their end, locked; those that somebody is ending right now are left out. */
export async function findDue(
  tx: Queryable,
  { nowMs, after, limit }: { nowMs: number; after: DuePlace | undefined; limit: number },
): Promise<DueVault[]> {
  const { rows } = await tx.query<DueVault & Record<string, unknown>>({
    name: 'vaults-due',
    text: `select id, user_id as "userId", type, coins, expires_at::text as "expiresAt"
      from player_vaults
      where state in ('LOCKED', 'UNLOCKED') and expires_at <= ${at('$1')} and (expires_at, id) > ($2::timestamptz, $3::bigint)
      order by expires_at, id limit $4 for no key update skip locked`,
    values: [nowMs, after?.expiresAt ?? '-infinity', after?.id ?? 0, limit],
  })
  return rows
}

/** How many vaults' time is over that nobody has ended. */
export async function countDue(tx: Queryable, nowMs: number): Promise<number> {
  const { rows } = await tx.query<{ due: number }>(
    `select count(*) as due from player_vaults where state in ('LOCKED', 'UNLOCKED') and expires_at <= ${at('$1')}`,
    [nowMs],
  )
  return rows[0]?.due ?? 0
}

/** How the vaults of each type stand now, under a day's date; a day that was written before is written over. */
export async function writeSnapshot(tx: Queryable, date: string, nowMs: number): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into vault_status_snapshot as s (snapshot_date, vault_type, status, vaults, coins, snapshot_at)
     select $1::date, type, state, count(*), sum(coins)::bigint, ${at('$2')} from player_vaults group by type, state
     on conflict (snapshot_date, vault_type, status) do update
     set vaults = excluded.vaults, coins = excluded.coins, snapshot_at = excluded.snapshot_at`,
    [date, nowMs],
  )
  return rowCount ?? 0
}

/** How many kinds of standing there are to be written down. */
export async function countStandings(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*) as n from (select from player_vaults group by type, state) s',
  )
  return rows[0]?.n ?? 0
}
