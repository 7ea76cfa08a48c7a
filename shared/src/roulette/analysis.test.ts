import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import { must } from '../must.ts'
import { add, less, ONE, type Rational, ratio, toNumber, toRational, ZERO } from '../rational.ts'
import { analyseRoulette, WHEEL_KIND } from './analysis.ts'
import { EVEN_BETS, GROUP_BETS, INSIDE_BETS, ROULETTE_KINDS, ROULETTE_PLACES } from './layout.ts'
import { type RouletteBet, type RouletteChoice, rouletteStake, spinRoulette } from './spin.ts'
import { type RouletteTable, rouletteTableSchema, STANDARD_ROULETTE_TABLE } from './table.ts'

const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()

/** Every bet on the layout. */
const everyBet = (amount: number): RouletteBet[] => [
  ...INSIDE_BETS.flatMap((kind) => ROULETTE_PLACES[kind].map((numbers) => ({ kind, numbers: [...numbers], amount }))),
  ...GROUP_BETS.flatMap((kind) => ([1, 2, 3] as const).map((which) => ({ kind, which, amount }))),
  ...EVEN_BETS.map((kind) => ({ kind, amount })),
]

/** Share of the stake that comes back, by all 37 numbers. */
function returnOf(table: RouletteTable, choice: RouletteChoice): Rational {
  let paid = 0
  for (let number = 0; number < 37; number++) paid += spinRoulette(table, choice, { below: () => number }).win
  return ratio(paid, 37 * rouletteStake(choice))
}

/** Tables with pays of their own, the same in every run. */
function someTables(count: number): RouletteTable[] {
  const stream = fairStream({ serverSeed: '5e'.repeat(32), clientSeed: 'roulette tables', nonce: 0 })
  return Array.from({ length: count }, () => {
    const pays = Object.fromEntries(ROULETTE_KINDS.map((kind) => [kind, stream.below(36)]))
    return rouletteTableSchema.parse({ ...STANDARD_ROULETTE_TABLE, pays })
  })
}

describe('the exact odds of a roulette table', () => {
  test('are those of trying every number, for every bet on the layout and any amount', () => {
    for (const table of [STANDARD_ROULETTE_TABLE, ...someTables(3)]) {
      const returns = new Map(
        analyseRoulette(table).kinds.map(({ kind, rtp, lowestRtp }) => [kind, { rtp, lowestRtp }]),
      )
      for (const bet of [10, 11, 999].flatMap(everyBet)) {
        const { rtp, lowestRtp } = must(returns.get(bet.kind))
        const found = returnOf(table, { bets: [bet] })
        expect(toRational(must(rtp))).toEqual(found)
        expect(lowestRtp).toEqual(rtp)
      }
    }
  })

  test('come to exactly one, kind by kind', () => {
    const { kinds } = analyseRoulette(STANDARD_ROULETTE_TABLE)
    expect(kinds.map(({ kind }) => kind)).toEqual([WHEEL_KIND, ...ROULETTE_KINDS])
    for (const { outcomes } of kinds) {
      expect(outcomes.map(({ probability }) => toRational(probability)).reduce(add, ZERO)).toEqual(ONE)
    }
  })

  test('of the shipped table are 36/37 on every bet, and on any bets together', () => {
    for (const { rtp } of analyseRoulette(STANDARD_ROULETTE_TABLE).kinds.slice(1)) {
      expect(rtp).toEqual({ numerator: '36', denominator: '37' })
    }
    const together = { bets: everyBet(10).map((bet, index) => ({ ...bet, amount: 10 + index })) }
    expect(returnOf(STANDARD_ROULETTE_TABLE, together)).toEqual(ratio(36, 37))
  })

  test('of the shipped table lie within what it declares', () => {
    const { minBasisPoints, maxBasisPoints } = STANDARD_ROULETTE_TABLE.declaredRtp
    for (const { rtp, lowestRtp } of analyseRoulette(STANDARD_ROULETTE_TABLE).kinds.slice(1)) {
      expect(less(toRational(must(lowestRtp)), ratio(minBasisPoints, 10_000))).toBe(false)
      expect(less(ratio(maxBasisPoints, 10_000), toRational(must(rtp)))).toBe(false)
    }
  })

  test('of a straight bet and of the wheel are those worked out by hand', () => {
    const kinds = new Map(analyseRoulette(STANDARD_ROULETTE_TABLE).kinds.map((each) => [each.kind, each]))
    expect(kinds.get('straight')).toMatchObject({
      rtpPercent: 97.297297,
      hitRate: { numerator: '1', denominator: '37' },
      volatility: expect.closeTo(36 * Math.sqrt(36 / 37 ** 2), 12),
      maxWinMultiple: 36,
      outcomes: [
        { outcome: 'win', multiplier: 36, probability: { numerator: '1', denominator: '37' }, percent: 2.702703 },
        { outcome: 'lose', multiplier: 0, probability: { numerator: '36', denominator: '37' }, percent: 97.297297 },
      ],
    })
    const wheel = must(kinds.get(WHEEL_KIND))
    expect([wheel.rtp, wheel.rtpPercent, wheel.lowestRtp, wheel.lowestRtpPercent]).toEqual([null, null, null, null])
    expect(wheel.outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 37 }, (_, n) => `${n}`))
  })
})

test('200,000 spins come to the exact odds, within a 99.9 % interval', () => {
  const [plays, amount] = [200_000, 10]
  const { hitRate, rtp, volatility } = must(
    analyseRoulette(STANDARD_ROULETTE_TABLE).kinds.find((k) => k.kind === 'red'),
  )
  const pockets = Array.from({ length: 37 }, () => 0)
  let [returned, hits] = [0, 0]
  const stream = fairStream({ serverSeed: '7a'.repeat(32), clientSeed: 'simulation', nonce: 0 }, nodeHmac)
  for (let play = 0; play < plays; play++) {
    const { number, win } = spinRoulette(STANDARD_ROULETTE_TABLE, { bets: [{ kind: 'red', amount }] }, stream)
    pockets[number] = (pockets[number] ?? 0) + 1
    returned += win / amount
    if (win > 0) hits++
  }
  const z = 3.2905
  const chance = toNumber(toRational(hitRate))
  expect(Math.abs(hits / plays - chance)).toBeLessThan(z * Math.sqrt((chance * (1 - chance)) / plays))
  expect(Math.abs(returned / plays - toNumber(toRational(must(rtp))))).toBeLessThan((z * volatility) / Math.sqrt(plays))
  const expected = plays / 37
  const chiSquare = pockets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // The 99.9 % point at 36 degrees of freedom.
  expect(chiSquare).toBeLessThan(67.985)
}, 30_000)
