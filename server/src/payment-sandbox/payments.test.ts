import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type NewPayment, Payments } from './payments.ts'

const folder = mkdtempSync(join(tmpdir(), 'payments-'))
const anOrder = (orderId: string): NewPayment => ({
  ...{
    orderId,
    orderName: 'gems',
    amount: 5_000,
    currency: 'KRW',
    mode: 'success',
    state: 'authorized',
    returnUrl: null,
  },
})
/** What a provider does under a key: it charges, and answers. */
const charge = (payments: Payments, key: string, orderId: string) =>
  payments.once(key, () => ({ status: 200, body: payments.add(`pay_${orderId}`, anOrder(orderId), 1) }))

test('a request that was cut off at any byte was done and answered, or was not done', () => {
  const whole = join(folder, 'whole.jsonl')
  const written = new Payments(whole)
  charge(written, 'authorize-1', 'order-1')
  const before = readFileSync(whole).length
  charge(written, 'authorize-2', 'order-2')
  const bytes = readFileSync(whole)
  for (let length = before; length <= bytes.length; length++) {
    const file = join(folder, 'cut.jsonl')
    writeFileSync(file, bytes.subarray(0, length))
    const again = new Payments(file)
    const wasDone = again.findOrder('order-2') !== undefined
    expect(charge(again, 'authorize-2', 'order-2').first).toBe(!wasDone)
    // What comes after a cut is kept, too.
    const later = new Payments(file)
    expect(charge(later, 'authorize-1', 'order-1').first).toBe(false)
    expect(charge(later, 'authorize-2', 'order-2').first).toBe(false)
    expect(later.between(0, 2)).toHaveLength(2)
  }
})

test('a request that fails changes no key', () => {
  const payments = new Payments(null)
  const failing = () => payments.once('key-1', () => expect.fail('no paper'))
  expect(failing).toThrow()
  expect(charge(payments, 'key-1', 'order-1').first).toBe(true)
})

test('what is changed without a key is kept by itself', () => {
  const file = join(folder, 'changes.jsonl')
  const payments = new Payments(file)
  const { answer } = charge(payments, 'authorize-1', 'order-1')
  payments.change(answer.body as never, { state: 'captured' })
  expect(new Payments(file).findOrder('order-1')).toMatchObject({ state: 'captured' })
})
