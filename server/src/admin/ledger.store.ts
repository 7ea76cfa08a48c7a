import type { Currency } from '@casino-club/shared'
import type { Pool } from '../platform/postgres/pool.ts'

interface LedgerRow {
  seq: number
  line: number
  currency: Currency
  amount: number
  balance_after: number
  counter_account: string
  reason: string
  command_id: string
  occurred_at: Date
  hash: Buffer
}

const WHERE = 'where user_id = $1 and ($2::text is null or currency = $2)'

/** A page of a player's ledger, and how many lines there are in all. */
export async function findLedger(
  pool: Pool,
  filter: { userId: number; currency?: Currency | undefined; page: number; perPage: number; ascending: boolean },
) {
  const values = [filter.userId, filter.currency ?? null]
  const direction = filter.ascending ? 'asc' : 'desc'
  const { rows } = await pool.query<LedgerRow>(
    `select seq, line, currency, amount, balance_after, counter_account, reason, command_id, occurred_at, hash
     from ledger_entries ${WHERE} order by seq ${direction}, line ${direction} limit $3 offset $4`,
    [...values, filter.perPage, (filter.page - 1) * filter.perPage],
  )
  const count = await pool.query<{ total: number }>(`select count(*) as total from ledger_entries ${WHERE}`, values)
  const entries = rows.map((row) => ({
    id: `${row.seq}-${row.line}`,
    seq: row.seq,
    currency: row.currency,
    amount: row.amount,
    balanceAfter: row.balance_after,
    counterAccount: row.counter_account,
    reason: row.reason,
    commandId: row.command_id,
    occurredAt: row.occurred_at.toISOString(),
    hash: row.hash.toString('hex'),
  }))
  return { entries, total: count.rows[0]?.total ?? 0 }
}
