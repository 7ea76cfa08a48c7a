import type { ShopBlock } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { FRAUD_ATTEMPTS, FRAUD_CARDS, FRAUD_WINDOW_SECONDS } from '../purchases/look.store.ts'
import type { Suspicion } from './suspicion.ts'

/**
 * Puts players before those who look at fraud, in the order of their ids; each once, however often he tries. Who is blocked
 * has been looked at.
 */
export async function openCases(
  via: Queryable,
  cases: readonly { readonly userId: number; readonly suspicion: Suspicion }[],
): Promise<void> {
  const opened = cases.filter(({ suspicion }) => suspicion.suspicion !== 'blocked')
  if (opened.length === 0) return
  await via.query(
    `insert into shop_blocks (user_id, cause, detail, status)
     select user_id, cause, json_build_object('why', why), 'open'
     from unnest($1::bigint[], $2::text[], $3::text[]) as c(user_id, cause, why) order by user_id
     on conflict (user_id) where status <> 'released' do nothing`,
    [
      opened.map(({ userId }) => userId),
      opened.map(({ suspicion }) => suspicion.suspicion),
      opened.map(({ suspicion }) => suspicion.message),
    ],
  )
}

/** Stops the purchases of a player whose money went back without us; a case that is open already becomes a block. */
export async function blockForChargeBack(via: Queryable, userId: number, orderId: string): Promise<void> {
  await via.query(
    `insert into shop_blocks (user_id, cause, detail, status, decided_at, reason)
     values ($1, 'chargeback', json_build_object('orderId', $2::text), 'blocked', clock_timestamp(), 'charged back')
     on conflict (user_id) where status <> 'released'
     do update set status = 'blocked', cause = excluded.cause, detail = excluded.detail, decided_by = null,
       decided_at = clock_timestamp(), reason = 'charged back'`,
    [userId, orderId],
  )
}

/** Whether somebody looks at a player's purchases, or has stopped them. */
export async function isSuspected(via: Queryable, userId: number): Promise<boolean> {
  const { rowCount } = await via.query(`select from shop_blocks where user_id = $1 and status <> 'released'`, [userId])
  return rowCount === 1
}

interface Row {
  id: number
  user_id: number
  nickname: string
  opened_at: Date
  cause: ShopBlock['cause']
  detail: Record<string, unknown>
  status: ShopBlock['status']
  decided_by: string | null
  decided_at: Date | null
  reason: string | null
  attempts: number
  cards: number
  closed_until: Date | null
}

const toBlock = (row: Row): ShopBlock => ({
  id: row.id,
  userId: row.user_id,
  nickname: row.nickname,
  openedAt: row.opened_at.toISOString(),
  cause: row.cause,
  detail: row.detail,
  status: row.status,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  reason: row.reason,
  attempts: row.attempts,
  cards: row.cards,
  closedUntil: row.closed_until?.toISOString() ?? null,
})

/** What counts now, as a purchase looks at it; and when too little of it is left to stop him. */
const RECENT = `
select count(*) as attempts, count(distinct t.card_hash) as cards,
  case when count(*) >= ${FRAUD_ATTEMPTS} or count(distinct t.card_hash) >= ${FRAUD_CARDS} then
    make_interval(secs => ${FRAUD_WINDOW_SECONDS}) + greatest(
      (array_agg(t.created_at order by t.created_at desc))[${FRAUD_ATTEMPTS}],
      (array_agg(t.created_at order by t.created_at desc) filter (where t.newest_of_card))[${FRAUD_CARDS - 1}]) end as free_at
from (
  select created_at, card_hash,
    card_hash is not null and row_number() over (partition by card_hash order by created_at desc) = 1 as newest_of_card
  from shop_purchases where user_id = b.user_id
    and created_at > clock_timestamp() - make_interval(secs => ${FRAUD_WINDOW_SECONDS})
    and created_at > coalesce(
      (select max(decided_at) from shop_blocks where user_id = b.user_id and status = 'released'), '-infinity')
) t`
const SELECT = `
select b.id, b.user_id, u.nickname, b.opened_at, b.cause, b.detail, b.status, a.site_id as decided_by, b.decided_at, b.reason,
  recent.attempts, recent.cards, case when b.status = 'open' then recent.free_at end as closed_until
from shop_blocks b join users u on u.id = b.user_id left join admin_users a on a.id = b.decided_by,
  lateral (${RECENT}) recent`

/** With a lock nobody else decides it until the transaction ends. */
export async function findBlock(
  via: Queryable,
  id: number,
  lock: '' | 'for no key update' = '',
): Promise<ShopBlock | undefined> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${SELECT} where b.id = $1 ${lock && `${lock} of b`}`,
    [id],
  )
  return rows[0] && toBlock(rows[0])
}

export interface BlockFilter {
  readonly status?: ShopBlock['status'] | undefined
  readonly cause?: ShopBlock['cause'] | undefined
  readonly userId?: number | undefined
  /** Only those nobody has decided about. */
  readonly undecided?: boolean | undefined
  readonly order: string
  readonly page: number
  readonly perPage: number
}

export async function findBlocks(
  via: Queryable,
  { status, cause, userId, undecided, order, page, perPage }: BlockFilter,
): Promise<{ blocks: ShopBlock[]; total: number }> {
  const direction = order.toUpperCase() === 'ASC' ? 'asc' : 'desc'
  const fits = `where ($1::text is null or b.status = $1) and ($2::bigint is null or b.user_id = $2)
    and ($3::text is null or b.cause = $3) and (not $4::boolean or (b.status <> 'released' and b.decided_by is null))`
  const values = [status ?? null, userId ?? null, cause ?? null, undecided ?? false]
  const counted = await via.query<{ total: number }>(`select count(*) as total from shop_blocks b ${fits}`, values)
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `${SELECT} ${fits} order by b.id ${direction} limit $5 offset $6`,
    [...values, perPage, (page - 1) * perPage],
  )
  return { blocks: rows.map(toBlock), total: counted.rows[0]?.total ?? 0 }
}

interface Decision {
  readonly status: 'blocked' | 'released'
  readonly reason: string
  readonly adminId: number
}

export async function decideBlock(tx: Queryable, id: number, { status, reason, adminId }: Decision): Promise<void> {
  await tx.query(
    'update shop_blocks set status = $2, reason = $3, decided_by = $4, decided_at = clock_timestamp() where id = $1',
    [id, status, reason, adminId],
  )
}

/** Blocks a player; the number of the new case. */
export async function insertBlock(
  tx: Queryable,
  { userId, reason, adminId }: { readonly userId: number; readonly reason: string; readonly adminId: number },
): Promise<number | 'no player' | 'open'> {
  const player = await tx.query('select from players where user_id = $1', [userId])
  if (player.rowCount === 0) return 'no player'
  const { rows } = await tx.query<{ id: number }>(
    `insert into shop_blocks (user_id, cause, detail, status, decided_by, decided_at, reason)
     values ($1, 'admin', '{}', 'blocked', $2, clock_timestamp(), $3)
     on conflict (user_id) where status <> 'released' do nothing returning id`,
    [userId, adminId, reason],
  )
  return rows[0]?.id ?? 'open'
}
