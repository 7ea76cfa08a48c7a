import { expect, test } from 'vitest'
import { Gate } from './gate.ts'

test('a gate lets so many in at once, in the order in which they came, and forgets who failed', async () => {
  const gate = new Gate(2)
  const ends: (() => void)[] = []
  const began: number[] = []
  const all = [0, 1, 2, 3].map((n) =>
    gate.run(() => {
      began.push(n)
      return new Promise<number>((resolve, reject) =>
        ends.push(() => (n === 1 ? reject(new Error('broken')) : resolve(n))),
      )
    }),
  )
  const settled = Promise.allSettled(all)
  for (const expected of [
    [0, 1],
    [0, 1, 2],
    [0, 1, 2, 3],
  ]) {
    await new Promise((resolve) => setImmediate(resolve))
    expect(began).toEqual(expected)
    ends[began.length - 2]?.()
  }
  ends[3]?.()
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
})
