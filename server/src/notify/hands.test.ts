import { expect, test } from 'vitest'
import { Hands } from './hands.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who needs several waits until all of them are free, and nobody goes before him', async () => {
  const hands = new Hands(3)
  const begun: string[] = []
  await hands.take(2)
  const [large, small] = [hands.take(2), hands.take(1)]
  void large.then(() => begun.push('large'))
  void small.then(() => begun.push('small'))
  await turn()
  expect(begun).toEqual([])
  hands.give()
  await turn()
  expect(begun).toEqual(['large'])
  hands.give()
  await turn()
  expect(begun).toEqual(['large', 'small'])
})

test('hands that are given back are taken again', async () => {
  const hands = new Hands(1)
  for (let round = 0; round < 3; round++) {
    await hands.take(1)
    hands.give()
  }
  await hands.take(1)
  let begun = false
  void hands.take(1).then(() => {
    begun = true
  })
  await turn()
  expect(begun).toBe(false)
})
