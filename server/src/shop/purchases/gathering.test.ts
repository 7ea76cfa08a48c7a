import { expect, test } from 'vitest'
import { stepApartMs, stepsBeside } from './gathering.ts'

test('while nobody plays, a step is at work for half of its time at most', () => {
  expect(stepApartMs(0, 0)).toBe(8)
  expect(stepApartMs(3, 0)).toBe(8)
  expect(stepApartMs(10, 0)).toBe(20)
})

test('while somebody plays it holds back, and further while plays are written slowly', () => {
  expect(stepApartMs(1, 0.5)).toBe(24)
  expect(stepApartMs(1, 4)).toBe(24)
  expect(stepApartMs(1, 7)).toBe(42)
  expect(stepApartMs(15, 1)).toBe(30)
})

test('nobody waits for longer than there is sense in, however slow it all is', () => {
  expect(stepApartMs(1_000, 0)).toBe(48)
  expect(stepApartMs(0, 1_000)).toBe(48)
})

test('a step asks how it stands each time', () => {
  const plays = { commitMs: 0 }
  const { apartMs } = stepsBeside(plays)
  if (typeof apartMs !== 'function') throw new Error('it goes by no pace')
  expect(apartMs(0)).toBe(8)
  plays.commitMs = 7
  expect(apartMs(0)).toBe(42)
})
