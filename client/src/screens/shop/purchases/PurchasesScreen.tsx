import { type OwnPurchase, PURCHASE_STATUSES, type PurchaseStatus } from '@casino-club/shared'
import { useCallback, useId } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useSession } from '../../../session/SessionProvider.tsx'
import { payPageOf } from '../../../shop/order-state.ts'
import { wordPrice } from '../../../shop/price-words.ts'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../../ui/Card.tsx'
import { inputLook } from '../../../ui/Field.tsx'
import { Loadable, useLoad } from '../../../ui/Loadable.tsx'
import { Pager } from '../../../ui/Pager.tsx'

const PER_PAGE = 20

/** One's own purchases, newest first, page by page; page and filter are part of the address. */
export function PurchasesScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1)
  const status = PURCHASE_STATUSES.find((one) => one === params.get('status')) ?? null
  const ask = useCallback(() => backend.shop.purchases(page, PER_PAGE, status), [backend, page, status])
  const [load, again] = useLoad(ask)
  const show = (next: number, only: PurchaseStatus | null) =>
    setParams({ ...(next > 1 && { page: String(next) }), ...(only && { status: only }) })
  return (
    <>
      <ScreenTitle title={t('purchases.title')} lead={t('purchases.lead')} />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <StatusFilter status={status} choose={(only) => show(1, only)} />
        <Button onClick={again}>{t('history.refresh')}</Button>
      </div>
      <Loadable load={load} again={again} failed={t('purchases.failed')}>
        {({ purchases, total }) =>
          purchases.length === 0 && page === 1 ? (
            <Empty filtered={status !== null} />
          ) : (
            <>
              <p className="mb-3 text-sm text-mist">{t('purchases.count', { count: total })}</p>
              <ul className="space-y-2.5">
                {purchases.map((purchase) => (
                  <PurchaseRow key={purchase.id} purchase={purchase} />
                ))}
              </ul>
              <Pager
                label={t('purchases.pages')}
                page={page}
                pages={Math.ceil(total / PER_PAGE)}
                turnTo={(next) => show(next, status)}
              />
            </>
          )
        }
      </Loadable>
    </>
  )
}

interface FilterProps {
  readonly status: PurchaseStatus | null
  choose(status: PurchaseStatus | null): void
}

function StatusFilter({ status, choose }: FilterProps) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="w-full max-w-xs">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('purchases.filter')}
      </label>
      <select
        id={id}
        data-testid="purchases-status"
        value={status ?? ''}
        onChange={(event) => choose(PURCHASE_STATUSES.find((one) => one === event.target.value) ?? null)}
        className={inputLook}
      >
        <option value="">{t('purchases.all')}</option>
        {PURCHASE_STATUSES.map((one) => (
          <option key={one} value={one}>
            {t(`order.state.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

function PurchaseRow({ purchase }: { purchase: OwnPurchase }) {
  const text = useText()
  const { t, instant, language } = text
  const { id, at, sku, amount, currency, status } = purchase
  const name = purchase.name?.[language] ?? sku
  const payPage = payPageOf(purchase)
  return (
    <li
      data-testid="purchase"
      data-order={id}
      data-status={status}
      className="glass flex flex-wrap items-center justify-between gap-3 rounded-2xl px-4 py-3"
    >
      <Link
        to={`/shop/orders/${id}`}
        aria-label={t('purchases.open', { name, when: instant(at) })}
        className="min-w-0 rounded-lg hover:underline"
      >
        <span className="block font-semibold break-words">{name}</span>
        <span className="block text-sm text-mist">{instant(at)}</span>
      </Link>
      <span className="flex flex-wrap items-center gap-3">
        <span className="text-right">
          <span className="block font-semibold tabular-nums">{wordPrice(amount, currency, text)}</span>
          <span className="block text-sm text-mist">{t(`order.state.${status}`)}</span>
        </span>
        {payPage && (
          <a href={payPage} className={buttonLook('quiet')}>
            {t('order.pay')}
          </a>
        )}
      </span>
    </li>
  )
}

function Empty({ filtered }: { filtered: boolean }) {
  const { t } = useText()
  return (
    <Card className="text-center">
      <p className="text-mist">{filtered ? t('purchases.emptyFilter') : t('purchases.empty')}</p>
      <Link to="/shop" className={buttonLook('quiet', 'mt-4')}>
        {t('order.toShop')}
      </Link>
    </Card>
  )
}
