import { MAX_QUANTITY_BOUGHT, type PriceCurrency, promoCodeSchema, type ShopProduct } from '@casino-club/shared'
import { useState } from 'react'
import type { Failure } from '../../api/http.ts'
import type { PromoRequest } from '../../api/shop.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { currenciesOf, mostAtOnce, quote } from '../../shop/price-words.ts'

/** What all of it costs, and what is taken off; whole won or gems. */
export interface Quoted {
  readonly list: number
  readonly discount: number
  readonly promo: number
  readonly vip: number
  readonly amount: number
}

/** A promo code that the server has looked at, for just this purchase. */
type Promo =
  | { readonly status: 'none' | 'checking' | 'malformed' }
  | { readonly status: 'valid'; readonly code: string; readonly quoted: Quoted }
  | { readonly status: 'refused'; readonly failure: Pick<Failure, 'trouble' | 'retryAfterSeconds'> }

const NONE: Promo = { status: 'none' }

type Wanted = Pick<PromoRequest, 'sku' | 'quantity' | 'currency'>

/** A promo code and what the server says to it; what it said holds until something is changed. */
function usePromo() {
  const { backend } = useSession()
  const [promo, setPromo] = useState<Promo>(NONE)
  const check = async (text: string, wanted: Wanted) => {
    const code = promoCodeSchema.safeParse(text)
    if (!code.success) return setPromo({ status: 'malformed' })
    setPromo({ status: 'checking' })
    const result = await backend.shop.previewPromo({ ...wanted, promoCode: code.data })
    if (!result.ok) return setPromo({ status: 'refused', failure: result })
    const { valid, reason, list, discount, promo: off, vip, amount } = result.value
    if (!valid || list === null || discount === null || off === null || vip === null || amount === null) {
      return setPromo({ status: 'refused', failure: { trouble: reason ?? 'PROMO_INVALID' } })
    }
    setPromo({ status: 'valid', code: code.data, quoted: { list, discount, promo: off, vip, amount } })
  }
  return { promo, check, forget: () => setPromo(NONE) }
}

/** How many are wanted, as typed; 0 where it is no number. */
const readQuantity = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : 0)

/** What the player chose, and the exact price of it. Whatever is changed takes back what the server said to the old. */
export function useBuyForm(product: ShopProduct, nowMs: number) {
  const { sku } = product
  const currencies = currenciesOf(product)
  const [currency, setCurrency] = useState<PriceCurrency>(currencies[0] ?? 'KRW')
  const [quantityText, setQuantityText] = useState('1')
  const [promoText, setPromoText] = useState('')
  const { promo, check, forget } = usePromo()
  /** What the server told in place of the price that was shown. */
  const [told, setTold] = useState<{ readonly now: number; readonly before: number } | null>(null)
  const most = mostAtOnce(product, MAX_QUANTITY_BOUGHT)
  const quantity = readQuantity(quantityText)
  const wrongQuantity = quantity < 1 || quantity > most
  const bare = wrongQuantity ? undefined : quote(product, currency, quantity, nowMs)
  const quoted: Quoted | undefined = promo.status === 'valid' ? promo.quoted : bare
  const expectedPrice = told?.now ?? quoted?.amount
  const wanted = { sku, quantity, currency, ...(promo.status === 'valid' && { promoCode: promo.code }) }

  const changing =
    <V>(set: (value: V) => void) =>
    (value: V) => {
      set(value)
      forget()
      setTold(null)
    }
  return {
    ...{ currencies, currency, quantity, quantityText, wrongQuantity, most, promo, promoText, quoted, told, setTold },
    setCurrency: changing(setCurrency),
    setQuantityText: changing(setQuantityText),
    setPromoText: changing(setPromoText),
    checkPromo: () => {
      setTold(null)
      return check(promoText, { sku, quantity, currency })
    },
    /** A code stands there that nobody has looked at: it is, before anything is bought without it. */
    promoUnchecked: promo.status === 'none' && promoText.trim() !== '',
    /** Null: there is nothing that can be bought as it stands. */
    request: expectedPrice === undefined || wrongQuantity ? null : { ...wanted, expectedPrice },
  }
}
export type BuyForm = ReturnType<typeof useBuyForm>
