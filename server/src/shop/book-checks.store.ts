import type { Queryable } from '../platform/postgres/pool.ts'

/** Each finds rows that contradict each other, and says what they are. */
const CHECKS: readonly string[] = [
  `select 'shop_stocks ' || s.id as "where", taken || ' taken, but its purchases come to ' || held as why
   from (select s.id, s.taken, (select coalesce(sum(quantity), 0) from shop_purchases p
           where p.stock_id = s.id and p.hold in ('held', 'committed', 'sold')) as held from shop_stocks s) s
   where taken <> held`,
  `select 'shop_promos ' || p.code as "where", 'used ' || p.used || ' times, but ' || uses || ' purchases used it' as why
   from (select p.code, p.used, (select count(*) from shop_promo_uses u where u.promo_id = p.id) as uses from shop_promos p) p
   where used <> uses`,
  `select 'shop_purchases ' || p.order_id as "where", 'the event that began it says otherwise' as why
   from shop_purchases p left join player_events e on e.user_id = p.user_id and e.seq = p.seq
   where p.seq is not null and (
     e.type is distinct from case p.currency when 'KRW' then 'purchase.reserved' else 'purchase.granted' end
     or e.payload ->> 'orderId' is distinct from p.order_id or (e.payload ->> 'amount')::bigint is distinct from p.amount
     or e.payload ->> 'sku' is distinct from p.sku or (e.payload ->> 'quantity')::int is distinct from p.quantity)`,
  `select 'shop_purchases ' || p.order_id as "where", 'what it granted is not in the events' as why
   from shop_purchases p left join player_events e on e.user_id = p.user_id and e.seq = p.granted_seq
   where p.granted_seq is not null
     and (e.type is distinct from 'purchase.granted' or e.payload ->> 'orderId' is distinct from p.order_id)`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'no purchase is known that it granted' as why
   from player_events e
   left join shop_purchases p on p.user_id = e.user_id and p.granted_seq = e.seq and p.order_id = e.payload ->> 'orderId'
   where e.type = 'purchase.granted' and p.id is null`,
  `select 'shop_purchases ' || p.order_id as "where", 'it ended in nothing, and no event gave back what it held' as why
   from shop_purchases p
   where p.seq is not null and p.granted_seq is null and p.status in ('failed', 'voided', 'refunded')
     and (select count(*) from player_events e where e.user_id = p.user_id and e.type = 'purchase.released'
            and e.payload ->> 'orderId' = p.order_id) <> 1`,
  `select 'shop_purchases ' || p.order_id as "where", 'its refunds do not come to what it says was refunded' as why
   from shop_purchases p
   where p.granted_seq is not null and p.refunded_amount <>
     (select coalesce(sum(amount), 0) from shop_refunds r where r.purchase_id = p.id and r.status = 'done')`,
  `select 'shop_refunds ' || r.id as "where", 'its event says otherwise' as why
   from shop_refunds r join shop_purchases p on p.id = r.purchase_id
   left join lateral (
     -- The account that bought it, or one it was made one with since.
     with recursive way(id) as (
       select p.user_id union select m.into_user_id from way join account_merges m on m.from_user_id = way.id
     )
     select type, payload from player_events where user_id in (select id from way) and seq = r.seq
     order by (type = 'purchase.refunded' and payload ->> 'refundId' = r.id::text) desc limit 1
   ) e on true
   where r.status = 'done' and (e.type is distinct from 'purchase.refunded'
     or (e.payload ->> 'refundId')::bigint is distinct from r.id or (e.payload ->> 'refunded')::bigint is distinct from r.amount
     or e.payload -> 'taken' ->> 'gems' is distinct from r.taken ->> 'gems'
     or e.payload -> 'taken' ->> 'coins' is distinct from r.taken ->> 'coins')`,
  `select 'shop_purchase_units purchase ' || u.purchase_id as "where", 'its purchase came to nothing' as why
   from shop_purchase_units u join shop_purchases p on p.id = u.purchase_id
   where p.granted_seq is null and p.status in ('failed', 'voided', 'refunded')`,
]

/** The first row of the shop that contradicts the events or the other rows. */
export async function findBadPurchase(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  for (const check of CHECKS) {
    const { rows } = await tx.query<{ where: string; why: string }>(`${check} order by 1 limit 1`)
    if (rows[0]) return rows[0]
  }
  return undefined
}
