import { describe, expect, test } from 'vitest'
import { RANKS } from '../ranks.ts'
import { less, ONE, type Rational, ratio, ZERO } from '../rational.ts'
import { refuse } from '../reasons.ts'
import { analyseKind, largestLoss, refuseStake, type StakeLimits, type StakeRefusal, wholeCoins } from './limits.ts'

function someLimits(minBet: number, maxBet: number): StakeLimits {
  return {
    minBet,
    maxBet: { STANDARD: minBet, PREMIUM: minBet, VIP: maxBet },
    declaredRtp: { minBasisPoints: 0, maxBasisPoints: 20_000 },
  }
}

describe('a stake', () => {
  const limits: StakeLimits = { ...someLimits(10, 10), maxBet: { STANDARD: 100, PREMIUM: 200, VIP: 300 } }
  const refusals = {
    BET_TOO_LOW: [9, 'the least bet is 10'],
    BET_ABOVE_LIMIT: [101, 'the highest bet of this rank is 100'],
  } satisfies Record<StakeRefusal, [number, string]>

  test.each(Object.entries(refusals))('is refused: %s', (reason, [stake, message]) => {
    expect(refuseStake(limits, 'STANDARD', stake)).toEqual(refuse(reason as StakeRefusal, message))
  })

  test('is taken up to the limit of its rank', () => {
    for (const rank of RANKS) {
      expect(refuseStake(limits, rank, 10)).toBeUndefined()
      expect(refuseStake(limits, rank, limits.maxBet[rank])).toBeUndefined()
      expect(refuseStake(limits, rank, limits.maxBet[rank] + 1)?.reason).toBe('BET_ABOVE_LIMIT')
    }
  })

  test('of several bets is measured by its least one and by its sum', () => {
    expect(refuseStake(limits, 'VIP', 9, 300)?.reason).toBe('BET_TOO_LOW')
    expect(refuseStake(limits, 'VIP', 10, 301)?.reason).toBe('BET_ABOVE_LIMIT')
    expect(refuseStake(limits, 'VIP', 10, 300)).toBeUndefined()
  })
})

test('whole coins are exact where floating point is one coin off', () => {
  expect(wholeCoins(99, ratio(194, 100))).toBe(192)
  expect(wholeCoins(999_999_999_999, ratio(9_999, 9_901))).toBe(1_009_897_990_101)
})

describe('the largest loss to whole coins', () => {
  /** Share of a stake that is lost, by the payout itself. */
  const lossAt = (stake: number, multiplier: Rational): Rational =>
    ratio(
      BigInt(stake) * multiplier.n - BigInt(wholeCoins(stake, multiplier)) * multiplier.d,
      BigInt(stake) * multiplier.d,
    )

  test('is that of trying three periods of stakes one by one', () => {
    for (let d = 1; d <= 24; d++) {
      for (let n = d; n <= 3 * d; n += 1 + (d % 3)) {
        for (const minBet of [1, 2, 10, d, d + 1, 97]) {
          for (const maxBet of [minBet, minBet + 1, minBet + 5, minBet + 3 * d]) {
            const multiplier = ratio(n, d)
            let worst = ZERO
            for (let stake = minBet; stake <= maxBet; stake++) {
              const loss = lossAt(stake, multiplier)
              if (less(worst, loss)) worst = loss
            }
            expect(largestLoss(someLimits(minBet, maxBet), multiplier)).toEqual(worst)
          }
        }
      }
    }
  })

  test('is not worked out where numbers would not be exact', () => {
    expect(() => largestLoss(someLimits(1, 2), ratio(1, 100_001))).toThrow(RangeError)
  })
})

describe('a kind of play', () => {
  test('is what was worked out by hand', () => {
    const outcomes = [
      { outcome: 'half', multiplier: ratio(3, 2), probability: ratio(1, 2) },
      { outcome: 'back', multiplier: ONE, probability: ratio(1, 8) },
      { outcome: 'lose', multiplier: ZERO, probability: ratio(3, 8) },
    ]
    // 1.5/2 + 1/8; at a stake of 3, 4.5 coins are cut to 4. Squares: 2.25/2 + 1/8 - (7/8)².
    expect(analyseKind('one', outcomes, someLimits(2, 9))).toEqual({
      kind: 'one',
      rtp: { numerator: '7', denominator: '8' },
      rtpPercent: 87.5,
      lowestRtp: { numerator: '19', denominator: '24' },
      lowestRtpPercent: 79.166667,
      hitRate: { numerator: '5', denominator: '8' },
      hitRatePercent: 62.5,
      volatility: Math.sqrt(31 / 64),
      maxWinMultiple: 1.5,
      outcomes: [
        { outcome: 'half', multiplier: 1.5, probability: { numerator: '1', denominator: '2' }, percent: 50 },
        { outcome: 'back', multiplier: 1, probability: { numerator: '1', denominator: '8' }, percent: 12.5 },
        { outcome: 'lose', multiplier: 0, probability: { numerator: '3', denominator: '8' }, percent: 37.5 },
      ],
    })
  })

  test('with fractions in two outcomes has no lowest return of this sort', () => {
    const outcomes = ['a', 'b'].map((outcome) => ({ outcome, multiplier: ratio(3, 2), probability: ratio(1, 2) }))
    expect(() => analyseKind('two', outcomes, someLimits(1, 9))).toThrow(TypeError)
  })
})
