import { refuse } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { RefusedInTransaction } from '../../player/index.ts'
import { lockPromo, type Promo, refusePromo } from '../promos/promos.store.ts'
import type { Purchase } from './purchase.types.ts'

/** The lowest free place among those one player has; none free: no row. */
const USE_SQL = `
insert into shop_promo_uses (promo_id, user_id, unit, purchase_id, used_at)
select $1, $2, free.place, $4, $5 from generate_series(1, $3::int) as free(place)
where not exists (select from shop_promo_uses x where x.promo_id = $1 and x.user_id = $2 and x.unit = free.place)
order by free.place limit 1`

/** Uses a promo code for a purchase, on its row as it is under the lock. Throws `RefusedInTransaction`. */
export async function takePromo(
  tx: Queryable,
  { promo, purchase, now }: { promo: Promo; purchase: Purchase; now: Date },
): Promise<void> {
  const held = await lockPromo(tx, promo.id)
  const { sku, currency, list, discount, userId, id } = purchase
  const reason = refusePromo(held, { sku, currency, due: list - discount, nowMs: now.getTime() })
  if (reason) throw new RefusedInTransaction(refuse(reason, 'the promo code cannot be used for this'))
  const { rowCount } = await tx.query(USE_SQL, [held.id, userId, held.perUser, id, now])
  if (rowCount !== 1) throw new RefusedInTransaction(refuse('PROMO_EXHAUSTED', 'this player has used the code up'))
  await tx.query('update shop_promos set used = used + 1 where id = $1', [held.id])
}

/** Gives back the use of a purchase that came to nothing. */
export async function returnPromo(tx: Queryable, { id, promoId }: Purchase): Promise<void> {
  if (promoId === null) return
  await lockPromo(tx, promoId)
  const { rowCount } = await tx.query('delete from shop_promo_uses where purchase_id = $1', [id])
  if (rowCount === 1) await tx.query('update shop_promos set used = used - 1 where id = $1', [promoId])
}
