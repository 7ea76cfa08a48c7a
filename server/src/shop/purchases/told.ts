import type { Payment, PaymentAnswer } from '../payments/provider.ts'
import type { Purchase } from './purchase.types.ts'

/** Whether the provider says that it knows nothing of an order. */
export const isUnheardOf = (answer: PaymentAnswer): boolean => answer.kind === 'refused' && answer.code === 'NOT_FOUND'

/** What a provider says that is not what was ordered; undefined: nothing. */
export function mismatch({ orderId, amount }: Purchase, payment: Payment): string | undefined {
  if (payment.orderId !== orderId) return 'another order'
  if (payment.amount !== amount) return 'another amount'
  return payment.currency === 'KRW' ? undefined : 'another currency'
}

/** Seconds until a purchase that waits for its provider is looked at again, by how often it has been. */
const WAITS = [1, 2, 5, 10, 20, 30]
export const waitOf = ({ checks }: Purchase): number => WAITS[Math.min(checks, WAITS.length - 1)] ?? 1
