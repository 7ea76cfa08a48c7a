import type { ReconciliationReply } from '@casino-club/shared'
import type { Payment, PaymentProvider } from '../payments/provider.ts'
import { reconcile, type Span } from './reconcile.ts'
import type { OwnPayment } from './reports.store.ts'

const DAY_MS = 86_400_000

/** A time in equal parts of a day at most, in order. */
export function partsOf({ from, until }: Span): Span[] {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()]
  const count = Math.max(1, Math.ceil((untilMs - fromMs) / DAY_MS))
  const edge = (n: number) => new Date(n === count ? untilMs : fromMs + Math.floor(((untilMs - fromMs) * n) / count))
  return Array.from({ length: count }, (_, n) => ({ from: edge(n), until: edge(n + 1) }))
}

const dayBefore = ({ from }: Span): Span => ({ from: new Date(from.getTime() - DAY_MS), until: from })
const dayAfter = ({ until }: Span): Span => ({ from: until, until: new Date(until.getTime() + DAY_MS) })

/**
 * Holds the provider against us for any length of time, a day after another: each part of the provider's is read once and
 * held for its neighbours, so that no more than three are in memory. Undefined: the provider does not answer.
 */
export async function reconcileAll(
  provider: Pick<PaymentProvider, 'list'>,
  ours: (part: Span, orders: readonly string[]) => Promise<ReadonlyMap<string, OwnPayment>>,
  time: Span,
): Promise<ReconciliationReply | undefined> {
  const parts = partsOf(time)
  const whole: ReconciliationReply = { payments: 0, purchases: 0, capturedWon: 0, refundedWon: 0, faults: [] }
  let before = await read(provider, dayBefore(time))
  let now = await read(provider, parts[0] ?? time)
  for (const [place, part] of parts.entries()) {
    const after = await read(provider, parts[place + 1] ?? dayAfter(time))
    if (before === undefined || now === undefined || after === undefined) return undefined
    const payments = [...before, ...now, ...after]
    const orders = payments.map(({ orderId }) => orderId)
    const told = reconcile(part, payments, await ours(part, orders))
    for (const name of ['payments', 'purchases', 'capturedWon', 'refundedWon'] as const) whole[name] += told[name]
    whole.faults.push(...told.faults)
    before = now
    now = after
  }
  return whole
}

async function read(provider: Pick<PaymentProvider, 'list'>, { from, until }: Span): Promise<Payment[] | undefined> {
  const payments: Payment[] = []
  try {
    for await (const payment of provider.list(from, until)) payments.push(payment)
    return payments
  } catch {
    return undefined
  }
}
