import { expect, test } from 'vitest'
import { filled, readLimit } from './read-limit.ts'

test.each([
  ['0', 0],
  ['10000', 10_000],
  ['10,000', 10_000],
  [' 5 000 ', 5_000],
  ['1000000000000', 1_000_000_000_000],
])('%j is the limit %d', (text, limit) => {
  expect(readLimit(text)).toBe(limit)
})

test.each(['', '-1', '1.5', 'all', '1e3', '1000000000001', '٣'])('%j is no limit', (text) => {
  expect(readLimit(text)).toBeNull()
})

test.each([
  [0, 100, 0],
  [50, 100, 50],
  [150, 100, 100],
  [-20, 100, 0],
  [0, 0, 100],
])('a bar with %d of %d is filled by %d per cent', (used, most, percent) => {
  expect(filled(used, most)).toBe(percent)
})
