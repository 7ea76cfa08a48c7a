import { wordPrice } from '../../shop/price-words.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Fact } from '../../ui/Hash.tsx'
import type { BuyForm } from './use-buy-form.ts'

/** What it comes to, part by part. A price that the server told in between stands alone. */
export function PriceParts({ form: { quoted, told, currency } }: { form: BuyForm }) {
  const text = useText()
  const { t } = text
  if (!quoted) return null
  const amount = told?.now ?? quoted.amount
  const off = (value: number) => `−${wordPrice(value, currency, text)}`
  return (
    <dl data-testid="buy-price" data-value={amount}>
      {!told && quoted.list !== quoted.amount && (
        <Fact name={t('shop.list')}>{wordPrice(quoted.list, currency, text)}</Fact>
      )}
      {!told && quoted.discount > 0 && <Fact name={t('shop.discountOff')}>{off(quoted.discount)}</Fact>}
      {!told && quoted.promo > 0 && <Fact name={t('shop.promoOff')}>{off(quoted.promo)}</Fact>}
      {!told && quoted.vip > 0 && <Fact name={t('shop.vipOff')}>{off(quoted.vip)}</Fact>}
      <Fact name={t('shop.total')}>
        <strong>{wordPrice(amount, currency, text)}</strong>
      </Fact>
    </dl>
  )
}
