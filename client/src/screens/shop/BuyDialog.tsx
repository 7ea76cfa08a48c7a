import type { ShopProduct } from '@casino-club/shared'
import { type FormEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
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
  const { buy, tell, repeating } = usePurchases()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Pick<Failure, 'trouble' | 'retryAfterSeconds'> | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  // Back from the payment page by the browser's own button, the page may be as it was left: on its way there.
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) close()
    }
    addEventListener('pageshow', onShow)
    return () => removeEventListener('pageshow', onShow)
  }, [close])
  const send = async () => {
    if (form.request === null || busy) return
    const { request } = form
    setBusy(true)
    setRefused(null)
    const answer = await buy(request)
    if (gone.current) return tell(answer)
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
  // While nobody answers it may be left; the purchase is asked for until its answer is there.
  return { busy, mayLeave: !busy || repeating, refused, send }
}

/** A product, what of it is wanted, how it is paid, and the exact price. */
export function BuyDialog({ product, offsetMs, close }: DialogProps) {
  const { t, language } = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const form = useBuyForm(product, useClock(offsetMs))
  const { busy, mayLeave, refused, send } = useBuying(form, close)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Not the first field: on a phone its keyboard would cover what is being bought.
    title.current?.focus()
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
        if (mayLeave) close()
      }}
      className="glass m-auto max-h-[92dvh] w-full max-w-lg overflow-y-auto rounded-3xl bg-ink-2! p-6 text-cream backdrop:bg-black/70"
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <h2 ref={title} id={titleId} tabIndex={-1} className="text-xl break-words outline-none">
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
        <Buttons form={form} busy={busy} mayLeave={mayLeave} close={close} />
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

interface ButtonsProps {
  readonly form: BuyForm
  readonly busy: boolean
  readonly mayLeave: boolean
  close(): void
}

function Buttons({ form, busy, mayLeave, close }: ButtonsProps) {
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
      <Button onClick={close} disabled={!mayLeave} data-testid="buy-cancel">
        {busy ? t('shop.close') : t('shop.cancel')}
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
