import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, less, ONE, type Rational, ratio, toNumber, toRational, ZERO } from '../rational.ts'
import { analyseDice, diceKind, offeredDice } from './analysis.ts'
import { diceGame } from './game.ts'
import { type DicePlace, rollDice } from './roll.ts'
import { type DiceTable, diceTableSchema, STANDARD_DICE_TABLE } from './table.ts'

const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()

/** Small tables, the same in every run. */
function someTables(count: number): DiceTable[] {
  const stream = fairStream({ serverSeed: '5e'.repeat(32), clientSeed: 'dice tables', nonce: 0 })
  return Array.from({ length: count }, () => {
    const maxChancePercent = 2 + stream.below(98)
    const minBet = 1 + stream.below(30)
    const limit = minBet + stream.below(200)
    return diceTableSchema.parse({
      edgeBasisPoints: stream.below(10_001 - 100 * maxChancePercent),
      minChancePercent: Math.max(1, maxChancePercent - 2),
      maxChancePercent,
      minBet,
      maxBet: { STANDARD: limit, PREMIUM: minBet, VIP: minBet },
      declaredRtp: { minBasisPoints: 0, maxBasisPoints: 20_000 },
    })
  })
}

/** Share of a stake that comes back, by all hundred rolls. */
function returnOf(table: DiceTable, place: DicePlace, bet: number): Rational {
  let paid = 0
  for (let roll = 0; roll < 100; roll++) paid += rollDice(table, { ...place, bet }, { below: () => roll }).win
  return ratio(paid, 100 * bet)
}

describe('the exact odds of a dice table', () => {
  test('name the lowest return of all allowed bets', () => {
    for (const table of someTables(12)) {
      const { kinds } = analyseDice(table)
      for (const [index, place] of offeredDice(table).entries()) {
        let lowest: Rational | undefined
        for (let bet = table.minBet; bet <= table.maxBet.STANDARD; bet++) {
          const found = returnOf(table, place, bet)
          if (lowest === undefined || less(found, lowest)) lowest = found
        }
        expect(toRational(must(must(kinds[index]).lowestRtp))).toEqual(lowest)
      }
    }
  })

  test('return the same on every target and come to exactly one', () => {
    for (const table of [STANDARD_DICE_TABLE, ...someTables(20)]) {
      for (const { rtp, outcomes } of analyseDice(table).kinds) {
        expect(toRational(must(rtp))).toEqual(ratio(10_000 - table.edgeBasisPoints, 10_000))
        expect(outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)).toEqual(ONE)
      }
    }
  })

  test('have a kind for every target that is not refused, and for no other', () => {
    const kinds = analyseDice(STANDARD_DICE_TABLE).kinds.map(({ kind }) => kind)
    const targets = Array.from({ length: 100 }, (_, index) => index + 1)
    const offered = (['under', 'over'] as const)
      .flatMap((direction) => targets.map((target) => ({ direction, target, bet: 50 })))
      .filter((choice) => diceGame.refuseChoice(STANDARD_DICE_TABLE, choice, 'STANDARD') === undefined)
    expect(kinds).toEqual(offered.map(diceKind))
    expect(kinds.length).toBe(188)
  })

  test('of under 50 are those worked out by hand', () => {
    const under50 = analyseDice(STANDARD_DICE_TABLE).kinds.find(({ kind }) => kind === 'under-50')
    expect(under50).toEqual({
      kind: 'under-50',
      rtp: { numerator: '49', denominator: '50' },
      rtpPercent: 98,
      // 98 / 49 is exactly twice the stake: nothing is lost to whole coins.
      lowestRtp: { numerator: '49', denominator: '50' },
      lowestRtpPercent: 98,
      hitRate: { numerator: '49', denominator: '100' },
      hitRatePercent: 49,
      volatility: expect.closeTo(2 * Math.sqrt(0.49 * 0.51), 12),
      maxWinMultiple: 2,
      outcomes: [
        { outcome: 'win', multiplier: 2, probability: { numerator: '49', denominator: '100' }, percent: 49 },
        { outcome: 'lose', multiplier: 0, probability: { numerator: '51', denominator: '100' }, percent: 51 },
      ],
    })
  })

  test('of the shipped dice lie within what they declare', () => {
    const { minBasisPoints, maxBasisPoints } = STANDARD_DICE_TABLE.declaredRtp
    for (const { rtp, lowestRtp } of analyseDice(STANDARD_DICE_TABLE).kinds) {
      expect(less(toRational(must(lowestRtp)), ratio(minBasisPoints, 10_000))).toBe(false)
      expect(less(ratio(maxBasisPoints, 10_000), toRational(must(rtp)))).toBe(false)
    }
  })

  test('of a table with the longest periods take less than a second', () => {
    const table = { ...STANDARD_DICE_TABLE, edgeBasisPoints: 201, maxBet: { STANDARD: 1e6, PREMIUM: 1e6, VIP: 1e6 } }
    const started = performance.now()
    analyseDice(table)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

test('200,000 rolls under 50 come to the exact odds, within a 99.9 % interval', () => {
  const [plays, bet] = [200_000, 100]
  const kind = must(analyseDice(STANDARD_DICE_TABLE).kinds.find((each) => each.kind === 'under-50'))
  const faces = Array.from({ length: 101 }, () => 0)
  let [returned, hits] = [0, 0]
  const stream = fairStream({ serverSeed: '7a'.repeat(32), clientSeed: 'simulation', nonce: 0 }, nodeHmac)
  for (let play = 0; play < plays; play++) {
    const { roll, win } = rollDice(STANDARD_DICE_TABLE, { bet, direction: 'under', target: 50 }, stream)
    faces[roll] = (faces[roll] ?? 0) + 1
    returned += win / bet
    if (win > 0) hits++
  }
  const z = 3.2905
  const chance = toNumber(toRational(kind.hitRate))
  expect(Math.abs(hits / plays - chance)).toBeLessThan(z * Math.sqrt((chance * (1 - chance)) / plays))
  expect(Math.abs(returned / plays - toNumber(toRational(must(kind.rtp))))).toBeLessThan(
    (z * kind.volatility) / Math.sqrt(plays),
  )
  const expected = plays / 100
  const chiSquare = faces.slice(1).reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // The 99.9 % point at 99 degrees of freedom.
  expect(chiSquare).toBeLessThan(148.23)
}, 30_000)
