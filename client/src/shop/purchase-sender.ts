import type { BuyReply } from '@casino-club/shared'
import type { ApiResult } from '../api/http.ts'
import type { PurchaseRequest } from '../api/shop.ts'
import type { Trouble } from '../text/translate.ts'
import type { PendingPurchase, PendingPurchases } from './pending-purchases.ts'

export type PurchaseAnswer = ApiResult<BuyReply>

export interface PurchaseSenderDeps {
  readonly pending: PendingPurchases
  ask(request: PurchaseRequest): Promise<PurchaseAnswer>
  sleep(ms: number): Promise<void>
  /** Hears that an attempt brought no answer, and the same is asked again. */
  onRepeat?(): void
}

/** Troubles that do not tell whether the purchase was made. */
const INCONCLUSIVE: ReadonlySet<Trouble> = new Set(['OFFLINE', 'TEMPORARILY_UNAVAILABLE', 'INTERNAL'])
/** As above, but only for a repeat: the first attempt was turned away at the door. */
const INCONCLUSIVE_REPEAT: ReadonlySet<Trouble> = new Set(['SLOW_DOWN', 'RATE_LIMITED', 'TOO_BUSY', 'CONFLICT'])
/** The session is over: the purchase waits for its player to come back. */
const WAITS_FOR_LOGIN: ReadonlySet<Trouble> = new Set([
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'SESSION_REVOKED',
  'REFRESH_REUSED',
])
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000

/** Whether an answer settles its purchase. `repeat`: an earlier attempt had an unknown outcome. */
export function isConclusive(answer: PurchaseAnswer, repeat: boolean): boolean {
  if (answer.ok) return true
  return !INCONCLUSIVE.has(answer.trouble) && !(repeat && INCONCLUSIVE_REPEAT.has(answer.trouble))
}

const pauseMs = (attempt: number) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt)

/**
 * Sends purchases so that each is made once: it is kept before it leaves, asked again with the same key until the answer
 * is conclusive, through lost connections and reloads, and only then forgotten.
 */
export function createPurchaseSender({ pending, ask, sleep, onRepeat }: PurchaseSenderDeps) {
  const inFlight = new Set<string>()

  async function settle({ request }: PendingPurchase, repeat: boolean): Promise<PurchaseAnswer> {
    inFlight.add(request.idempotencyKey)
    let unknownBefore = repeat
    try {
      for (let attempt = 0; ; attempt++) {
        const answer = await ask(request)
        if (!answer.ok && WAITS_FOR_LOGIN.has(answer.trouble)) return answer
        if (isConclusive(answer, unknownBefore)) {
          pending.settle(request.idempotencyKey)
          return answer
        }
        unknownBefore = true
        onRepeat?.()
        await sleep(pauseMs(attempt))
      }
    } finally {
      inFlight.delete(request.idempotencyKey)
    }
  }

  return {
    /** Sends a new purchase; resolves with its conclusive answer, or that its player must log in first. */
    send(purchase: PendingPurchase): Promise<PurchaseAnswer> {
      pending.keep(purchase)
      return settle(purchase, false)
    },
    /** Asks again for what an earlier page load left unanswered. */
    resume(userId: number, onAnswer: (purchase: PendingPurchase, answer: PurchaseAnswer) => void): Promise<void>[] {
      return pending
        .of(userId)
        .filter(({ request }) => !inFlight.has(request.idempotencyKey))
        .map((purchase) => settle(purchase, true).then((answer) => onAnswer(purchase, answer)))
    },
  }
}
export type PurchaseSender = ReturnType<typeof createPurchaseSender>
