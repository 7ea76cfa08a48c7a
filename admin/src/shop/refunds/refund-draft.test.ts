import { expect, test } from 'vitest'
import { readWon } from './refund-draft.ts'

test.each([
  ['5000', 5_000],
  [' 1 ', 1],
  ['5001', null],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['05', null],
  ['', null],
  ['all', null],
])('of 5,000 won that are left, what is typed as “%s” is %s', (typed, won) => {
  expect(readWon(typed, 5_000)).toBe(won)
})
