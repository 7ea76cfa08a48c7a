import type { Queryable } from '../../platform/postgres/pool.ts'

/** Takes units; where too few are free, those whose hold is over go first. False: there are not enough. */
export async function takeStock(tx: Queryable, stockId: string, quantity: number): Promise<boolean> {
  const take = {
    name: 'shop-stock-take',
    text: 'update shop_stocks set taken = taken + $2 where id = $1 and taken + $2 <= total',
    values: [stockId, quantity],
  }
  if ((await tx.query(take)).rowCount === 1) return true
  const over = await tx.query({
    name: 'shop-stock-over',
    text: `select from shop_purchases where stock_id = $1 and hold = 'held' and hold_until <= clock_timestamp() limit 1`,
    values: [stockId],
  })
  if (over.rowCount === 0) return false
  await tx.query('select from shop_stocks where id = $1 for no key update', [stockId])
  // A purchase that is being moved at this moment is left alone: nobody here waits for one while he holds the stock.
  const { rows } = await tx.query<{ freed: number }>(
    `with over as (
       update shop_purchases set hold = 'released' where id in (
         select id from shop_purchases where stock_id = $1 and hold = 'held' and hold_until <= clock_timestamp()
         for no key update skip locked)
       returning quantity
     )
     update shop_stocks set taken = taken - (select coalesce(sum(quantity), 0) from over) where id = $1
     returning (select coalesce(sum(quantity), 0) from over) as freed`,
    [stockId],
  )
  return (rows[0]?.freed ?? 0) > 0 && (await tx.query(take)).rowCount === 1
}

/**
 * Takes units of one stock for many, in their order; gives those who do not get theirs. Where there are some, whoever is left
 * over must try again: the units of the others are not taken either.
 */
export async function takeStockFor<T extends { readonly quantity: number }>(
  tx: Queryable,
  stockId: string,
  buyers: readonly T[],
): Promise<readonly T[]> {
  const all = buyers.reduce((sum, { quantity }) => sum + quantity, 0)
  if (await takeStock(tx, stockId, all)) return []
  const { rows } = await tx.query<{ left: number }>(
    'select total - taken as left from shop_stocks where id = $1 for no key update',
    [stockId],
  )
  let left = rows[0]?.left ?? 0
  const refused = buyers.filter(({ quantity }) => {
    if (quantity > left) return true
    left -= quantity
    return false
  })
  // Units that came back between the two looks are enough for everybody: now that the row is locked, they are taken.
  if (refused.length === 0 && !(await takeStock(tx, stockId, all))) return buyers
  return refused
}
