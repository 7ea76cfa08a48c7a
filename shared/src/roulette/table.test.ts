import { describe, expect, test } from 'vitest'
import { type RouletteTable, rouletteTableSchema, STANDARD_ROULETTE_TABLE } from './table.ts'

const changed = (change: Partial<RouletteTable> | Record<string, unknown>) => ({
  ...STANDARD_ROULETTE_TABLE,
  ...change,
})
const pays = (change: object) => changed({ pays: { ...STANDARD_ROULETTE_TABLE.pays, ...change } })
const maxBet = (change: object) => changed({ maxBet: { ...STANDARD_ROULETTE_TABLE.maxBet, ...change } })

const saysOf = (body: unknown): string[] => {
  const parsed = rouletteTableSchema.safeParse(body)
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}

describe('a roulette table', () => {
  test('as it is shipped is accepted as it stands', () => {
    expect(rouletteTableSchema.parse(STANDARD_ROULETTE_TABLE)).toEqual(STANDARD_ROULETTE_TABLE)
  })

  test.each<[string, object]>([
    ['maxBet of STANDARD below minBet', maxBet({ STANDARD: 9 })],
    ['maxBet of PREMIUM below minBet', maxBet({ PREMIUM: 9 })],
    ['maxBet of VIP below minBet', maxBet({ VIP: 9 })],
    ['declaredRtp is upside down', changed({ declaredRtp: { minBasisPoints: 9_801, maxBasisPoints: 9_800 } })],
  ])('is refused when %s', (why, body) => {
    expect(saysOf(body)).toEqual([why])
  })

  test('may stand on every edge', () => {
    expect(saysOf(pays({ straight: 0, red: 35 }))).toEqual([])
    expect(saysOf(maxBet({ STANDARD: 10, PREMIUM: 10, VIP: 10 }))).toEqual([])
  })

  test.each<[string, object]>([
    ['an unknown field', changed({ jackpot: 1 })],
    ['an unknown bet', pays({ neighbours: 6 })],
    ['a bet without a pay', changed({ pays: { straight: 35 } })],
    ['a pay beyond the limit', pays({ straight: 36 })],
    ['a negative pay', pays({ red: -1 })],
    ['a pay of a fraction', pays({ dozen: 1.5 })],
    ['a least bet of nothing', changed({ minBet: 0 })],
    ['a rank without a limit', changed({ maxBet: { STANDARD: 100, PREMIUM: 100 } })],
  ])('is refused with %s', (_, body) => {
    expect(saysOf(body)).not.toEqual([])
  })
})
