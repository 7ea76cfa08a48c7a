import { describe, expect, test } from 'vitest'
import { STANDARD_SLOT_TABLE } from './standard-table.ts'
import { type SlotTable, slotTableHash, slotTableSchema } from './table.ts'

const symbol = (id: string, weights: [number, number, number] = [1, 1, 1]) => ({ id, weights, triple: 5, pair: 1 })
const HALF_TOO_HEAVY = 500_001

/** A table in which only this is different from a good one. */
const changed = (change: Partial<SlotTable> | Record<string, unknown>) => ({ ...STANDARD_SLOT_TABLE, ...change })
const weighing = (a: [number, number, number], b = a) => changed({ symbols: [symbol('a', a), symbol('b', b)] })
const maxBet = (change: object) => changed({ minBet: 100, maxBet: { ...STANDARD_SLOT_TABLE.maxBet, ...change } })

const saysOf = (body: unknown): string[] => {
  const parsed = slotTableSchema.safeParse(body)
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}

describe('a slot table', () => {
  test('as it is shipped is accepted as it stands', () => {
    expect(slotTableSchema.parse(STANDARD_SLOT_TABLE)).toEqual(STANDARD_SLOT_TABLE)
  })

  test.each<[string, object]>([
    ['two symbols have one id', changed({ symbols: [symbol('a'), symbol('b'), symbol('a')] })],
    ['the weights of reel 1 must add up to 1 to 1,000,000', weighing([0, 1, 1])],
    ['the weights of reel 2 must add up to 1 to 1,000,000', weighing([1, 0, 1])],
    ['the weights of reel 3 must add up to 1 to 1,000,000', weighing([1, 1, HALF_TOO_HEAVY], [1, 1, 500_000])],
    ['maxBet of STANDARD below minBet', maxBet({ STANDARD: 99 })],
    ['maxBet of PREMIUM below minBet', maxBet({ PREMIUM: 99 })],
    ['maxBet of VIP below minBet', maxBet({ VIP: 99 })],
    ['declaredRtp is upside down', changed({ declaredRtp: { minBasisPoints: 9_501, maxBasisPoints: 9_500 } })],
  ])('is refused when %s', (why, body) => {
    expect(saysOf(body)).toEqual([why])
  })

  test('may stand on every edge', () => {
    expect(saysOf(weighing([0, 500_000, 1], [1, 500_000, 0]))).toEqual([])
    expect(saysOf(maxBet({ STANDARD: 100, PREMIUM: 100, VIP: 100 }))).toEqual([])
    expect(saysOf(changed({ declaredRtp: { minBasisPoints: 9_500, maxBasisPoints: 9_500 } }))).toEqual([])
  })

  test.each<[string, object]>([
    ['an unknown field', changed({ jackpot: 1 })],
    ['an unknown field of a symbol', changed({ symbols: [{ ...symbol('a'), wild: true }, symbol('b')] })],
    ['one symbol', changed({ symbols: [symbol('a')] })],
    ['too many symbols', changed({ symbols: Array.from({ length: 21 }, (_, index) => symbol(`s${index}`)) })],
    ['a symbol with mark-up for a name', changed({ symbols: [symbol('<b>'), symbol('b')] })],
    ['a fraction for a weight', weighing([1.5, 1, 1])],
    ['a negative weight', weighing([-1, 1, 1], [2, 1, 1])],
    ['two reels', changed({ symbols: [{ ...symbol('a'), weights: [1, 1] }, symbol('b')] })],
    ['a pay of a fraction', changed({ symbols: [{ ...symbol('a'), pair: 0.5 }, symbol('b')] })],
    ['a pay beyond the limit', changed({ symbols: [{ ...symbol('a'), triple: 100_001 }, symbol('b')] })],
    ['a bonus above 100 %', changed({ streakBonus: { stepPercent: 1, maxPercent: 101, variationPercent: 0 } })],
    ['a least bet of nothing', changed({ minBet: 0 })],
    ['a rank without a limit', changed({ maxBet: { STANDARD: 100, PREMIUM: 100 } })],
  ])('is refused with %s', (_, body) => {
    expect(saysOf(body)).not.toEqual([])
  })
})

describe('the hash of a slot table', () => {
  test('does not depend on the order of its fields', () => {
    const backwards = Object.fromEntries(Object.entries(STANDARD_SLOT_TABLE).reverse()) as SlotTable
    expect(slotTableHash(backwards)).toBe(slotTableHash(STANDARD_SLOT_TABLE))
  })

  test('is another for any other content', () => {
    const { symbols, streakBonus, maxBet: limits, declaredRtp } = STANDARD_SLOT_TABLE
    const others = [
      changed({ symbols: [...symbols].reverse() }),
      changed({ symbols: symbols.map((each) => (each.id === 'seven' ? { ...each, triple: 201 } : each)) }),
      changed({ symbols: symbols.map((each) => (each.id === 'bell' ? { ...each, weights: [14, 14, 13] } : each)) }),
      changed({ streakBonus: { ...streakBonus, stepPercent: 5 } }),
      changed({ minBet: 11 }),
      changed({ maxBet: { ...limits, VIP: 100_001 } }),
      changed({ declaredRtp: { ...declaredRtp, maxBasisPoints: 9_701 } }),
    ] as SlotTable[]
    const hashes = [STANDARD_SLOT_TABLE, ...others].map(slotTableHash)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
