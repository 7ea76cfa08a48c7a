import type { OwnPurchase } from '@casino-club/shared'
import { Link, useParams } from 'react-router'
import { Contents } from '../../../shop/Contents.tsx'
import { hasEnded, payPageOf } from '../../../shop/order-state.ts'
import { Refusal } from '../../../shop/Refusal.tsx'
import { useOrder } from '../../../shop/use-order.ts'
import { useText } from '../../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../../ui/Card.tsx'
import { Loadable } from '../../../ui/Loadable.tsx'
import { OrderFacts } from './OrderFacts.tsx'
import { ReceiptCard } from './ReceiptCard.tsx'

/** One purchase: followed until it has ended, then its result, its parts and its receipt. */
export function OrderScreen() {
  const { t } = useText()
  const { orderId = '' } = useParams()
  const { load, busy, confirm } = useOrder(orderId)
  return (
    <>
      <ScreenTitle title={t('order.title')} />
      <Loadable load={load} again={() => void confirm()} failed={t('order.failed')}>
        {(order) => (
          <div className="grid items-start gap-4 md:grid-cols-2">
            <Standing order={order} busy={busy} look={() => void confirm()} />
            <Card>
              <OrderFacts order={order} />
            </Card>
            {order.receiptCode !== null && <ReceiptCard orderId={order.id} />}
          </div>
        )}
      </Loadable>
      <p className="mt-6 flex flex-wrap gap-3">
        <Link to="/shop/purchases" data-testid="order-list" className={buttonLook('quiet')}>
          {t('order.toList')}
        </Link>
        <Link to="/shop" className={buttonLook('quiet')}>
          {t('order.toShop')}
        </Link>
      </p>
    </>
  )
}

interface StandingProps {
  readonly order: OwnPurchase
  readonly busy: boolean
  look(): void
}

function Standing({ order, busy, look }: StandingProps) {
  const { t } = useText()
  const { status, reason } = order
  const ended = hasEnded(order)
  const payPage = payPageOf(order)
  return (
    <section
      aria-label={t('order.status')}
      data-testid="order"
      data-status={status}
      className="glass min-w-0 space-y-4 rounded-3xl p-5 sm:p-6"
    >
      <div role="status" className="space-y-2">
        <h2 className="text-2xl">{t(`order.state.${status}`)}</h2>
        <p className="text-mist">{t(leadOf(order))}</p>
      </div>
      {status === 'granted' && order.contents && <Contents contents={order.contents} quantity={order.quantity} />}
      {ended && status !== 'granted' && reason && <Refusal trouble={reason} />}
      {!ended && (
        <div className="flex flex-wrap gap-3">
          {payPage && (
            <a href={payPage} data-testid="order-pay" className={buttonLook('gold')}>
              {t('order.pay')}
            </a>
          )}
          <Button disabled={busy} data-testid="order-look" onClick={look}>
            {busy ? t('order.following') : t('order.look')}
          </Button>
        </div>
      )}
    </section>
  )
}

function leadOf(order: OwnPurchase) {
  const { status } = order
  if (status === 'granted' || status === 'voided' || status === 'failed' || status === 'refunded') {
    return `order.lead.${status}` as const
  }
  return payPageOf(order) ? 'order.lead.pay' : 'order.lead.open'
}
