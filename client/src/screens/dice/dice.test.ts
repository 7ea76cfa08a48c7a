import { winningFaces } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { isOffered, mirrored, multiplierOf, payoutOf, targetRange } from './dice.ts'

const TABLE = {
  edgeBasisPoints: 100,
  minChancePercent: 2,
  maxChancePercent: 95,
  minBet: 10,
  maxBet: { STANDARD: 1_000, PREMIUM: 2_000, VIP: 3_000 },
  declaredRtp: { minBasisPoints: 9_800, maxBasisPoints: 9_900 },
}

test('the chance is the number of rolls strictly beyond the target', () => {
  expect(winningFaces({ direction: 'under', target: 51 })).toBe(50)
  expect(winningFaces({ direction: 'over', target: 50 })).toBe(50)
})

test('the range of targets keeps the chance within the table’s bounds', () => {
  for (const direction of ['under', 'over'] as const) {
    const { min, max } = targetRange(TABLE, direction)
    const chances = [min, max].map((target) => winningFaces({ direction, target })).sort((a, b) => a - b)
    expect(chances).toEqual([2, 95])
  }
})

test.each([1, 2, 97, 1.5, Number.NaN])('a target of %d is not offered under', (target) => {
  expect(isOffered(TABLE, { direction: 'under', target })).toBe(false)
})

test('turning a call round keeps its chance', () => {
  for (let target = 3; target <= 96; target++) {
    const call = { direction: 'under', target } as const
    expect(winningFaces(mirrored(call))).toBe(winningFaces(call))
    expect(mirrored(mirrored(call))).toEqual(call)
    expect(isOffered(TABLE, mirrored(call))).toBe(true)
  }
})

test('a payout is rounded down to whole coins', () => {
  expect(payoutOf(TABLE, { direction: 'under', target: 51 }, 100)).toBe(198)
  expect(payoutOf(TABLE, { direction: 'under', target: 51 }, 15)).toBe(29)
  expect(multiplierOf(TABLE, { direction: 'over', target: 50 })).toBe(1.98)
})

test('the largest payout is exact', () => {
  expect(payoutOf(TABLE, { direction: 'under', target: 3 }, 1_000_000_000)).toBe(49_500_000_000)
})
