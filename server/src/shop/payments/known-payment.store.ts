import type { Queryable } from '../../platform/postgres/pool.ts'

/** What we know of an order's payment ourselves. */
export interface KnownPayment {
  /** As the provider named it; null: its answer never came. */
  readonly paymentId: string | null
  readonly begunAt: Date
  /** Since then, by the database's clock. */
  readonly ageSeconds: number
  /** Whole won. */
  readonly amount: number
}

/** What our own row says of the payment of an order; undefined: there is no such order. */
export async function findKnownPayment(via: Queryable, orderId: string): Promise<KnownPayment | undefined> {
  const { rows } = await via.query<{ payment_id: string | null; created_at: Date; age: number; amount: number }>({
    name: 'known-payment',
    text: `select payment_id, created_at, extract(epoch from clock_timestamp() - created_at)::float8 as age, amount
      from shop_purchases where order_id = $1`,
    values: [orderId],
  })
  const [row] = rows
  return row && { paymentId: row.payment_id, begunAt: row.created_at, ageSeconds: row.age, amount: row.amount }
}
