import type {
  AdminVault,
  UnlockKind,
  VaultDefinition,
  VaultSnapshot,
  VaultStatus,
  VaultTerms,
} from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

interface DefinitionRow {
  type: string
  version: number
  coins: number
  unlock_by: UnlockKind
  unlock_amount: number | null
  lifetime_hours: number
  position: number
  enabled: boolean
  reason: string
  created_by: string | null
  created_at: Date
  open: number
  ended: number
}

const toDefinition = (row: DefinitionRow): VaultDefinition => ({
  id: row.type,
  version: row.version,
  coins: row.coins,
  unlock: { by: row.unlock_by, amount: row.unlock_amount },
  lifetimeHours: row.lifetime_hours,
  position: row.position,
  enabled: row.enabled,
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  open: row.open,
  ended: row.ended,
})

const DEFINITIONS = `
select d.type, d.version, d.coins, d.unlock_by, d.unlock_amount, d.lifetime_hours, d.position, d.enabled, d.reason,
  a.site_id as created_by, d.created_at, coalesce(v.open, 0)::bigint as open, coalesce(v.ended, 0)::bigint as ended
from vault_definitions d left join admin_users a on a.id = d.created_by
left join (select type, count(*) filter (where state in ('LOCKED', 'UNLOCKED')) as open,
    count(*) filter (where state in ('CLAIMED', 'EXPIRED')) as ended
  from player_vaults group by type) v on v.type = d.type`

/** The newest version of every type, in the order they are shown. */
export async function findDefinitions(via: Queryable): Promise<VaultDefinition[]> {
  const { rows } = await via.query<DefinitionRow & Record<string, unknown>>(
    `select * from (${DEFINITIONS}) d where version = (select max(version) from vault_definitions o where o.type = d.type)
     order by position, type`,
  )
  return rows.map(toDefinition)
}

/** Every version of a type, the newest first. */
export async function findVersions(via: Queryable, type: string): Promise<VaultDefinition[]> {
  const { rows } = await via.query<DefinitionRow & Record<string, unknown>>(
    `select * from (${DEFINITIONS}) d where type = $1 order by version desc`,
    [type],
  )
  return rows.map(toDefinition)
}

/** The newest version of a type, without counting its vaults. */
export async function findNewest(
  tx: Queryable,
  type: string,
): Promise<{ readonly version: number; readonly terms: VaultTerms } | undefined> {
  const { rows } = await tx.query<{ version: number; terms: VaultTerms }>(
    `select version, jsonb_build_object('coins', coins, 'unlock', jsonb_build_object('by', unlock_by, 'amount', unlock_amount),
       'lifetimeHours', lifetime_hours, 'position', position, 'enabled', enabled) as terms
     from vault_definitions where type = $1 order by version desc limit 1`,
    [type],
  )
  return rows[0]
}

export interface NewDefinition {
  readonly type: string
  readonly version: number
  readonly terms: VaultTerms
  readonly reason: string
  readonly adminId: number | null
  readonly nowMs: number
}

/** False: there is such a version by now. */
export async function insertDefinition(tx: Queryable, definition: NewDefinition): Promise<boolean> {
  const { type, version, terms, reason, adminId, nowMs } = definition
  const { rowCount } = await tx.query(
    `insert into vault_definitions (type, version, coins, unlock_by, unlock_amount, lifetime_hours, position, enabled, reason,
       created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${at('$11')}) on conflict do nothing`,
    [
      ...[type, version, terms.coins, terms.unlock.by, terms.unlock.amount, terms.lifetimeHours, terms.position],
      ...[terms.enabled, reason, adminId, nowMs],
    ],
  )
  return rowCount === 1
}

/** Players who have no vault of a type, and how many of them have deposited so much. */
export async function countWithout(
  via: Queryable,
  type: string,
  wonNeeded: number,
): Promise<{ players: number; deposited: number }> {
  const { rows } = await via.query<{ players: number; deposited: number }>(
    `select count(*) as players, count(*) filter (where coalesce(d.won, 0) + coalesce(x.deposit_total, 0) >= $2) as deposited
     from players p
     left join (select user_id, sum(won) as won from vault_deposits group by user_id) d on d.user_id = p.user_id
     left join external_ranking_data x on x.user_id = p.user_id
     where p.state -> 'mergedInto' is null and not exists (
       select from player_vaults v where v.user_id = p.user_id and v.type = $1)`,
    [type, wonNeeded],
  )
  return rows[0] ?? { players: 0, deposited: 0 }
}

interface VaultRow {
  id: number
  type: string
  version: number
  coins: number
  state: VaultStatus
  unlock_by: UnlockKind
  unlock_amount: number | null
  opened_at: Date
  expires_at: Date
  unlocked_at: Date | null
  ended_at: Date | null
}

/** A player's vaults without what they wait for having been counted. */
export async function findVaults(via: Queryable, userId: number): Promise<Omit<AdminVault, 'progress'>[]> {
  const { rows } = await via.query<VaultRow & Record<string, unknown>>(
    `select v.id, v.type, d.version, v.coins, v.state, d.unlock_by, d.unlock_amount, v.opened_at, v.expires_at, v.unlocked_at,
       v.ended_at
     from player_vaults v join vault_definitions d on d.id = v.definition_id where v.user_id = $1 order by d.position, v.id`,
    [userId],
  )
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    version: row.version,
    coins: row.coins,
    status: row.state,
    unlock: { by: row.unlock_by, amount: row.unlock_amount },
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    unlockedAt: row.unlocked_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}

/** Players of these who are there. */
export async function findPlayers(via: Queryable, userIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await via.query<{ user_id: number }>(
    'select user_id from players where user_id = any($1::bigint[])',
    [userIds],
  )
  return new Set(rows.map(({ user_id }) => user_id))
}

/** Raises totals that are lower; gives whose rose. What is the same or higher stays; of a closed account nothing is kept. */
export async function raiseTotals(
  tx: Queryable,
  entries: readonly { readonly userId: number; readonly depositTotal: number }[],
  { adminId, nowMs }: { adminId: number; nowMs: number },
): Promise<number[]> {
  const { rows } = await tx.query<{ user_id: number }>(
    `insert into external_ranking_data as x (user_id, deposit_total, updated_by, updated_at)
     select e.user_id, e.total, $3, ${at('$4')} from unnest($1::bigint[], $2::bigint[]) as e(user_id, total)
     join users u on u.id = e.user_id and u.deleted_at is null
     join players p on p.user_id = e.user_id and p.state ->> 'mergedInto' is null
     order by e.user_id
     on conflict (user_id) do update
     set deposit_total = excluded.deposit_total, updated_by = excluded.updated_by, updated_at = excluded.updated_at
     where excluded.deposit_total > x.deposit_total
     returning user_id`,
    [entries.map(({ userId }) => userId), entries.map(({ depositTotal }) => depositTotal), adminId, nowMs],
  )
  return rows.map(({ user_id }) => user_id)
}

/** A page of days on which the vaults were counted, the newest first, and how many rows there are. */
export async function findSnapshots(
  via: Queryable,
  { ascending, page, perPage }: { ascending: boolean; page: number; perPage: number },
): Promise<{ snapshots: VaultSnapshot[]; total: number }> {
  const { rows } = await via.query<VaultSnapshot & Record<string, unknown>>(
    `select snapshot_date::text || ' ' || vault_type as id, snapshot_date::text as date, vault_type as type,
       coalesce(sum(vaults) filter (where status = 'LOCKED'), 0)::bigint as locked,
       coalesce(sum(vaults) filter (where status = 'UNLOCKED'), 0)::bigint as unlocked,
       coalesce(sum(vaults) filter (where status = 'CLAIMED'), 0)::bigint as claimed,
       coalesce(sum(vaults) filter (where status = 'EXPIRED'), 0)::bigint as expired
     from vault_status_snapshot group by snapshot_date, vault_type
     order by snapshot_date ${ascending ? 'asc' : 'desc'}, vault_type limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  const counted = await via.query<{ total: number }>(
    'select count(*) as total from (select from vault_status_snapshot group by snapshot_date, vault_type) s',
  )
  return { snapshots: rows, total: counted.rows[0]?.total ?? 0 }
}
