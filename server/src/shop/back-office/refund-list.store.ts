import type { Balances, RefundReply, RefundStatus } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

interface Row {
  id: number
  order_id: string
  user_id: number
  nickname: string
  sku: string
  amount: number
  cause: RefundReply['cause']
  reason: string
  status: RefundStatus
  requested_by: string | null
  requested_at: Date
  decided_by: string | null
  decided_at: Date | null
  ended_at: Date | null
  taken: Balances | null
  missing: Balances | null
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const toReply = (row: Row): RefundReply => ({
  id: row.id,
  orderId: row.order_id,
  userId: row.user_id,
  nickname: row.nickname,
  sku: row.sku,
  amount: row.amount,
  cause: row.cause,
  reason: row.reason,
  status: row.status,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at.toISOString(),
  decidedBy: row.decided_by,
  decidedAt: iso(row.decided_at),
  endedAt: iso(row.ended_at),
  taken: row.taken,
  missing: row.missing,
})

const SELECT = `
select r.id, p.order_id, p.user_id, u.nickname, p.sku, r.amount, r.cause, r.reason, r.status, asked.site_id as requested_by, r.requested_at,
  decided.site_id as decided_by, r.decided_at, r.ended_at, r.taken, r.missing
from shop_refunds r join shop_purchases p on p.id = r.purchase_id join users u on u.id = p.user_id
left join admin_users asked on asked.id = r.requested_by left join admin_users decided on decided.id = r.decided_by`

async function some(via: Queryable, where: string, values: unknown[]): Promise<RefundReply[]> {
  const { rows } = await via.query<Row & Record<string, unknown>>(`${SELECT} ${where}`, values)
  return rows.map(toReply)
}

export const refundsOf = (via: Queryable, orderId: string): Promise<RefundReply[]> =>
  some(via, 'where p.order_id = $1 order by r.id', [orderId])

export async function refundReplyOf(via: Queryable, id: number): Promise<RefundReply> {
  const [refund] = await some(via, 'where r.id = $1', [id])
  if (refund === undefined) throw new Error(`the refund ${id} is gone`)
  return refund
}

/** A page of refunds, newest first unless asked otherwise. */
export async function findRefundPage(
  via: Queryable,
  { status, order, page, perPage }: { status?: RefundStatus | undefined; order: string; page: number; perPage: number },
): Promise<{ refunds: RefundReply[]; total: number }> {
  const direction = order.toUpperCase() === 'ASC' ? 'asc' : 'desc'
  const refunds = await some(
    via,
    `where ($1::text is null or r.status = $1) order by r.id ${direction} limit $2 offset $3`,
    [status ?? null, perPage, (page - 1) * perPage],
  )
  const { rows } = await via.query<{ total: number }>(
    'select count(*) as total from shop_refunds where ($1::text is null or status = $1)',
    [status ?? null],
  )
  return { refunds, total: rows[0]?.total ?? 0 }
}
