import type { PromoBatch } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'

interface Row {
  id: string
  codes: number
  live: number
  uses: number
  off_won: number
  off_gems: number
  created_by: string
  created_at: Date
}

/** Codes that were made together. With `lock` nobody else stops them until the transaction ends. */
export async function findBatch(via: Queryable, id: string, lock = false): Promise<PromoBatch | undefined> {
  if (lock) await via.query('select from shop_promos where batch_id = $1 order by id for no key update', [id])
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select b.id, c.codes, c.live, u.uses, u.off_won, u.off_gems, a.site_id as created_by, b.created_at
     from shop_promo_batches b join admin_users a on a.id = b.created_by,
     lateral (select count(*) as codes, count(*) filter (where disabled_at is null) as live
       from shop_promos where batch_id = b.id) c,
     lateral (select count(*) as uses,
         coalesce(sum(p.promo_amount) filter (where p.currency = 'KRW'), 0)::bigint as off_won,
         coalesce(sum(p.promo_amount) filter (where p.currency = 'GEMS'), 0)::bigint as off_gems
       from shop_promos s join shop_promo_uses x on x.promo_id = s.id join shop_purchases p on p.id = x.purchase_id
       where s.batch_id = b.id) u
     where b.id = $1`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { off_won: offWon, off_gems: offGems, created_by: createdBy, created_at, ...counts } = row
  return { ...counts, offWon, offGems, createdBy, createdAt: created_at.toISOString() }
}

/** Stops every code of a batch that is not stopped yet. */
export async function disableBatch(tx: Queryable, id: string, nowMs: number): Promise<void> {
  await tx.query(
    `update shop_promos set disabled_at = ${at('$2')}, revision = revision + 1
     where batch_id = $1 and disabled_at is null`,
    [id, nowMs],
  )
}
