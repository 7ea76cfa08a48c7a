import { HOME_ZONE } from '@casino-club/shared'
import { at } from '../platform/postgres/instant.ts'
import type { Queryable } from '../platform/postgres/pool.ts'

interface Expiring {
  readonly userId: number
  readonly expiresMs: number
  /** Where its player is. */
  readonly zone: string
}

/** A stock of an item that ends at one moment. */
export interface ExpiringItem extends Expiring {
  readonly item: string
  readonly nameEn: string
  readonly nameKo: string
  readonly quantity: number
}

export interface ExpiringCoupon extends Expiring {
  readonly couponId: number
  readonly xp: number
}

/** Who was found last, in the order that they are looked through. */
export interface ItemPlace {
  readonly userId: number
  readonly item: string
  readonly expiresMs: number
}

interface Window {
  readonly nowMs: number
  readonly untilMs: number
  readonly limit: number
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`
const ZONE = `coalesce(s.zone, p.state #>> '{streak,zone}', '${HOME_ZONE}') as zone`
const OF_PLAYER = (userId: string) =>
  `join players p on p.user_id = ${userId} left join notification_settings s on s.user_id = ${userId}`

/** Stocks that end within the window and that nobody was told of, in order after a place. */
export async function findExpiringItems(
  tx: Queryable,
  { nowMs, untilMs, limit }: Window,
  after: ItemPlace | undefined,
): Promise<ExpiringItem[]> {
  const { rows } = await tx.query<ExpiringItem & Record<string, unknown>>(
    `select i.user_id as "userId", i.item, i.quantity, ${ms('i.expires_at')} as "expiresMs", t.name_en as "nameEn",
       t.name_ko as "nameKo", ${ZONE}
     from inventory i join items t on t.id = i.item ${OF_PLAYER('i.user_id')}
     where i.expires_at > ${at('$1')} and i.expires_at <= ${at('$2')} and i.quantity > 0
       and ($4::bigint is null or (i.user_id, i.item, ${ms('i.expires_at')}) > ($4, $5::text, $6::bigint))
       and not exists (select from notifications n
         where n.dedupe_key = 'item-expiring:' || i.user_id || ':' || i.item || ':' || ${ms('i.expires_at')})
     order by i.user_id, i.item, i.expires_at limit $3`,
    [nowMs, untilMs, limit, after?.userId ?? null, after?.item ?? null, after?.expiresMs ?? null],
  )
  return rows
}

/** The same of coupons of the battle pass that were not used. */
export async function findExpiringCoupons(
  tx: Queryable,
  { nowMs, untilMs, limit }: Window,
  afterId: number,
): Promise<ExpiringCoupon[]> {
  const { rows } = await tx.query<ExpiringCoupon & Record<string, unknown>>(
    `select c.id as "couponId", c.user_id as "userId", c.xp, ${ms('c.expires_at')} as "expiresMs", ${ZONE}
     from pass_coupons c ${OF_PLAYER('c.user_id')}
     where c.used_seq is null and c.expires_at > ${at('$1')} and c.expires_at <= ${at('$2')} and c.id > $4
       and not exists (select from notifications n where n.dedupe_key = 'coupon-expiring:' || c.user_id || ':' || c.id)
     order by c.id limit $3`,
    [nowMs, untilMs, limit, afterId],
  )
  return rows
}
