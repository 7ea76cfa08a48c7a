import { expect, test } from 'vitest'
import { betsOf, chipSizes, clearPlace, layChip, stakeTrouble, totalOf, undoChip } from './chips.ts'

const RED = { kind: 'red' } as const
const SPLIT = { kind: 'split', numbers: [1, 2] } as const
const LIMITS = { min: 10, max: 1_000 }

test('chips on one place are one bet, and the last chip can be taken back', () => {
  const chips = layChip(layChip(layChip([], RED, 10), SPLIT, 50), RED, 100)
  expect(betsOf(chips)).toEqual([
    { kind: 'red', amount: 110 },
    { kind: 'split', numbers: [1, 2], amount: 50 },
  ])
  expect(totalOf(chips)).toBe(160)
  expect(betsOf(undoChip(chips))[0]).toEqual({ kind: 'red', amount: 10 })
  expect(betsOf(clearPlace(chips, 'red'))).toEqual([{ kind: 'split', numbers: [1, 2], amount: 50 }])
  expect(undoChip([])).toEqual([])
})

test('chip sizes lie within the limits and begin with the smallest bet', () => {
  expect(chipSizes(LIMITS)).toEqual([10, 50, 100, 500, 1_000])
  expect(chipSizes({ min: 7, max: 60 })).toEqual([7, 10, 50])
  expect(chipSizes({ min: 20, max: 20 })).toEqual([20])
})

test.each([
  ['nothing', [], 100],
  ['tooLow', [{ ...RED, amount: 5 }], 100],
  [
    'tooHigh',
    [
      { ...RED, amount: 600 },
      { ...SPLIT, amount: 500 },
    ],
    5_000,
  ],
  ['tooMany', Array.from({ length: 21 }, (_, n) => ({ kind: 'straight' as const, numbers: [n], amount: 10 })), 5_000],
  ['tooRich', [{ ...RED, amount: 200 }], 100],
  [null, [{ ...RED, amount: 100 }], 100],
] as const)('stakes are judged as a whole: %s', (trouble, chips, coins) => {
  expect(stakeTrouble(chips, LIMITS, coins)).toBe(trouble)
})
