import type { PriceCurrency, ProductBody } from './product.ts'

/** What a promo code takes off. `currency` is null where it takes a share. */
export interface PromoTerms {
  readonly kind: 'percent' | 'amount'
  /** Whole per cent, or an amount in `currency`. */
  readonly value: number
  readonly currency: PriceCurrency | null
  /** The most that a share may come to. */
  readonly maxDiscount: number | null
}

/** What a player's tier takes off, in basis points; without a tier nothing. */
export interface TierDiscount {
  readonly discountBp: number
  /** The most that it may bring all that is off the list price to. */
  readonly maxDiscountBp: number
}

export const NO_TIER_DISCOUNT: TierDiscount = { discountBp: 0, maxDiscountBp: 0 }

/** Whole won or gems. `amount` = `list` - `discount` - `promo` - `vip`, never below zero. */
export interface Price {
  readonly list: number
  /** Of the product itself. */
  readonly discount: number
  readonly promo: number
  /** Of the player's tier. */
  readonly vip: number
  readonly amount: number
}

const WHOLE_BP = 10_000n
const share = (amount: number, percent: number): number => Math.floor((amount * percent) / 100)
/** Exact also where the product is beyond what a number holds. */
const shareBp = (amount: number, bp: number): number => Number((BigInt(amount) * BigInt(bp)) / WHOLE_BP)

function promoOff(left: number, promo: PromoTerms): number {
  const off = promo.kind === 'percent' ? share(left, promo.value) : promo.value
  return Math.min(left, off, promo.maxDiscount ?? left)
}

/**
 * A share of what the product's own discount leaves; a code takes the same as from anybody. Where all three together would
 * come to more than the cap the tier alone gives way, so that nobody pays more for having one.
 */
function tierOff(
  list: number,
  taken: { readonly discount: number; readonly promo: number },
  tier: TierDiscount,
): number {
  const left = list - taken.discount
  const room = Math.max(0, shareBp(list, tier.maxDiscountBp) - taken.discount - taken.promo)
  return Math.min(shareBp(left, tier.discountBp), room, left - taken.promo)
}

/** Whether the discount of a product still runs. */
export function discountPercentAt({ discount }: Pick<ProductBody, 'discount'>, nowMs: number): number {
  if (discount === null || (discount.until !== null && nowMs >= Date.parse(discount.until))) return 0
  return discount.percent
}

/**
 * What so many of a product cost at an instant; undefined: not sold for this currency. Shares are rounded down, so that
 * nobody is asked for less than what is written.
 */
export function priceOf(
  product: Pick<ProductBody, 'prices' | 'discount'>,
  {
    currency,
    quantity,
    nowMs,
    promo,
    tier = NO_TIER_DISCOUNT,
  }: {
    readonly currency: PriceCurrency
    readonly quantity: number
    readonly nowMs: number
    readonly promo?: PromoTerms | undefined
    readonly tier?: TierDiscount | undefined
  },
): Price | undefined {
  const each = product.prices[currency]
  if (each === null) return undefined
  const list = each * quantity
  const discount = share(list, discountPercentAt(product, nowMs))
  const left = list - discount
  const off = promo ? promoOff(left, promo) : 0
  const vip = tierOff(list, { discount, promo: off }, tier)
  return { list, discount, promo: off, vip, amount: left - off - vip }
}
