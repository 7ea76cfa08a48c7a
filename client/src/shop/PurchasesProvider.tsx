import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { PurchaseRequest } from '../api/shop.ts'
import { newCommandId } from '../room/command-id.ts'
import { useSession } from '../session/SessionProvider.tsx'
import { useNotify } from '../ui/NoticeProvider.tsx'
import { createPendingPurchases } from './pending-purchases.ts'
import { createPurchaseSender, type PurchaseAnswer } from './purchase-sender.ts'
import { wordRefusal } from './refusals.ts'

interface Purchases {
  /** Buys once, whatever becomes of the connection; resolves with the conclusive answer. */
  buy(wanted: Omit<PurchaseRequest, 'idempotencyKey'>): Promise<PurchaseAnswer>
  /** An attempt brought no answer, and the same is asked again. */
  readonly repeating: boolean
}

const PurchasesContext = createContext<Purchases | null>(null)

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Tells what became of a purchase of an earlier page load: in the shop by its page, elsewhere by a notice. */
function useResumed(): (answer: PurchaseAnswer) => void {
  const notify = useNotify()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const latest = useRef(pathname)
  latest.current = pathname
  return useCallback(
    (answer) => {
      if (answer.ok && answer.value.orderId !== null && latest.current === '/shop') {
        void navigate(`/shop/orders/${answer.value.orderId}`)
        return
      }
      notify((text) => text.t('shop.interrupted', { what: wordAnswer(answer, text) }))
    },
    [notify, navigate],
  )
}

function wordAnswer(answer: PurchaseAnswer, text: Parameters<Parameters<ReturnType<typeof useNotify>>[0]>[0]): string {
  if (!answer.ok) return wordRefusal(answer.trouble, text)
  const { success, reason } = answer.value
  if (success) return text.t('shop.interruptedDone')
  return reason === null ? text.t('shop.interruptedOpen') : wordRefusal(reason, text)
}

/** Sends the player's purchases, and asks again for those that an earlier page load left unanswered. */
export function PurchasesProvider({ userId, children }: { userId: number; children: ReactNode }) {
  const { backend } = useSession()
  const [repeating, setRepeating] = useState(false)
  const tell = useResumed()
  const [sender] = useState(() =>
    createPurchaseSender({
      pending: createPendingPurchases(sessionStorage),
      ask: backend.shop.buy,
      sleep,
      onRepeat: () => setRepeating(true),
    }),
  )
  useEffect(() => {
    for (const resumed of sender.resume(userId, (_, answer) => tell(answer))) void resumed
  }, [sender, userId, tell])
  const buy = useCallback(
    async (wanted: Omit<PurchaseRequest, 'idempotencyKey'>) => {
      const request = { ...wanted, idempotencyKey: `web-${newCommandId()}` }
      const answer = await sender.send({ userId, request })
      setRepeating(false)
      return answer
    },
    [sender, userId],
  )
  const value = useMemo(() => ({ buy, repeating }), [buy, repeating])
  return <PurchasesContext value={value}>{children}</PurchasesContext>
}

/** The way to buy. */
export function usePurchases(): Purchases {
  const purchases = useContext(PurchasesContext)
  if (!purchases) throw new TypeError('usePurchases needs a PurchasesProvider')
  return purchases
}
