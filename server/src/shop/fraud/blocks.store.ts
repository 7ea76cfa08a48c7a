import type { Queryable } from '../../platform/postgres/pool.ts'

export const BLOCK_STATUSES = ['open', 'blocked', 'released'] as const
export type BlockStatus = (typeof BLOCK_STATUSES)[number]

/** Puts a player before those who look at fraud; once, however often he tries. */
export async function openCase(via: Queryable, userId: number, why: string): Promise<void> {
  const cause = why.includes('cards') ? 'cards' : 'velocity'
  await via.query(
    `insert into shop_blocks (user_id, cause, detail, status) values ($1, $2, json_build_object('why', $3::text), 'open')
     on conflict (user_id) where status <> 'released' do nothing`,
    [userId, cause, why],
  )
}

/** Stops the purchases of a player whose money went back without us; a case that is open already becomes a block. */
export async function blockForChargeBack(via: Queryable, userId: number, orderId: string): Promise<void> {
  await via.query(
    `insert into shop_blocks (user_id, cause, detail, status, decided_at, reason)
     values ($1, 'chargeback', json_build_object('orderId', $2::text), 'blocked', clock_timestamp(), 'charged back')
     on conflict (user_id) where status <> 'released'
     do update set status = 'blocked', decided_at = clock_timestamp(), reason = 'charged back'`,
    [userId, orderId],
  )
}
