import { expect, test } from 'vitest'
import { Hands } from './hands.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who comes when none is free waits for one, behind those who came before him', async () => {
  const hands = new Hands(2)
  const begun: string[] = []
  for (const name of ['first', 'second', 'third', 'fourth']) void hands.take().then(() => begun.push(name))
  await turn()
  expect(begun).toEqual(['first', 'second'])
  hands.give()
  await turn()
  expect(begun).toEqual(['first', 'second', 'third'])
  hands.give()
  await turn()
  expect(begun).toEqual(['first', 'second', 'third', 'fourth'])
})

test('hands that are given back are taken again, no more of them than there are', async () => {
  const hands = new Hands(1)
  for (let round = 0; round < 3; round++) {
    await hands.take()
    hands.give()
  }
  await hands.take()
  let begun = false
  void hands.take().then(() => {
    begun = true
  })
  await turn()
  expect(begun).toBe(false)
})
