import type { OwnPurchase } from '@casino-club/shared'
import { wordPrice } from '../../../shop/price-words.ts'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Fact } from '../../../ui/Hash.tsx'

/** Time, product, price in its parts and number of a purchase. */
export function OrderFacts({ order }: { order: OwnPurchase }) {
  const text = useText()
  const { t, instant, language, whole } = text
  const { currency, list, discount, promo, vip, amount, refunded } = order
  const price = (value: number) => wordPrice(value, currency, text)
  return (
    <>
      <h2 className="text-xl break-words">{order.name?.[language] ?? order.sku}</h2>
      <dl className="mt-4" data-testid="order-facts">
        <Fact name={t('order.when')}>{instant(order.at)}</Fact>
        <Fact name={t('order.quantity')}>{whole(order.quantity)}</Fact>
        {list !== amount && <Fact name={t('shop.list')}>{price(list)}</Fact>}
        {discount > 0 && <Fact name={t('shop.discountOff')}>−{price(discount)}</Fact>}
        {promo > 0 && <Fact name={t('shop.promoOff')}>−{price(promo)}</Fact>}
        {vip > 0 && <Fact name={t('shop.vipOff')}>−{price(vip)}</Fact>}
        <Fact name={t('shop.price')}>{price(amount)}</Fact>
        {refunded > 0 && <Fact name={t('order.refunded')}>{price(refunded)}</Fact>}
        <Fact name={t('order.number')}>
          <code className="text-sm break-all">{order.id}</code>
        </Fact>
      </dl>
    </>
  )
}
