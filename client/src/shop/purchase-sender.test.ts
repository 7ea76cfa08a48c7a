import type { BuyReply } from '@casino-club/shared'
import { expect, test } from 'vitest'
import type { PurchaseRequest } from '../api/shop.ts'
import type { Trouble } from '../text/translate.ts'
import { createPendingPurchases, type PendingPurchase } from './pending-purchases.ts'
import { createPurchaseSender, type PurchaseAnswer } from './purchase-sender.ts'

const purchase: PendingPurchase = {
  userId: 1,
  request: { sku: 'gems', quantity: 1, currency: 'GEMS', expectedPrice: 50, idempotencyKey: 'key-aaaa' },
}
const bought: PurchaseAnswer = { ok: true, value: { orderId: 'o_1' } as BuyReply, headers: new Headers() }
const no = (trouble: Trouble): PurchaseAnswer => ({ ok: false, trouble })

function aSender(answers: PurchaseAnswer[]) {
  const items = new Map<string, string>()
  const pending = createPendingPurchases({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  })
  const asked: PurchaseRequest[] = []
  const kept: number[] = []
  const sender = createPurchaseSender({
    pending,
    sleep: async () => undefined,
    ask: async (request) => {
      asked.push(request)
      kept.push(pending.of(1).length)
      return answers.shift() ?? bought
    },
  })
  return { sender, pending, asked, kept }
}

test('a purchase is kept before it leaves and forgotten when it is answered', async () => {
  const { sender, pending, kept } = aSender([bought])
  expect(await sender.send(purchase)).toBe(bought)
  expect(kept).toEqual([1])
  expect(pending.of(1)).toEqual([])
})

test.each(['OFFLINE', 'TEMPORARILY_UNAVAILABLE', 'INTERNAL'] as const)(
  'without an answer that tells (%s) the same is asked again under the same key',
  async (trouble) => {
    const { sender, asked } = aSender([no(trouble), no(trouble), bought])
    expect(await sender.send(purchase)).toBe(bought)
    expect(asked).toEqual([purchase.request, purchase.request, purchase.request])
  },
)

test('turned away at the door is an answer to the first attempt, and none to a repeat', async () => {
  expect(await aSender([no('SLOW_DOWN')]).sender.send(purchase)).toEqual(no('SLOW_DOWN'))
  const { sender, asked } = aSender([no('OFFLINE'), no('SLOW_DOWN'), bought])
  expect(await sender.send(purchase)).toBe(bought)
  expect(asked).toHaveLength(3)
})

test('a refusal is an answer', async () => {
  const { sender, pending } = aSender([no('FRAUD_BLOCK')])
  expect(await sender.send(purchase)).toEqual(no('FRAUD_BLOCK'))
  expect(pending.of(1)).toEqual([])
})

test('when the session is over it waits for its player, who is asked for after the log-in', async () => {
  const { sender, pending } = aSender([no('UNAUTHENTICATED'), bought])
  await sender.send(purchase)
  expect(pending.of(1)).toEqual([purchase])
  const told: PurchaseAnswer[] = []
  await Promise.all(sender.resume(1, (_, answer) => told.push(answer)))
  expect(told).toEqual([bought])
  expect(pending.of(1)).toEqual([])
})

test('what is under way is not asked for a second time', async () => {
  const { sender, asked } = aSender([bought])
  const sent = sender.send(purchase)
  expect(sender.resume(1, () => undefined)).toEqual([])
  await sent
  expect(asked).toHaveLength(1)
})
