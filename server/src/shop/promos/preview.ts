import { accept, type PriceCurrency, priceOf, type Reason, type Refusal, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { isMeantFor } from '../../segments/index.ts'
import { benefitsFor } from '../../vip/index.ts'
import type { Products } from '../catalogue/products.service.ts'
import { countUses, findPromo, type Promo, refusePromo } from './promos.store.ts'

interface PreviewInput {
  readonly sku: string
  readonly promoCode: string
  readonly quantity: number
  readonly currency: PriceCurrency
}

/** What a code would take off for this player, as far as it can be told beforehand. */
export async function previewPromo(
  { pool, clock, products }: { readonly pool: Pool; readonly clock: Clock; readonly products: Products },
  userId: number,
  { sku, promoCode, quantity, currency }: PreviewInput,
) {
  const nowMs = clock.nowMs()
  const product = products.find(sku)
  const version = product && products.inForce(product, nowMs)
  if (version === undefined) return refuse('NOT_FOUND', 'no such product')
  if (!(await isMeantFor(pool, version.body.segments, userId))) {
    return refuse('NOT_IN_SEGMENT', 'this is for other players')
  }
  const asked = { currency, quantity, nowMs, tier: await benefitsFor(pool, userId) }
  const bare = priceOf(version.body, asked)
  if (bare === undefined) return refuse('CHOICE_NOT_OFFERED', `it is not sold for ${currency}`)
  const promo = await findPromo(pool, promoCode)
  const reason = await whyNot(pool, promo, { userId, sku, currency, due: bare.amount + bare.vip, nowMs })
  const price = priceOf(version.body, { ...asked, promo: reason ? undefined : promo }) ?? bare
  return accept({ valid: reason === null, reason, ...price }) satisfies { ok: true } | Refusal
}

async function whyNot(
  pool: Pool,
  promo: Promo | undefined,
  use: Parameters<typeof refusePromo>[1] & { readonly userId: number },
): Promise<Reason | null> {
  if (promo === undefined) return 'PROMO_INVALID'
  const reason = refusePromo(promo, use)
  if (reason) return reason
  return (await countUses(pool, promo.id, use.userId)) >= promo.perUser ? 'PROMO_EXHAUSTED' : null
}
