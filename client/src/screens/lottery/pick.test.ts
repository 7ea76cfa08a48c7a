import { expect, test } from 'vitest'
import { quickPick, toggled } from './pick.ts'

test('a quick pick has so many different numbers of the pool, rising', () => {
  for (let round = 0; round < 200; round++) {
    const numbers = quickPick(30, 5)
    expect(new Set(numbers).size).toBe(5)
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers)
    expect(numbers.every((number) => number >= 1 && number <= 30)).toBe(true)
  }
  expect(quickPick(3, 3)).toEqual([1, 2, 3])
})

test('a number is put on and taken off, and a full ticket takes no more', () => {
  expect(toggled([], 7, 2)).toEqual([7])
  expect(toggled([7], 3, 2)).toEqual([3, 7])
  expect(toggled([3, 7], 9, 2)).toEqual([3, 7])
  expect(toggled([3, 7], 3, 2)).toEqual([7])
})
