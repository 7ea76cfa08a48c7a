import { afterEach, expect, test, vi } from 'vitest'
import { InHand } from './in-hand.ts'

const LONG_MS = 60_000
afterEach(() => vi.useRealTimers())

/** An order in hand until it is told how it ends. */
function held(inHand: InHand, orderId: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { holding: inHand.hold(orderId, () => promise), resolve, reject }
}

test('who waits for an order goes on when it is over, and for another one at once', async () => {
  const inHand = new InHand()
  const { holding, resolve } = held(inHand, 'o_1')
  const order: string[] = []
  const waiting = inHand.wait('o_1', LONG_MS).then(() => order.push('waited'))
  await inHand.wait('o_2', LONG_MS)
  order.push('another')
  resolve('granted')
  expect(await holding).toBe('granted')
  await waiting
  expect(order).toEqual(['another', 'waited'])
  await inHand.wait('o_1', LONG_MS)
})

test('who waits goes on where it fails, and when his time is up', async () => {
  const inHand = new InHand()
  const failing = held(inHand, 'o_1')
  const waiting = inHand.wait('o_1', LONG_MS)
  failing.reject(new Error('gone'))
  await expect(failing.holding).rejects.toThrow('gone')
  await waiting
  const stuck = held(inHand, 'o_2')
  vi.useFakeTimers()
  const tooLong = inHand.wait('o_2', LONG_MS)
  await vi.advanceTimersByTimeAsync(LONG_MS)
  await tooLong
  stuck.resolve('later')
  await stuck.holding
})

test('of two at one order the later one is waited for', async () => {
  const inHand = new InHand()
  const [first, second] = [held(inHand, 'o_1'), held(inHand, 'o_1')]
  let waited = false
  const waiting = inHand.wait('o_1', LONG_MS).then(() => {
    waited = true
  })
  first.resolve('one')
  await first.holding
  await new Promise((next) => setImmediate(next))
  expect(waited).toBe(false)
  second.resolve('two')
  await waiting
})
