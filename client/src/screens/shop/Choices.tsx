import { wordPrice } from '../../shop/price-words.ts'
import { wordRefusal } from '../../shop/refusals.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordWait } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import type { BuyForm } from './use-buy-form.ts'

/** How many, in which currency, with which promo code. */
export function Choices({ form }: { form: BuyForm }) {
  const { t } = useText()
  const { most, quantityText, setQuantityText, wrongQuantity } = form
  return (
    <>
      {most > 1 && (
        <Field
          label={t('shop.quantity')}
          hint={t('shop.quantityMost', { most })}
          error={wrongQuantity ? t('shop.quantityWrong', { most }) : null}
          inputMode="numeric"
          autoComplete="off"
          data-testid="buy-quantity"
          value={quantityText}
          onChange={(event) => setQuantityText(event.target.value)}
        />
      )}
      <CurrencyChoice form={form} />
      <PromoChoice form={form} />
    </>
  )
}

function CurrencyChoice({ form: { currencies, currency, setCurrency } }: { form: BuyForm }) {
  const { t } = useText()
  if (currencies.length < 2) return null
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('shop.payWith')}</legend>
      <div className="flex gap-2">
        {currencies.map((one) => (
          <label
            key={one}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-white/15 px-4 has-checked:border-gold has-checked:bg-gold/15 has-checked:text-gold has-focus-visible:outline-2 has-focus-visible:outline-gold"
          >
            <input
              type="radio"
              name="currency"
              data-testid={`pay-${one}`}
              checked={currency === one}
              onChange={() => setCurrency(one)}
              className="accent-gold"
            />
            {one === 'KRW' ? t('shop.payWon') : t('shop.payGems')}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function PromoChoice({ form }: { form: BuyForm }) {
  const text = useText()
  const { t } = text
  const { promo, promoText, setPromoText, checkPromo, currency, wrongQuantity } = form
  const error = () => {
    if (promo.status === 'malformed') return t('shop.promoForm')
    if (promo.status !== 'refused') return null
    const { trouble, retryAfterSeconds } = promo.failure
    return `${wordRefusal(trouble, text)} ${wordWait(retryAfterSeconds, text)}`.trim()
  }
  return (
    <div>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={t('shop.promo')}
            hint={t('shop.promoHint')}
            error={error()}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            data-testid="promo-code"
            value={promoText}
            onChange={(event) => setPromoText(event.target.value)}
          />
        </div>
        <Button
          className="mt-[1.65rem] min-h-12"
          data-testid="promo-check"
          disabled={promoText.trim() === '' || wrongQuantity || promo.status === 'checking'}
          onClick={() => void checkPromo()}
        >
          {t('shop.promoApply')}
        </Button>
      </div>
      <p role="status" data-testid="promo-takes" className="text-sm text-jade empty:hidden">
        {promo.status === 'valid' && t('shop.promoTakes', { amount: wordPrice(promo.quoted.promo, currency, text) })}
      </p>
    </div>
  )
}
