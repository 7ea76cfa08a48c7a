import type { PriceCurrency, PromoTerms, Reason } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'

/** A promo code as Postgres has it. */
export interface Promo extends PromoTerms {
  readonly id: number
  readonly code: string
  /** The least that must be paid before it, in the purchase's currency. */
  readonly minAmount: number
  readonly skus: readonly string[] | null
  readonly maxUses: number | null
  readonly used: number
  readonly perUser: number
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly disabledAt: Date | null
  readonly batchId: string | null
  readonly note: string
  readonly createdAt: Date
}

export interface PromoRow {
  id: number
  code: string
  kind: 'percent' | 'amount'
  value: number
  currency: PriceCurrency | null
  min_amount: number
  max_discount: number | null
  skus: string[] | null
  max_uses: number | null
  used: number
  per_user: number
  starts_at: Date | null
  ends_at: Date | null
  disabled_at: Date | null
  batch_id: string | null
  note: string
  created_at: Date
}

export const toPromo = (row: PromoRow): Promo => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  value: row.value,
  currency: row.currency,
  minAmount: row.min_amount,
  maxDiscount: row.max_discount,
  skus: row.skus,
  maxUses: row.max_uses,
  used: row.used,
  perUser: row.per_user,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  disabledAt: row.disabled_at,
  batchId: row.batch_id,
  note: row.note,
  createdAt: row.created_at,
})

export async function findPromo(via: Queryable, code: string): Promise<Promo | undefined> {
  const { rows } = await via.query<PromoRow & Record<string, unknown>>('select * from shop_promos where code = $1', [
    code,
  ])
  return rows[0] && toPromo(rows[0])
}

/** With it, no other purchase uses the code until the transaction ends. */
export async function lockPromo(via: Queryable, id: number): Promise<Promo> {
  const { rows } = await via.query<PromoRow & Record<string, unknown>>(
    'select * from shop_promos where id = $1 for no key update',
    [id],
  )
  if (rows[0] === undefined) throw new Error(`the promo code ${id} is gone`)
  return toPromo(rows[0])
}

export interface PromoUse {
  readonly sku: string
  readonly currency: PriceCurrency
  /** What would be paid without it. */
  readonly due: number
  readonly nowMs: number
}

/** Why a code is of no use for a purchase; undefined: it may be used, as far as its own terms go. */
export function refusePromo(promo: Promo, { sku, currency, due, nowMs }: PromoUse): Reason | undefined {
  const { startsAt, endsAt, disabledAt, skus, minAmount, maxUses, used } = promo
  if (disabledAt !== null) return 'PROMO_INVALID'
  if (startsAt !== null && nowMs < startsAt.getTime()) return 'PROMO_INVALID'
  if (endsAt !== null && nowMs >= endsAt.getTime()) return 'PROMO_INVALID'
  if (skus !== null && !skus.includes(sku)) return 'PROMO_INVALID'
  if (promo.currency !== null && promo.currency !== currency) return 'PROMO_INVALID'
  if (due < minAmount) return 'PROMO_INVALID'
  return maxUses !== null && used >= maxUses ? 'PROMO_EXHAUSTED' : undefined
}

/** How often a player has used a code. */
export async function countUses(via: Queryable, promoId: number, userId: number): Promise<number> {
  const { rows } = await via.query<{ uses: number }>(
    'select count(*) as uses from shop_promo_uses where promo_id = $1 and user_id = $2',
    [promoId, userId],
  )
  return rows[0]?.uses ?? 0
}
