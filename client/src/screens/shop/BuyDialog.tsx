import type { ShopProduct } from '@casino-club/shared'
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Failure } from '../../api/http.ts'
import { Contents } from '../../shop/Contents.tsx'
import { payPageOf } from '../../shop/order-state.ts'
import { usePurchases } from '../../shop/PurchasesProvider.tsx'
import { wordPrice } from '../../shop/price-words.ts'
import { Refusal } from '../../shop/Refusal.tsx'
import { useClock } from '../../shop/use-clock.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from './Choices.tsx'
import { PriceParts } from './PriceParts.tsx'
import { type BuyForm, useBuyForm } from './use-buy-form.ts'

interface DialogProps {
  readonly product: ShopProduct
  readonly offsetMs: number
  close(): void
}

/** Sends the purchase and goes where it leads: the payment page, the order, or back to the form with what stood in the way. */
function useBuying(form: BuyForm, close: () => void) {
  const { buy } = usePurchases()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Pick<Failure, 'trouble' | 'retryAfterSeconds'> | null>(null)
  const send = async () => {
    if (form.request === null || busy) return
    const { request } = form
    setBusy(true)
    setRefused(null)
    const answer = await buy(request)
    const go = (): boolean => {
      if (!answer.ok) {
        setRefused(answer)
        return false
      }
      const { reason, status, payUrl, orderId, amount, success } = answer.value
      if (!success && reason === 'PRICE_CHANGED' && amount !== null) {
        form.setTold({ now: amount, before: request.expectedPrice })
        return false
      }
      if (!success && reason !== null) {
        setRefused({ trouble: reason })
        return false
      }
      const payPage = payPageOf({ status, payUrl })
      if (payPage) {
        location.assign(payPage)
        return true
      }
      close()
      void navigate(`/shop/orders/${orderId}`)
      return true
    }
    // On the way to another page it stays busy: nothing is to be pressed twice.
    if (!go()) setBusy(false)
  }
  return { busy, refused, send, clear: () => setRefused(null) }
}

/** A product, what of it is wanted, how it is paid, and the exact price. */
export function BuyDialog({ product, offsetMs, close }: DialogProps) {
  const { t, language } = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useBuyForm(product, useClock(offsetMs))
  const { busy, refused, send } = useBuying(form, close)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Closed before it is taken out of the page, it gives the focus back to what opened it.
    return () => shown?.close()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (form.promoUnchecked ? form.checkPromo() : send())
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      data-testid="buy-dialog"
      onCancel={(event) => {
        event.preventDefault()
        if (!busy) close()
      }}
      className="glass m-auto max-h-[92dvh] w-full max-w-lg overflow-y-auto rounded-3xl bg-ink-2! p-6 text-cream backdrop:bg-black/70"
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <h2 id={titleId} className="text-xl break-words">
          {t('shop.dialog', { name: product.name[language] })}
        </h2>
        <Contents contents={product.contents} quantity={form.wrongQuantity ? 1 : form.quantity} />
        <fieldset disabled={busy} className="min-w-0 space-y-4">
          <Choices form={form} />
        </fieldset>
        <PriceParts form={form} />
        <Told form={form} />
        {refused && <Refusal {...refused} onLeave={close} />}
        <Waiting busy={busy} />
        {form.currency === 'KRW' && (
          <Fine testId="no-cash-out">
            {t('shop.noCashOut')} {t('shop.payNext')}
          </Fine>
        )}
        <Buttons form={form} busy={busy} close={close} />
      </form>
    </dialog>
  )
}

function Fine({ testId, children }: { testId: string; children: ReactNode }) {
  return (
    <p data-testid={testId} className="text-sm text-mist">
      {children}
    </p>
  )
}

/** The price changed between the look and the purchase. */
function Told({ form: { told, currency } }: { form: BuyForm }) {
  const text = useText()
  return (
    <p role="alert" data-testid="price-changed" className="text-sm font-semibold text-gold empty:hidden">
      {told &&
        text.t('shop.changed', {
          now: wordPrice(told.now, currency, text),
          before: wordPrice(told.before, currency, text),
        })}
    </p>
  )
}

function Waiting({ busy }: { busy: boolean }) {
  const { t } = useText()
  const { repeating } = usePurchases()
  return (
    <p role="status" className="text-sm text-mist empty:hidden">
      {busy && repeating && t('shop.repeating')}
    </p>
  )
}

function Buttons({ form, busy, close }: { form: BuyForm; busy: boolean; close: () => void }) {
  const text = useText()
  const { t } = text
  const { request, currency } = form
  const words = () => {
    if (busy) return t('shop.sending')
    if (request === null) return t('shop.buy')
    const price = wordPrice(request.expectedPrice, currency, text)
    return currency === 'KRW' ? t('shop.goPay', { price }) : t('shop.buyFor', { price })
  }
  return (
    <div className="flex flex-wrap justify-end gap-3">
      <Button onClick={close} disabled={busy} data-testid="buy-cancel">
        {t('shop.cancel')}
      </Button>
      <Button
        type="submit"
        look="gold"
        disabled={busy || request === null || form.promo.status === 'checking'}
        data-testid="buy-submit"
        className="whitespace-normal"
      >
        {words()}
      </Button>
    </div>
  )
}
