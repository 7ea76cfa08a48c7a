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

/** Whole won or gems. `amount` = `list` - `discount` - `promo`, never below zero. */
export interface Price {
  readonly list: number
  readonly discount: number
  readonly promo: number
  readonly amount: number
}

const share = (amount: number, percent: number): number => Math.floor((amount * percent) / 100)

function promoOff(left: number, promo: PromoTerms): number {
  const off = promo.kind === 'percent' ? share(left, promo.value) : promo.value
  return Math.min(left, off, promo.maxDiscount ?? left)
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
  }: {
    readonly currency: PriceCurrency
    readonly quantity: number
    readonly nowMs: number
    readonly promo?: PromoTerms | undefined
  },
): Price | undefined {
  const each = product.prices[currency]
  if (each === null) return undefined
  const list = each * quantity
  const discount = share(list, discountPercentAt(product, nowMs))
  const left = list - discount
  const off = promo ? promoOff(left, promo) : 0
  return { list, discount, promo: off, amount: left - off }
}
