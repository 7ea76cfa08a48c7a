import type { ShopProduct } from '@casino-club/shared'
import { Contents } from '../../shop/Contents.tsx'
import { wordRemaining } from '../../shop/countdown.ts'
import { currenciesOf, wordPrice } from '../../shop/price-words.ts'
import { ForWhom } from '../../text/ForWhom.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'

interface ProductProps {
  readonly product: ShopProduct
  /** The server's clock. */
  readonly nowMs: number
}

/** A product: what it brings, what it costs, until when, how many are left, and why it cannot be bought. */
export function ProductCard({ product, nowMs, buy }: ProductProps & { buy: () => void }) {
  const { t, language } = useText()
  const { sku, name, description, contents, requiredRank, audience, closed, userLeft } = product
  const rank = t(`rank.${requiredRank}`)
  return (
    <article
      data-testid={`product-${sku}`}
      data-closed={closed ?? undefined}
      aria-label={name[language]}
      className="glass flex w-full min-w-0 flex-col gap-3 rounded-3xl p-5"
    >
      <h3 className="text-xl break-words">{name[language]}</h3>
      {description[language] && <p className="text-sm break-words text-mist">{description[language]}</p>}
      <Contents contents={contents} />
      <div className="space-y-1 text-sm text-mist">
        <Window product={product} nowMs={nowMs} />
        <Stock product={product} />
        {userLeft !== null && userLeft > 0 && <p data-testid="user-left">{t('shop.userLeft', { count: userLeft })}</p>}
        <ForWhom audience={audience} />
        {requiredRank !== 'STANDARD' && <p>{t('shop.rank', { rank })}</p>}
      </div>
      <div className="mt-auto space-y-3 pt-1">
        <Prices product={product} />
        {closed === null ? (
          <Button
            className="w-full"
            data-testid={`buy-${sku}`}
            aria-label={t('shop.buyNamed', { name: name[language] })}
            onClick={buy}
          >
            {t('shop.buy')}
          </Button>
        ) : (
          <p data-testid="closed-why" className="flex min-h-11 items-center text-sm font-semibold">
            {closed === 'RANK_TOO_LOW' ? t('shop.closed.RANK_TOO_LOW', { rank }) : t(`shop.closed.${closed}`)}
          </p>
        )}
      </div>
    </article>
  )
}

/** When it is sold. The end is told as an instant to everybody; what counts down is for the eyes. */
function Window({ product: { startsAt, endsAt }, nowMs }: ProductProps) {
  const text = useText()
  const { t, instant } = text
  const begins = startsAt !== null && Date.parse(startsAt) > nowMs
  const at = begins ? startsAt : endsAt
  if (at === null) return null
  const left = wordRemaining(Date.parse(at), nowMs, text)
  return (
    <p>
      <time dateTime={at}>
        {begins ? t('shop.starts', { when: instant(at) }) : t('shop.ends', { when: instant(at) })}
      </time>
      <span aria-hidden="true" data-testid="countdown" className="block tabular-nums">
        {begins ? t('shop.startsIn', { left }) : t('shop.endsIn', { left })}
      </span>
    </p>
  )
}

function Stock({ product: { stockLeft, stockTotal } }: { product: ShopProduct }) {
  const { t } = useText()
  if (stockLeft === null || stockTotal === null) return null
  return (
    <p data-testid="stock" data-left={stockLeft} className="tabular-nums">
      {t('shop.stock', { left: stockLeft, total: stockTotal })}
    </p>
  )
}

function Prices({ product }: { product: ShopProduct }) {
  const text = useText()
  const { t, instant } = text
  const { discount, prices } = product
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold tabular-nums">
        {currenciesOf(product).map((currency, index) => {
          const price = prices[currency]
          if (price === null) return null
          return (
            <span key={currency} data-testid={`price-${currency}`} data-value={price.amount}>
              {index > 0 && <span className="mr-2 text-sm font-normal text-mist">{t('shop.or')}</span>}
              {wordPrice(price.amount, currency, text)}
              {price.list !== price.amount && (
                <span className="ml-2 text-sm font-normal text-mist">
                  {t('shop.before', { price: wordPrice(price.list, currency, text) })}
                </span>
              )}
              {price.vip > 0 && (
                <span data-testid={`vip-${currency}`} className="ml-2 text-sm font-normal text-jade">
                  {t('shop.vip', { amount: wordPrice(price.vip, currency, text) })}
                </span>
              )}
            </span>
          )
        })}
      </p>
      {discount && (
        <p data-testid="discount" className="text-sm text-jade">
          {discount.until
            ? t('shop.discountUntil', { percent: discount.percent, when: instant(discount.until) })
            : t('shop.discount', { percent: discount.percent })}
        </p>
      )}
    </div>
  )
}
