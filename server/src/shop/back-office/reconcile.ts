import type { ReconciliationReply } from '@casino-club/shared'
import type { Payment } from '../payments/provider.ts'
import type { OwnPayment } from './reports.store.ts'

type Fault = ReconciliationReply['faults'][number]

/** Purchases that are still on their way differ from their payment for a moment; that is no fault. */
const UNDER_WAY: ReadonlySet<string> = new Set([
  'authorizing',
  'pending',
  'capturing',
  'captured',
  'voiding',
  'refunding',
])
const isPaid = ({ state }: Payment): boolean => state === 'captured' || state === 'refunded'

function faultOf(payment: Payment, own: OwnPayment | undefined): Omit<Fault, 'orderId'> | undefined {
  const theirs = `${payment.state} ${payment.amount}`
  if (own === undefined) {
    // A void of an order that never came to anything leaves a trace at the provider only.
    return payment.state === 'voided' ? undefined : { fault: 'UNKNOWN_ORDER', ours: 'nothing', theirs }
  }
  const ours = `${own.status} ${own.amount}`
  if (UNDER_WAY.has(own.status)) return undefined
  const granted = own.status === 'granted' || own.status === 'refunded'
  if (isPaid(payment) && payment.amount !== own.amount) return { fault: 'AMOUNT_DIFFERS', ours, theirs }
  if (!granted) {
    const kept = isPaid(payment) && payment.refunded < payment.amount
    return kept || payment.state === 'authorized' ? { fault: 'CAPTURED_NOT_GRANTED', ours, theirs } : undefined
  }
  if (!isPaid(payment)) return { fault: 'GRANTED_NOT_CAPTURED', ours, theirs }
  if (payment.refunded === own.refunded) return undefined
  return { fault: 'REFUND_DIFFERS', ours: `refunded ${own.refunded}`, theirs: `refunded ${payment.refunded}` }
}

/** A time from its beginning to just before its end. */
export interface Span {
  readonly from: Date
  readonly until: Date
}

const isIn = ({ from, until }: Span, at: Date): boolean => at >= from && at < until

/**
 * Holds our purchases of a time against the provider's payments; gives everything that differs. The payments reach beyond the
 * time on both sides: one may begin there a little before or after its purchase begins here. Each is judged where its
 * purchase began; one without a purchase, where it began itself.
 */
export function reconcile(
  time: Span,
  payments: readonly Payment[],
  purchases: ReadonlyMap<string, OwnPayment>,
): ReconciliationReply {
  const seen = new Set(payments.map(({ orderId }) => orderId))
  const judged = payments.filter(({ orderId, createdAt }) => isIn(time, purchases.get(orderId)?.createdAt ?? createdAt))
  const ours = [...purchases.values()].filter(({ createdAt }) => isIn(time, createdAt))
  const differing = judged.flatMap((payment): Fault[] => {
    const fault = faultOf(payment, purchases.get(payment.orderId))
    return fault ? [{ ...fault, orderId: payment.orderId }] : []
  })
  const missing = ours.flatMap(({ orderId, status, amount }): Fault[] => {
    if (seen.has(orderId) || UNDER_WAY.has(status)) return []
    return [{ fault: 'MISSING_AT_PROVIDER', orderId, ours: `${status} ${amount}`, theirs: 'nothing' }]
  })
  const paid = judged.filter(isPaid)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  return {
    payments: judged.length,
    purchases: ours.length,
    capturedWon: sum(paid.map(({ amount }) => amount)),
    refundedWon: sum(paid.map(({ refunded }) => refunded)),
    faults: [...differing, ...missing],
  }
}
