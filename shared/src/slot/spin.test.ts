import { describe, expect, test } from 'vitest'
import { fairStream, type RandomStream } from '../fairness/stream.ts'
import { lineOf, spinSlot, streakBonusPercent, winAmount } from './spin.ts'
import { STANDARD_SLOT_TABLE } from './standard-table.ts'
import type { SlotTable } from './table.ts'

const TABLE: SlotTable = {
  symbols: [
    { id: 'cherry', weights: [1, 2, 3], triple: 5, pair: 1 },
    { id: 'plum', weights: [1, 1, 1], triple: 10, pair: 0 },
    { id: 'seven', weights: [2, 1, 1], triple: 77, pair: 3 },
  ],
  streakBonus: { stepPercent: 10, maxPercent: 25, variationPercent: 5 },
  minBet: 1,
  maxBet: { STANDARD: 1_000_000_000, PREMIUM: 1_000_000_000, VIP: 1_000_000_000 },
  declaredRtp: { minBasisPoints: 0, maxBasisPoints: 20_000 },
}

/** A stream that draws these numbers and notes below what. */
function drawing(...numbers: number[]): RandomStream & { bounds: number[] } {
  const bounds: number[] = []
  return {
    bounds,
    below(bound) {
      bounds.push(bound)
      return numbers.shift() ?? 0
    },
  }
}

/** Draws that stop the reels of TABLE on these symbols. */
const STOPS = { cherry: [0, 0, 0], plum: [1, 2, 3], seven: [2, 3, 4] } as const
type Symbol = keyof typeof STOPS
const spin = (a: Symbol, b: Symbol, c: Symbol, { bet = 100, streak = 0, variation = 0 } = {}) =>
  spinSlot(TABLE, bet, streak, drawing(STOPS[a][0], STOPS[b][1], STOPS[c][2], variation + 5))

describe('the line of three reels', () => {
  test('is a triple of three alike, a pair of exactly two on any reels, and nothing else', () => {
    for (let stop = 0; stop < 64; stop++) {
      const [a, b, c] = [stop % 4, Math.floor(stop / 4) % 4, Math.floor(stop / 16)] as const
      const alike = [0, 1, 2, 3].map((symbol) => [a, b, c].filter((shown) => shown === symbol).length)
      const most = Math.max(...alike)
      const expected = most === 1 ? { line: 'none', symbol: -1 } : { line: '', symbol: alike.indexOf(most) }
      expect(lineOf(a, b, c)).toEqual({ ...expected, line: ['none', 'none', 'pair', 'triple'][most] })
    }
  })
})

describe('the streak bonus', () => {
  const bonus = { stepPercent: 10, maxPercent: 25, variationPercent: 5 }
  test.each([
    { streak: 0, variation: 5, percent: 0 },
    { streak: 1, variation: 0, percent: 10 },
    { streak: 1, variation: -5, percent: 5 },
    { streak: 2, variation: 5, percent: 25 },
    { streak: 3, variation: 5, percent: 25 },
    { streak: 3, variation: -5, percent: 25 },
    { streak: 1_000_000, variation: -5, percent: 25 },
  ])('after $streak wins, varied by $variation, is $percent %', ({ streak, variation, percent }) => {
    expect(streakBonusPercent(bonus, streak, variation)).toBe(percent)
  })

  test('is never below nothing', () => {
    expect(streakBonusPercent({ stepPercent: 2, maxPercent: 25, variationPercent: 5 }, 1, -5)).toBe(0)
  })
})

describe('a win in whole coins', () => {
  test.each([
    [10, 5, 0, 50],
    [10, 1, 4, 10],
    [99, 1, 1, 99],
    [101, 3, 33, 402],
    [1_000_000_000, 100_000, 100, 200_000_000_000_000],
    // The product before the division is beyond the safe integers, where floating point is one coin off.
    [999_581_381, 99_531, 9, 108_443_374_531_218],
    [999_487_399, 99_557, 93, 192_046_516_275_728],
    [0, 7, 50, 0],
  ])('%d × %d with %d %% more is %d', (bet, multiplier, percent, win) => {
    expect(winAmount(bet, multiplier, percent)).toBe(win)
  })
})

describe('a spin', () => {
  test('draws reel 1, 2, 3 and the variation, always all four', () => {
    for (const streak of [0, 4]) {
      const stream = drawing(0, 2, 4, 10)
      spinSlot(TABLE, 10, streak, stream)
      expect(stream.bounds).toEqual([4, 4, 5, 11])
    }
  })

  test('pays a triple, raised by the wins in a row before it', () => {
    expect(spin('seven', 'seven', 'seven', { streak: 2, variation: 3 })).toEqual({
      reels: ['seven', 'seven', 'seven'],
      line: 'triple',
      multiplier: 77,
      bonusPercent: 23,
      win: 9_471,
      streak: 3,
    })
  })

  test('pays a pair wherever it stands', () => {
    for (const reels of [
      ['seven', 'seven', 'plum'],
      ['seven', 'plum', 'seven'],
      ['plum', 'seven', 'seven'],
    ] as [Symbol, Symbol, Symbol][]) {
      expect(spin(...reels)).toMatchObject({ reels, line: 'pair', multiplier: 3, win: 300, streak: 1 })
    }
  })

  test('without a line ends the streak and shows no bonus', () => {
    expect(spin('cherry', 'plum', 'seven', { streak: 9 })).toEqual({
      reels: ['cherry', 'plum', 'seven'],
      line: 'none',
      multiplier: 0,
      bonusPercent: 0,
      win: 0,
      streak: 0,
    })
  })

  test('with a line that pays nothing is no win', () => {
    expect(spin('plum', 'plum', 'seven', { streak: 2 })).toMatchObject({ line: 'none', win: 0, streak: 0 })
  })

  test('is the same again from the same seeds and nonce, and another for the next nonce', () => {
    const play = (nonce: number) =>
      spinSlot(STANDARD_SLOT_TABLE, 10, 0, fairStream({ serverSeed: 'ab'.repeat(32), clientSeed: 'me', nonce }))
    const plays = Array.from({ length: 50 }, (_, nonce) => play(nonce))
    expect(Array.from({ length: 50 }, (_, nonce) => play(nonce))).toEqual(plays)
    expect(new Set(plays.map(({ reels }) => reels.join())).size).toBeGreaterThan(20)
  })
})
