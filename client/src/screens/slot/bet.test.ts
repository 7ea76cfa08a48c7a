import { STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { betLimits, betPresets, betTrouble, firstBet, lowerBet, raiseBet } from './bet.ts'

const LIMITS = { min: 10, max: 5_000 }

test('the limits follow the rank; an unknown rank has the lowest', () => {
  expect(betLimits(STANDARD_SLOT_TABLE, 'VIP')).toEqual({ min: 10, max: 100_000 })
  expect(betLimits(STANDARD_SLOT_TABLE, 'EMPEROR')).toEqual({ min: 10, max: 5_000 })
})

test.each([
  [Number.NaN, 'betNotWhole'],
  [10.5, 'betNotWhole'],
  [9, 'betTooLow'],
  [5_001, 'betTooHigh'],
  [301, 'betTooRich'],
  [10, null],
  [300, null],
])('a bet of %s with 300 coins: %s', (bet, trouble) => {
  expect(betTrouble(bet, LIMITS, 300)).toBe(trouble)
})

describe('the ladder of bets', () => {
  test('goes up in round steps and stops at the limit', () => {
    expect([10, 90, 95, 100, 900, 1_000, 4_900, 5_000].map((bet) => raiseBet(bet, LIMITS))).toEqual([
      20, 100, 100, 200, 1_000, 2_000, 5_000, 5_000,
    ])
  })

  test('goes down in round steps and stops at the minimum', () => {
    expect([5_000, 1_000, 200, 100, 95, 20, 10].map((bet) => lowerBet(bet, LIMITS))).toEqual([
      4_000, 900, 100, 90, 90, 10, 10,
    ])
  })
})

test('presets are within the limits, each once', () => {
  expect(betPresets(LIMITS)).toEqual([10, 100, 500, 1_000, 5_000])
  expect(betPresets({ min: 10, max: 100_000 })).toEqual([10, 100, 5_000, 50_000, 100_000])
  expect(betPresets({ min: 7, max: 7 })).toEqual([7])
})

test('the first bet fits limits and balance', () => {
  expect(firstBet(LIMITS, 10_000)).toBe(100)
  expect(firstBet(LIMITS, 40)).toBe(40)
  expect(firstBet(LIMITS, 0)).toBe(10)
})
