import type { AccountMerge, AccountMergedIn, MergeMoved, Rank, SafeState } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { MergeAccount } from './merge.types.ts'

interface AccountRow extends Record<string, unknown> {
  user_id: number
  site_id: string
  nickname: string
  rank: Rank
  created_at: Date
  version: number
  coins: number
  gems: number
  tickets: number
  xp: number
  safe: SafeState | null
  merged_into: number | null
  stocks: MergeMoved['items']
  contents: string[]
  sessions: number
  open_stakes: boolean
  open_purchases: boolean
  banned: boolean
  suspected: boolean
  leaving: boolean
  erased: boolean
}

const ACCOUNTS_SQL = `
select p.user_id, u.site_id, u.nickname, u.rank, u.created_at, p.version, p.coins, p.gems, p.tickets,
  coalesce((p.state ->> 'xp')::bigint, 0) as xp, p.state -> 'safe' as safe,
  (p.state ->> 'mergedInto')::bigint as merged_into,
  coalesce((
    select json_agg(json_build_object('item', i.item, 'quantity', i.quantity, 'expiresAtMs',
      case when i.expires_at < 'infinity' then round(extract(epoch from i.expires_at) * 1000)::bigint end)
      order by i.item collate "C", i.expires_at)
    from inventory i where i.user_id = p.user_id and i.quantity > 0
  ), '[]') as stocks,
  array(select c.content from content_unlocks c where c.user_id = p.user_id order by c.content collate "C") as contents,
  (select count(*) from sessions s where s.user_id = p.user_id and s.revoked_at is null) as sessions,
  exists (select from stakes s where s.user_id = p.user_id and s.state = 'open') as open_stakes,
  exists (select from shop_purchases b where b.user_id = p.user_id
    and (b.status not in ('granted', 'voided', 'failed', 'refunded')
      or exists (select from shop_refunds r where r.purchase_id = b.id and r.status in ('waiting', 'sending')))) as open_purchases,
  exists (select from shop_blocks b where b.user_id = p.user_id and b.status <> 'released') as suspected,
  exists (select from user_bans b where b.user_id = p.user_id and b.lifted_at is null
    and (b.until is null or b.until > ${at('$2')})) as banned,
  u.deletion_requested_at is not null as leaving, u.deleted_at is not null as erased
from players p join users u on u.id = p.user_id
where p.user_id = any($1::bigint[])`

/** Accounts as they stand, by their ids; all of it of one moment. */
export async function readAccounts(
  via: Queryable,
  userIds: readonly number[],
  nowMs: number,
): Promise<ReadonlyMap<number, MergeAccount>> {
  const { rows } = await via.query<AccountRow>(ACCOUNTS_SQL, [userIds, nowMs])
  return new Map(rows.map((row) => [row.user_id, toAccount(row)]))
}

const toAccount = (row: AccountRow): MergeAccount => ({
  userId: row.user_id,
  siteId: row.site_id,
  nickname: row.nickname,
  rank: row.rank,
  createdAt: row.created_at,
  version: row.version,
  balances: { coins: row.coins, gems: row.gems, tickets: row.tickets },
  xp: row.xp,
  safe: row.safe ?? undefined,
  mergedInto: row.merged_into,
  stocks: row.stocks,
  contents: row.contents,
  sessions: row.sessions,
  openStakes: row.open_stakes,
  openPurchases: row.open_purchases,
  banned: row.banned,
  suspected: row.suspected,
  leaving: row.leaving,
  erased: row.erased,
})

/** Who of these is erased or is to be deleted; all their rows are kept for this transaction, in the order of their ids. */
export async function lockAccounts(
  tx: Queryable,
  userIds: readonly number[],
): Promise<{ userId: number; leaving: boolean; erased: boolean }[]> {
  const { rows } = await tx.query<{ id: number; leaving: boolean; erased: boolean }>(
    `select id, deletion_requested_at is not null as leaving, deleted_at is not null as erased from users
     where id = any($1::bigint[]) order by id for update`,
    [userIds],
  )
  return rows.map(({ id, ...state }) => ({ userId: id, ...state }))
}

export interface NewMerge {
  readonly commandId: string
  readonly fromUserId: number
  readonly intoUserId: number
  readonly fromSeq: number
  readonly intoSeq: number
  readonly adminId: number
  readonly reason: string
  readonly atMs: number
}

/** How many sessions of the closed account are open; undefined when the command id has merged other accounts. */
export async function insertMerge(tx: Queryable, merge: NewMerge): Promise<number | undefined> {
  const { rows } = await tx.query<{ sessions: number }>(
    `insert into account_merges (command_id, from_user_id, into_user_id, from_seq, into_seq, merged_by, reason, sessions,
       merged_at)
     select $1, $2, $3, $4, $5, $6, $7, count(*), ${at('$8')}
     from sessions where user_id = $2 and revoked_at is null
     on conflict do nothing returning sessions`,
    [
      merge.commandId,
      merge.fromUserId,
      merge.intoUserId,
      merge.fromSeq,
      merge.intoSeq,
      merge.adminId,
      merge.reason,
      merge.atMs,
    ],
  )
  return rows[0]?.sessions
}

interface MergeRow extends Record<string, unknown> {
  id: number
  command_id: string
  from_user_id: number
  from_site_id: string
  into_user_id: number
  into_site_id: string
  payload: AccountMergedIn
  sessions: number
  reason: string
  admin: string
  merged_at: Date
}

/** The merges of one command id, or of one account on either side; newest first. */
export async function findMerges(
  via: Queryable,
  of: { readonly commandId: string } | { readonly userId: number },
): Promise<AccountMerge[]> {
  const { rows } = await via.query<MergeRow>(
    `select m.id, m.command_id, m.from_user_id, f.site_id as from_site_id, m.into_user_id, i.site_id as into_site_id,
       e.payload, m.sessions, m.reason, a.site_id as admin, m.merged_at
     from account_merges m
     join users f on f.id = m.from_user_id
     join users i on i.id = m.into_user_id
     join admin_users a on a.id = m.merged_by
     join player_events e on e.user_id = m.into_user_id and e.seq = m.into_seq
     where ${'commandId' in of ? 'm.command_id = $1' : '$1 in (m.from_user_id, m.into_user_id)'}
     order by m.id desc limit 200`,
    ['commandId' in of ? of.commandId : of.userId],
  )
  return rows.map((row) => ({
    id: row.id,
    commandId: row.command_id,
    from: { id: row.from_user_id, siteId: row.from_site_id },
    into: { id: row.into_user_id, siteId: row.into_site_id },
    moved: row.payload.moved,
    sessions: row.sessions,
    reason: row.reason,
    admin: row.admin,
    mergedAt: row.merged_at.toISOString(),
  }))
}
