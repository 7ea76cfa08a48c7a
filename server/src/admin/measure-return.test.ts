import { fairStream } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { GameSums } from '../stream/index.ts'
import { measureReturn } from './dashboard.service.ts'

const sumsOf = (plays: readonly { bet: number; win: number }[]): GameSums => {
  const sum = (of: (play: { bet: number; win: number }) => number) => plays.reduce((total, play) => total + of(play), 0)
  return {
    plays: plays.length,
    hits: plays.filter(({ win }) => win > 0).length,
    bet: sum(({ bet }) => bet),
    win: sum(({ win }) => win),
    betBet: sum(({ bet }) => bet * bet),
    betWin: sum(({ bet, win }) => bet * win),
    winWin: sum(({ win }) => win * win),
  }
}

/** Plays of several bets, the same in every run. */
function somePlays(count: number) {
  const stream = fairStream({ serverSeed: '3c'.repeat(32), clientSeed: 'plays', nonce: 0 })
  return Array.from({ length: count }, () => {
    const bet = 10 * (1 + stream.below(20))
    return { bet, win: stream.below(4) === 0 ? bet * stream.below(8) : 0 }
  })
}

describe('the measured return', () => {
  test('and its interval are those worked out play by play', () => {
    const plays = somePlays(5_000)
    const staked = plays.reduce((sum, { bet }) => sum + bet, 0)
    const rtp = plays.reduce((sum, { win }) => sum + win, 0) / staked
    // The variance of a ratio of sums, from each play's own residual.
    const error = Math.sqrt(plays.reduce((sum, { bet, win }) => sum + (win - rtp * bet) ** 2, 0)) / staked
    const { measuredRtpPercent, rtpLowPercent, rtpHighPercent } = measureReturn(sumsOf(plays))
    expect(measuredRtpPercent).toBeCloseTo(rtp * 100, 9)
    expect(rtpLowPercent).toBeCloseTo((rtp - 1.959964 * error) * 100, 6)
    expect(rtpHighPercent).toBeCloseTo((rtp + 1.959964 * error) * 100, 6)
  })

  test('has an interval that halves with four times the plays', () => {
    const width = (plays: ReturnType<typeof somePlays>) => {
      const { rtpLowPercent, rtpHighPercent } = measureReturn(sumsOf(plays))
      return (rtpHighPercent ?? 0) - (rtpLowPercent ?? 0)
    }
    const once = somePlays(2_000)
    expect(width(once) / width([...once, ...once, ...once, ...once])).toBeCloseTo(2, 6)
  })

  test('is unknown without plays', () => {
    expect(measureReturn(sumsOf([]))).toEqual({ measuredRtpPercent: null, rtpLowPercent: null, rtpHighPercent: null })
  })

  test('of plays that all return the same has no width, and never less than nothing', () => {
    const same = measureReturn(sumsOf(Array.from({ length: 9 }, () => ({ bet: 10, win: 5 }))))
    expect(same).toEqual({ measuredRtpPercent: 50, rtpLowPercent: 50, rtpHighPercent: 50 })
    expect(
      measureReturn(
        sumsOf([
          { bet: 10, win: 1 },
          { bet: 10, win: 0 },
        ]),
      ).rtpLowPercent,
    ).toBe(0)
  })
})
