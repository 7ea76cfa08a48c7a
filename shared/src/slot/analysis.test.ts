import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fairStream } from '../fairness/stream.ts'
import type { Fraction } from '../rational.ts'
import { analyseSlot } from './analysis.ts'
import { spinSlot } from './spin.ts'
import { STANDARD_SLOT_TABLE } from './standard-table.ts'
import { type SlotTable, slotTableSchema } from './table.ts'

const asNumber = ({ numerator, denominator }: Fraction) => Number(numerator) / Number(denominator)
/** More wins in a row than any small table's bonus tells apart. */
const STATES = 64

function aTable(symbols: SlotTable['symbols'], streakBonus: SlotTable['streakBonus'], minBet = 1): SlotTable {
  const most = 1_000_000
  const maxBet = { STANDARD: most, PREMIUM: most, VIP: most }
  const declaredRtp = { minBasisPoints: 0, maxBasisPoints: 20_000 }
  return slotTableSchema.parse({ symbols, streakBonus, minBet, maxBet, declaredRtp })
}

/** Small tables, the same in every run; about a third of the weights and pays are zero. */
function someTables(count: number): SlotTable[] {
  const stream = fairStream({ serverSeed: '5e'.repeat(32), clientSeed: 'tables', nonce: 0 })
  const upTo = (most: number) => (stream.below(3) === 0 ? 0 : stream.below(most + 1))
  return Array.from({ length: count }, () => {
    const symbols = Array.from({ length: 2 + stream.below(3) }, (_, index) => ({
      id: `s${index}`,
      // The first symbol always stops somewhere, so that no reel is empty.
      weights: [0, 1, 2].map(() => (index === 0 ? 1 : upTo(3))) as [number, number, number],
      triple: upTo(30),
      pair: upTo(4),
    }))
    const streakBonus = { stepPercent: upTo(10), maxPercent: upTo(15), variationPercent: upTo(4) }
    return aTable(symbols, streakBonus, 1 + stream.below(50))
  })
}

/** Every stop of every reel, a symbol as often as its weight says. */
function everyStop({ symbols }: SlotTable): [number, number, number][] {
  const [first = [], second = [], third = []] = [0, 1, 2].map((reel) =>
    symbols.flatMap(({ weights }, index) => Array.from({ length: weights[reel] ?? 0 }, () => index)),
  )
  return first.flatMap((a) => second.flatMap((b) => third.map((c): [number, number, number] => [a, b, c])))
}

/** What a spin that stops here pays, counted out rather than looked up. */
function multiplierOf({ symbols }: SlotTable, stop: readonly number[]): number {
  for (const [index, { triple, pair }] of symbols.entries()) {
    const alike = stop.filter((shown) => shown === index).length
    if (alike === 3) return triple
    if (alike === 2) return pair
  }
  return 0
}

interface Chance {
  readonly multiplier: number
  readonly bonusPercent: number
  readonly chance: number
}

/** Every stop × variation × number of wins in a row, each with its chance in the long run. */
function bruteForce(table: SlotTable): { chances: Chance[]; hitRate: number } {
  const stops = everyStop(table)
  const multipliers = stops.map((stop) => multiplierOf(table, stop))
  const counts = new Map<number, number>()
  for (const multiplier of multipliers) counts.set(multiplier, (counts.get(multiplier) ?? 0) + 1)
  const hitRate = 1 - (counts.get(0) ?? 0) / stops.length
  // Spin after spin from a fresh player on: after as many spins as there are states nothing changes any more.
  let states = Array.from({ length: STATES + 1 }, (_, streak): number => (streak === 0 ? 1 : 0))
  for (let spin = 0; spin <= STATES; spin++) {
    const next = states.map(() => 0)
    for (const [streak, chance] of states.entries()) {
      const after = Math.min(STATES, streak + 1)
      next[0] = (next[0] ?? 0) + chance * (1 - hitRate)
      next[after] = (next[after] ?? 0) + chance * hitRate
    }
    states = next
  }
  const { stepPercent, maxPercent, variationPercent } = table.streakBonus
  const chances = new Map<string, Chance>()
  for (const [multiplier, count] of counts) {
    for (let variation = -variationPercent; variation <= variationPercent; variation++) {
      for (const [streak, state] of states.entries()) {
        const raised = Math.min(maxPercent, streak * stepPercent + variation)
        const bonusPercent = streak === 0 || raised < 0 ? 0 : raised
        const key = `${multiplier} ${bonusPercent}`
        const share = (state * count) / stops.length / (2 * variationPercent + 1)
        chances.set(key, { multiplier, bonusPercent, chance: (chances.get(key)?.chance ?? 0) + share })
      }
    }
  }
  return { chances: [...chances.values()], hitRate }
}

/** The mean of (win / bet) to some power; small numbers, so plain arithmetic is exact enough. */
function moment(chances: readonly Chance[], bet: number, power: number): number {
  const win = ({ multiplier, bonusPercent }: Chance) => Math.floor((bet * multiplier * (100 + bonusPercent)) / 100)
  return chances.reduce((sum, outcome) => sum + outcome.chance * (win(outcome) / bet) ** power, 0)
}

describe('the exact odds of a slot table', () => {
  test('are those of trying every stop, variation and streak', () => {
    for (const table of someTables(60)) {
      const analysis = analyseSlot(table)
      const { chances, hitRate } = bruteForce(table)
      const rtp = moment(chances, 100, 1)
      expect(asNumber(analysis.rtp)).toBeCloseTo(rtp, 10)
      expect(analysis.rtpPercent).toBeCloseTo(rtp * 100, 5)
      expect(asNumber(analysis.hitRate)).toBeCloseTo(hitRate, 12)
      expect(analysis.hitRatePercent).toBeCloseTo(hitRate * 100, 5)
      expect(analysis.volatility ** 2).toBeCloseTo(moment(chances, 100, 2) - rtp ** 2, 7)
      const largest = Math.max(...chances.filter(({ chance }) => chance > 1e-18).map((c) => topOf(c)))
      expect(analysis.maxWinMultiple).toBeCloseTo(largest, 10)
      expect(analysis.lines.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(hitRate * 100, 4)
    }
  })

  test('name the bet with the lowest return of a thousand', () => {
    for (const table of [STANDARD_SLOT_TABLE, ...someTables(12)]) {
      const { chances } = bruteForce(table)
      const bets = Array.from({ length: 1_001 }, (_, index) => table.minBet + index)
      const lowest = Math.min(...bets.map((bet) => moment(chances, bet, 1)))
      const { lowestRtp, lowestRtpBet, lowestRtpPercent } = analyseSlot(table)
      expect(asNumber(lowestRtp)).toBeCloseTo(lowest, 10)
      expect(lowestRtpPercent).toBeCloseTo(lowest * 100, 5)
      expect(moment(chances, lowestRtpBet, 1)).toBeCloseTo(lowest, 10)
    }
  })

  test('of two symbols are those worked out by hand', () => {
    const symbols: SlotTable['symbols'] = [
      { id: 'a', weights: [1, 1, 1], triple: 4, pair: 0 },
      { id: 'b', weights: [1, 1, 1], triple: 0, pair: 1 },
    ]
    // Of eight stops one pays 4, three pay 1, four pay nothing.
    const plain = analyseSlot(aTable(symbols, { stepPercent: 0, maxPercent: 0, variationPercent: 0 }))
    expect(plain).toMatchObject({
      rtp: { numerator: '7', denominator: '8' },
      rtpPercent: 87.5,
      hitRate: { numerator: '1', denominator: '2' },
      maxWinMultiple: 4,
    })
    expect(plain.volatility).toBeCloseTo(Math.sqrt(103) / 8, 12)
    expect(plain.lines).toEqual([
      {
        line: 'triple',
        symbol: 'a',
        multiplier: 4,
        probability: { numerator: '1', denominator: '8' },
        percent: 12.5,
      },
      { line: 'pair', symbol: 'b', multiplier: 1, probability: { numerator: '3', denominator: '8' }, percent: 37.5 },
    ])
    // Every second spin follows a win and pays a tenth more.
    const raised = analyseSlot(aTable(symbols, { stepPercent: 10, maxPercent: 10, variationPercent: 0 }))
    expect(raised.rtp).toEqual({ numerator: '147', denominator: '160' })
    expect(raised.maxWinMultiple).toBe(4.4)
  })

  test('of a table that never pays are nothing', () => {
    const silent = [0, 1].map((index) => ({
      id: `s${index}`,
      weights: [1, 1, 1] as [number, number, number],
      triple: 0,
      pair: 0,
    }))
    const analysis = analyseSlot(aTable(silent, { stepPercent: 5, maxPercent: 20, variationPercent: 5 }))
    expect(analysis).toMatchObject({ rtpPercent: 0, hitRatePercent: 0, volatility: 0, maxWinMultiple: 0, lines: [] })
  })

  test('of the shipped slot lie within what it declares', () => {
    const { rtp, lowestRtp } = analyseSlot(STANDARD_SLOT_TABLE)
    const { minBasisPoints, maxBasisPoints } = STANDARD_SLOT_TABLE.declaredRtp
    expect(asNumber(lowestRtp) * 10_000).toBeGreaterThanOrEqual(minBasisPoints)
    expect(asNumber(rtp) * 10_000).toBeLessThanOrEqual(maxBasisPoints)
    expect(asNumber(lowestRtp)).toBeLessThan(asNumber(rtp))
  })

  test('are what 200,000 spins of the shipped slot come to, within four standard errors', () => {
    const { rtp, hitRate, volatility } = analyseSlot(STANDARD_SLOT_TABLE)
    const spins = 200_000
    const nodeHmac = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message).digest()
    const stream = fairStream({ serverSeed: '7a'.repeat(32), clientSeed: 'simulation', nonce: 0 }, nodeHmac)
    let [streak, returned, hits] = [0, 0, 0]
    for (let spin = 0; spin < spins; spin++) {
      const outcome = spinSlot(STANDARD_SLOT_TABLE, 100, streak, stream)
      streak = outcome.streak
      returned += outcome.win / 100
      if (outcome.win > 0) hits++
    }
    const chance = asNumber(hitRate)
    expect(Math.abs(returned / spins - asNumber(rtp))).toBeLessThan((4 * volatility) / Math.sqrt(spins))
    expect(Math.abs(hits / spins - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / spins))
  }, 30_000)
})

const topOf = ({ multiplier, bonusPercent }: Chance): number => (multiplier * (100 + bonusPercent)) / 100
