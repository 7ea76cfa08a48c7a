import type { Balances, RefundStatus } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { nextTry } from '../payments/retries.store.ts'

/** Money on its way back to a player. */
export interface Refund {
  readonly id: number
  readonly purchaseId: number
  readonly commandId: string
  /** Whole won. */
  readonly amount: number
  readonly cause: 'admin' | 'chargeback'
  readonly reason: string
  readonly status: RefundStatus
  readonly requestedBy: number | null
  readonly requestedAt: Date
  readonly decidedBy: number | null
  readonly decidedAt: Date | null
  readonly endedAt: Date | null
  readonly taken: Balances | null
  readonly missing: Balances | null
}

interface RefundRow {
  id: number
  purchase_id: number
  command_id: string
  amount: number
  cause: Refund['cause']
  reason: string
  status: RefundStatus
  requested_by: number | null
  requested_at: Date
  decided_by: number | null
  decided_at: Date | null
  ended_at: Date | null
  taken: Balances | null
  missing: Balances | null
}

const toRefund = (row: RefundRow): Refund => ({
  id: row.id,
  purchaseId: row.purchase_id,
  commandId: row.command_id,
  amount: row.amount,
  cause: row.cause,
  reason: row.reason,
  status: row.status,
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  endedAt: row.ended_at,
  taken: row.taken,
  missing: row.missing,
})

async function some(via: Queryable, text: string, values: unknown[]): Promise<Refund[]> {
  const { rows } = await via.query<RefundRow & Record<string, unknown>>(text, values)
  return rows.map(toRefund)
}

export const findRefunds = (via: Queryable, purchaseId: number): Promise<Refund[]> =>
  some(via, 'select * from shop_refunds where purchase_id = $1 order by id', [purchaseId])

export async function findRefund(via: Queryable, id: number): Promise<Refund | undefined> {
  return (await some(via, 'select * from shop_refunds where id = $1', [id]))[0]
}

export async function lockRefund(tx: Queryable, id: number): Promise<Refund | undefined> {
  return (await some(tx, 'select * from shop_refunds where id = $1 for no key update', [id]))[0]
}

export async function findRefundByCommand(via: Queryable, commandId: string): Promise<Refund | undefined> {
  return (await some(via, 'select * from shop_refunds where command_id = $1', [commandId]))[0]
}

export interface NewRefund extends Pick<Refund, 'purchaseId' | 'commandId' | 'amount' | 'cause' | 'reason'> {
  readonly status: 'waiting' | 'sending'
  readonly requestedBy: number | null
}

/** Whoever writes it sends it; the clock leaves it alone for that long. Undefined: this command has asked before. */
export async function insertRefund(tx: Queryable, refund: NewRefund): Promise<Refund | undefined> {
  const found = await some(
    tx,
    `insert into shop_refunds (purchase_id, command_id, amount, cause, reason, status, requested_by, requested_at,
       try_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), ${nextTry('0')}) on conflict (command_id) do nothing returning *`,
    [
      refund.purchaseId,
      refund.commandId,
      refund.amount,
      refund.cause,
      refund.reason,
      refund.status,
      refund.requestedBy,
    ],
  )
  return found[0]
}

const ASKED_FOR: readonly RefundStatus[] = ['waiting', 'sending']

/**
 * What is asked for or on its way back besides what has come back already; under the purchase’s lock. The provider knows
 * only of what is being sent.
 */
export async function openRefunds(tx: Queryable, purchaseId: number, statuses = ASKED_FOR): Promise<number> {
  const { rows } = await tx.query<{ open: number }>(
    `select coalesce(sum(amount), 0)::bigint as open from shop_refunds where purchase_id = $1 and status = any($2)`,
    [purchaseId, statuses],
  )
  return rows[0]?.open ?? 0
}

/** Rejects what waits for a second admin: the money went back without us meanwhile. */
export async function rejectOvertaken(tx: Queryable, purchaseId: number): Promise<void> {
  await tx.query(
    `update shop_refunds set status = 'rejected', decided_at = clock_timestamp(), ended_at = clock_timestamp()
     where purchase_id = $1 and status = 'waiting'`,
    [purchaseId],
  )
}

/** An admin's word about a refund that waits for a second one. */
export async function decideRefund(
  tx: Queryable,
  id: number,
  { adminId, approved }: { readonly adminId: number; readonly approved: boolean },
): Promise<void> {
  await tx.query(
    `update shop_refunds set status = $2, decided_by = $3, decided_at = clock_timestamp(), try_at = ${nextTry('0')},
       ended_at = case when $2 = 'rejected' then clock_timestamp() end where id = $1`,
    [id, approved ? 'sending' : 'rejected', adminId],
  )
}

export async function failRefund(via: Queryable, id: number): Promise<void> {
  await via.query(
    `update shop_refunds set status = 'failed', ended_at = clock_timestamp() where id = $1 and status = 'sending'`,
    [id],
  )
}

/** A refund that is due to be sent, and how often that has been tried with this time. */
export interface DueRefund {
  readonly id: number
  readonly tries: number
}

/** Refunds that the provider has not answered for yet, and whose time has come again; each counts as tried from here on. */
export async function claimSending(via: Queryable, limit: number): Promise<DueRefund[]> {
  const { rows } = await via.query<DueRefund & Record<string, unknown>>(
    `update shop_refunds r set tries = r.tries + 1, try_at = ${nextTry('r.tries + 1')}
     from (
       select id from shop_refunds where status = 'sending' and try_at <= clock_timestamp()
       order by try_at limit $1 for no key update skip locked
     ) due
     where r.id = due.id returning r.id, r.tries`,
    [limit],
  )
  return rows
}

/** Marks a refund as done, in the transaction of its event; undefined: it was before. */
export async function endRefund(
  tx: Queryable,
  { id, purchaseId, amount }: Refund,
  { seq, taken, missing }: { readonly seq: number; readonly taken: Balances; readonly missing: Balances },
): Promise<{ readonly whole: boolean } | undefined> {
  const { rowCount } = await tx.query(
    `update shop_refunds set status = 'done', ended_at = clock_timestamp(), seq = $2, taken = $3, missing = $4
     where id = $1 and status = 'sending'`,
    [id, seq, JSON.stringify(taken), JSON.stringify(missing)],
  )
  if (rowCount !== 1) return undefined
  const { rows } = await tx.query<{ whole: boolean }>(
    `with back as (
       update shop_purchases set refunded_amount = refunded_amount + $2,
         status = case when refunded_amount + $2 = amount then 'refunded' else status end
       where id = $1 returning id, status
     ), logged as (
       insert into shop_purchase_log (purchase_id, from_status, to_status, cause, detail)
       select id, 'granted', status, 'refund', json_build_object('refundId', $3::bigint, 'amount', $2::bigint) from back
     )
     select status = 'refunded' as whole from back`,
    [purchaseId, amount, id],
  )
  return { whole: rows[0]?.whole ?? false }
}
