import type { ShopStock } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

export async function hasStock(via: Queryable, id: string): Promise<boolean> {
  return (await via.query('select from shop_stocks where id = $1', [id])).rowCount === 1
}

/** False: there is one of this id already. */
export async function insertStock(tx: Queryable, id: string, total: number): Promise<boolean> {
  const { rowCount } = await tx.query('insert into shop_stocks (id, total) values ($1, $2) on conflict do nothing', [
    id,
    total,
  ])
  return rowCount === 1
}

/** Nobody takes from it or changes it until the transaction ends. */
export async function lockStock(tx: Queryable, id: string): Promise<{ total: number; taken: number } | undefined> {
  const { rows } = await tx.query<{ total: number; taken: number }>(
    'select total, taken from shop_stocks where id = $1 for no key update',
    [id],
  )
  return rows[0]
}

export async function writeTotal(tx: Queryable, id: string, total: number): Promise<void> {
  await tx.query('update shop_stocks set total = $2 where id = $1', [id, total])
}

/** Holds that are over count as free, whether they have been swept or not. */
const FIGURES = `
select s.id, s.total, coalesce(f.held, 0)::bigint as held, coalesce(f.sold, 0)::bigint as sold,
  s.total - coalesce(f.held, 0)::bigint - coalesce(f.sold, 0)::bigint as left,
  coalesce((select array_agg(distinct v.sku order by v.sku) from shop_product_versions v
    where v.status <> 'withdrawn' and v.body ->> 'stock' = s.id), '{}') as products
from shop_stocks s left join lateral (
  select sum(quantity) filter (where p.hold = 'sold') as sold,
    sum(quantity) filter (where p.hold = 'committed' or (p.hold = 'held' and p.hold_until > clock_timestamp())) as held
  from shop_purchases p where p.stock_id = s.id and p.hold in ('held', 'committed', 'sold')
) f on true`

export interface StockPage {
  readonly q?: string | undefined
  readonly sort: 'id' | 'total' | 'left'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

/** A page of stocks with what became of their units, and how many fit. */
export async function findStocks(via: Queryable, page: StockPage): Promise<{ stocks: ShopStock[]; total: number }> {
  const direction = page.ascending ? 'asc' : 'desc'
  const { rows } = await via.query<ShopStock & Record<string, unknown>>(
    `select * from (${FIGURES}) x where $1::text is null or strpos(id, $1) > 0
     order by "${page.sort}" ${direction}, id limit $2 offset $3`,
    [page.q?.toLowerCase() || null, page.perPage, (page.page - 1) * page.perPage],
  )
  const counted = await via.query<{ total: number }>(
    'select count(*) as total from shop_stocks where $1::text is null or strpos(id, $1) > 0',
    [page.q?.toLowerCase() || null],
  )
  return { stocks: rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findStock(via: Queryable, id: string): Promise<ShopStock | undefined> {
  const { rows } = await via.query<ShopStock & Record<string, unknown>>(`select * from (${FIGURES}) x where id = $1`, [
    id,
  ])
  return rows[0]
}
