import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

/** A vault whose time is over and that nobody has ended. */
export interface DueVault {
  readonly id: number
  readonly userId: number
  /** Of its player, as of which it is due: every change of a vault is one of the player. */
  readonly version: number
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

/** Players with an even number, or those with an odd one. */
export type Half = 0 | 1

/** The next vaults after a place, in order of their end. */
export async function findDue(
  tx: Queryable,
  { nowMs, after, limit, half }: { nowMs: number; after: DuePlace | undefined; limit: number; half: Half },
): Promise<DueVault[]> {
  const { rows } = await tx.query<DueVault & Record<string, unknown>>({
    name: 'vaults-due',
    text: `select d.*, (select p.version from players p where p.user_id = d."userId") as version from (
        select v.id, v.user_id as "userId", v.type, v.coins, v.expires_at::text as "expiresAt" from player_vaults v
        where v.state in ('LOCKED', 'UNLOCKED') and v.expires_at <= ${at('$1')}
          and (v.expires_at, v.id) > ($2::timestamptz, $3::bigint) and v.user_id % 2 = $5
        order by v.expires_at, v.id limit $4) d`,
    values: [nowMs, after?.expiresAt ?? '-infinity', after?.id ?? 0, limit, half],
  })
  return rows
}

/** How many vaults' time is over that nobody has ended. */
export async function countDue(tx: Queryable, nowMs: number, half: Half): Promise<number> {
  const { rows } = await tx.query<{ due: number }>(
    `select count(*) as due from player_vaults
     where state in ('LOCKED', 'UNLOCKED') and expires_at <= ${at('$1')} and user_id % 2 = $2`,
    [nowMs, half],
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
