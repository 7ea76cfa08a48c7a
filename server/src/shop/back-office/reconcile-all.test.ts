import { describe, expect, test } from 'vitest'
import type { Payment } from '../payments/provider.ts'
import type { Span } from './reconcile.ts'
import { partsOf, reconcileAll } from './reconcile-all.ts'
import type { OwnPayment } from './reports.store.ts'

const DAY_MS = 86_400_000
const BEGIN = Date.parse('2026-03-01T00:00:00Z')
const at = (ms: number) => new Date(BEGIN + ms)
const spanOf = (fromMs: number, untilMs: number): Span => ({ from: at(fromMs), until: at(untilMs) })
const aPayment = (orderId: string, createdAt: Date): Payment => ({
  ...{
    paymentId: `pay_${orderId}`,
    orderId,
    state: 'captured',
    amount: 1_000,
    currency: 'KRW',
    refunded: 0,
    createdAt,
  },
})
const aPurchase = (orderId: string, createdAt: Date): OwnPayment => ({
  ...{ orderId, createdAt, status: 'granted', amount: 1_000, refunded: 0 },
})

/** A provider and a shop with these rows; and how long the spans were that the provider was asked for. */
function books(payments: readonly Payment[], purchases: readonly OwnPayment[]) {
  const asked: number[] = []
  const isIn = ({ from, until }: Span, { createdAt }: { createdAt: Date }) => createdAt >= from && createdAt < until
  return {
    asked,
    provider: {
      async *list(from: Date, until: Date) {
        asked.push(until.getTime() - from.getTime())
        yield* payments.filter((payment) => isIn({ from, until }, payment))
      },
    },
    ours: async (part: Span, orders: readonly string[]) =>
      new Map(
        purchases
          .filter((purchase) => isIn(part, purchase) || orders.includes(purchase.orderId))
          .map((purchase) => [purchase.orderId, purchase]),
      ),
  }
}

describe('the parts of a time', () => {
  test.each([
    [1, 1],
    [DAY_MS, 1],
    [DAY_MS + 1, 2],
    [400 * DAY_MS, 400],
    [10.5 * DAY_MS, 11],
  ])('of %i ms are %i, without gap and no longer than a day', (ms, count) => {
    const parts = partsOf(spanOf(0, ms))
    expect(parts).toHaveLength(count)
    expect(parts[0]?.from).toEqual(at(0))
    expect(parts.at(-1)?.until).toEqual(at(ms))
    for (const [place, { from, until }] of parts.entries()) {
      expect(until.getTime() - from.getTime()).toBeLessThanOrEqual(DAY_MS)
      if (place > 0) expect(from).toEqual(parts[place - 1]?.until)
    }
  })
})

describe('a reconciliation of four hundred days', () => {
  // Every eight hours one, and the provider's beginning is up to an hour from ours.
  const times = Array.from({ length: 1_200 }, (_, n) => n * (DAY_MS / 3))
  const drift = (n: number) => ((n % 3) - 1) * 3_600_000
  const payments = times.map((ms, n) => aPayment(`o_${n}`, at(ms + drift(n))))
  const purchases = times.map((ms, n) => aPurchase(`o_${n}`, at(ms)))

  test('asks for a day at a time and finds every purchase once', async () => {
    const { provider, ours, asked } = books(payments, purchases)
    const told = await reconcileAll(provider, ours, spanOf(0, 400 * DAY_MS))
    expect(told).toEqual({ payments: 1_200, purchases: 1_200, capturedWon: 1_200_000, refundedWon: 0, faults: [] })
    expect(Math.max(...asked)).toBe(DAY_MS)
    expect(asked).toHaveLength(402)
  })

  test('names each fault once', async () => {
    const stranger = aPayment('o_stranger', at(5 * DAY_MS - 1))
    const bent = books([...payments.filter(({ orderId }) => orderId !== 'o_700'), stranger], purchases)
    const told = await reconcileAll(bent.provider, bent.ours, spanOf(0, 400 * DAY_MS))
    expect(told?.faults).toMatchObject([
      { fault: 'UNKNOWN_ORDER', orderId: 'o_stranger' },
      { fault: 'MISSING_AT_PROVIDER', orderId: 'o_700' },
    ])
  })

  test('finds no fault at an edge that lies between the two beginnings', async () => {
    const { provider, ours } = books(payments, purchases)
    for (const edge of [3.999, 4.001, 4.334]) {
      expect((await reconcileAll(provider, ours, spanOf(edge * DAY_MS, 9 * DAY_MS)))?.faults).toEqual([])
      expect((await reconcileAll(provider, ours, spanOf(0, edge * DAY_MS)))?.faults).toEqual([])
    }
  })

  test('comes to nothing where the provider does not answer', async () => {
    const { ours } = books(payments, purchases)
    const silent = {
      // biome-ignore lint/correctness/useYield: it fails before it gives anything
      async *list(): AsyncGenerator<Payment> {
        throw new Error('no answer')
      },
    }
    expect(await reconcileAll(silent, ours, spanOf(0, DAY_MS))).toBeUndefined()
  })
})
