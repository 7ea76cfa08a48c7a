import { MAX_QUANTITY_BOUGHT } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { type BenefitsRow, NO_BENEFITS, toBenefits, type VipBenefits } from '../../vip/index.ts'
import type { PurchaseKey } from './purchase.store.ts'

/** Somebody who wants to buy. */
export interface Visitor extends PurchaseKey {
  /** What his product takes from; null: from no stock. */
  readonly stockId: string | null
  readonly quantity: number
}

/** What is looked up for a visitor before anything is decided, without a lock. */
export interface Sight {
  /** Whether something was bought or refused under his key before. */
  readonly isKnown: boolean
  /** What counts for him in the shop. */
  readonly vip: VipBenefits
  /** Whether enough of the stock seems to be left: a crowd need not line up to hear that nothing is. */
  readonly seemsLeft: boolean
}

/**
 * Where there are as many units as anybody buys at once, no hold has to be over first. Row by row, so that it goes by the keys
 * however the tables have grown since it was planned.
 */
const SIGHT_SQL = `
with visitors as materialized (
  select * from unnest($1::bigint[], $2::text[], $3::text[]) with ordinality as v(user_id, key, stock_id, place)
), stocks as materialized (
  select s.id, s.units, s.units < ${MAX_QUANTITY_BOUGHT} and exists (
    select from shop_purchases p where p.stock_id = s.id and p.hold = 'held' and p.hold_until <= clock_timestamp()) as over
  from (select distinct stock_id from visitors) wanted
  cross join lateral (select id, total - taken as units from shop_stocks where id = wanted.stock_id limit 1) s
)
select bought.id is not null as known, vip.discount_bp, vip.max_discount_bp, vip.rank, stocks.units, stocks.over
from visitors v
left join stocks on stocks.id = v.stock_id
left join lateral (
  select id from shop_purchases where user_id = v.user_id and idempotency_key = v.key limit 1) bought on true
left join lateral (
  select discount_bp, max_discount_bp, rank from vip_standings where user_id = v.user_id limit 1) vip on true
order by v.place`

type SightRow = (BenefitsRow | { discount_bp: null }) & {
  known: boolean
  units: number | null
  over: boolean | null
}

/** Looks at what many visitors are judged by first, in their order. */
export async function lookAround(via: Queryable, visitors: readonly Visitor[]): Promise<Sight[]> {
  const { rows } = await via.query<SightRow & Record<string, unknown>>({
    name: 'shop-sight',
    text: SIGHT_SQL,
    values: [
      visitors.map(({ userId }) => userId),
      visitors.map(({ idempotencyKey }) => idempotencyKey),
      visitors.map(({ stockId }) => stockId),
    ],
  })
  return visitors.map(({ stockId, quantity }, index) => {
    const row = rows[index] as SightRow
    return {
      isKnown: row.known,
      vip: row.discount_bp === null ? NO_BENEFITS : toBenefits(row),
      seemsLeft: stockId === null || (row.units !== null && (row.units >= quantity || row.over === true)),
    }
  })
}
