import { type ProductBody, priceOf } from '@casino-club/shared'
import { useMemo } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'

/** What one unit costs at an instant in each currency it is sold for, exactly, with what it cost before its discount. */
export function usePrices() {
  const words = useWords()
  const format = useFormat()
  return useMemo(
    () => (body: ProductBody, nowMs: number) =>
      (['KRW', 'GEMS'] as const).flatMap((currency) => {
        const price = priceOf(body, { currency, quantity: 1, nowMs })
        if (price === undefined) return []
        const shown = (amount: number) => words(`shop.prices.${currency}`, { amount: format.amount(amount) })
        return [{ currency, now: shown(price.amount), before: price.discount > 0 ? shown(price.list) : null }]
      }),
    [words, format],
  )
}
