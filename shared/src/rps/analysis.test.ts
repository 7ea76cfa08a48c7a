import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, less, ONE, type Rational, ratio, toNumber, toRational, ZERO } from '../rational.ts'
import { analyseRps } from './analysis.ts'
import { type RpsTable, rpsTableSchema, STANDARD_RPS_TABLE } from './table.ts'
import { RPS_HANDS, RPS_RESULTS, throwHand } from './throw.ts'

const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
const kindOf = (table: RpsTable) => must(analyseRps(table).kinds[0])

function aTable(winPercent: number, minBet: number, maxBet: number): RpsTable {
  return rpsTableSchema.parse({
    winPercent,
    minBet,
    maxBet: { STANDARD: minBet, PREMIUM: maxBet, VIP: minBet },
    declaredRtp: { minBasisPoints: 0, maxBasisPoints: 20_000 },
  })
}

/** Share of a stake that comes back, by all three hands of the house. */
function returnOf(table: RpsTable, bet: number): Rational {
  const wins = RPS_HANDS.map((_, house) => throwHand(table, { bet, hand: 'paper' }, { below: () => house }).win)
  return ratio(
    wins.reduce((sum, win) => sum + win, 0),
    3 * bet,
  )
}

describe('the exact odds of rock, paper, scissors', () => {
  test('name the lowest return of all allowed bets', () => {
    for (const winPercent of [100, 101, 125, 150, 194, 199, 250, 997]) {
      for (const minBet of [1, 7, 10, 50, 101]) {
        for (const maxBet of [minBet, minBet + 3, minBet + 320]) {
          const table = aTable(winPercent, minBet, maxBet)
          const returns = Array.from({ length: maxBet - minBet + 1 }, (_, index) => returnOf(table, minBet + index))
          const lowest = returns.reduce((least, found) => (less(found, least) ? found : least))
          expect(toRational(must(kindOf(table).lowestRtp))).toEqual(lowest)
        }
      }
    }
  })

  test('come to exactly one', () => {
    expect(
      kindOf(STANDARD_RPS_TABLE)
        .outcomes.map(({ probability }) => toRational(probability))
        .reduce(add, ZERO),
    ).toEqual(ONE)
  })

  test('of the shipped table are those worked out by hand', () => {
    // Of the bets with 98 parts of a hundred left over, 17 is the smallest: 32.98 coins become 32.
    expect(kindOf(STANDARD_RPS_TABLE)).toMatchObject({
      kind: 'play',
      rtp: { numerator: '49', denominator: '50' },
      rtpPercent: 98,
      lowestRtp: { numerator: '49', denominator: '51' },
      hitRate: { numerator: '2', denominator: '3' },
      maxWinMultiple: 1.94,
    })
    expect(kindOf(STANDARD_RPS_TABLE).volatility ** 2).toBeCloseTo((1.94 ** 2 + 1) / 3 - 0.98 ** 2, 12)
  })

  test('of the shipped table lie within what it declares', () => {
    const { minBasisPoints, maxBasisPoints } = STANDARD_RPS_TABLE.declaredRtp
    const { rtp, lowestRtp } = kindOf(STANDARD_RPS_TABLE)
    expect(less(toRational(must(lowestRtp)), ratio(minBasisPoints, 10_000))).toBe(false)
    expect(less(ratio(maxBasisPoints, 10_000), toRational(must(rtp)))).toBe(false)
  })
})

test('200,000 throws come to the exact odds, within a 99.9 % interval', () => {
  const [plays, bet] = [200_000, 100]
  const { rtp, volatility } = kindOf(STANDARD_RPS_TABLE)
  const counts = { win: 0, draw: 0, lose: 0 }
  let returned = 0
  const stream = fairStream({ serverSeed: '7a'.repeat(32), clientSeed: 'simulation', nonce: 0 }, nodeHmac)
  for (let play = 0; play < plays; play++) {
    const { result, win } = throwHand(STANDARD_RPS_TABLE, { bet, hand: must(RPS_HANDS[play % 3]) }, stream)
    counts[result]++
    returned += win / bet
  }
  expect(Math.abs(returned / plays - toNumber(toRational(must(rtp))))).toBeLessThan(
    (3.2905 * volatility) / Math.sqrt(plays),
  )
  const expected = plays / 3
  const chiSquare = RPS_RESULTS.reduce((sum, result) => sum + (counts[result] - expected) ** 2 / expected, 0)
  // The 99.9 % point at 2 degrees of freedom.
  expect(chiSquare).toBeLessThan(13.816)
}, 30_000)
