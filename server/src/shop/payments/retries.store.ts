import type { Queryable } from '../../platform/postgres/pool.ts'

/** So often has been tried what somebody must be told of: for some five minutes. */
export const STUCK_TRIES = 6
/** A purchase that has been on its way for so long, and not for want of its player. */
const STUCK_MINUTES = 15

/** When a row is tried again that has been tried so often: after 5 s, then twice as long each time, up to 15 minutes. */
export const nextTry = (tries: string): string =>
  `clock_timestamp() + least(interval '5 seconds' * power(2, least(${tries}, 12)), interval '15 minutes')`

/** What is on its way and does not come to an end. */
export interface Stuck {
  readonly purchase: number
  readonly refund: number
  readonly event: number
}

export async function countStuck(via: Queryable): Promise<Stuck> {
  const { rows } = await via.query<Stuck & Record<string, unknown>>(
    `select
       (select count(*) from shop_purchases where check_at is not null and status <> 'pending'
          and created_at < clock_timestamp() - make_interval(mins => ${STUCK_MINUTES})) as purchase,
       (select count(*) from shop_refunds where status = 'sending' and tries >= ${STUCK_TRIES}) as refund,
       (select count(*) from payment_webhooks where handled_at is null and tries >= ${STUCK_TRIES}) as event`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('the database does not count')
  return { purchase: row.purchase, refund: row.refund, event: row.event }
}
