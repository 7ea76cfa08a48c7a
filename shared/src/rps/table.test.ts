import { describe, expect, test } from 'vitest'
import { type RpsTable, rpsTableSchema, STANDARD_RPS_TABLE } from './table.ts'

const changed = (change: Partial<RpsTable> | Record<string, unknown>) => ({ ...STANDARD_RPS_TABLE, ...change })
const maxBet = (change: object) => changed({ maxBet: { ...STANDARD_RPS_TABLE.maxBet, ...change } })

const saysOf = (body: unknown): string[] => {
  const parsed = rpsTableSchema.safeParse(body)
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}

describe('a table of rock, paper, scissors', () => {
  test('as it is shipped is accepted as it stands', () => {
    expect(rpsTableSchema.parse(STANDARD_RPS_TABLE)).toEqual(STANDARD_RPS_TABLE)
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
    expect(saysOf(changed({ winPercent: 100 }))).toEqual([])
    expect(saysOf(changed({ winPercent: 1_000 }))).toEqual([])
    expect(saysOf(maxBet({ STANDARD: 10, PREMIUM: 10, VIP: 10 }))).toEqual([])
  })

  test.each<[string, object]>([
    ['an unknown field', changed({ jackpot: 1 })],
    ['a win that is less than the stake', changed({ winPercent: 99 })],
    ['a win beyond the limit', changed({ winPercent: 1_001 })],
    ['a fraction of a per cent', changed({ winPercent: 194.5 })],
    ['a least bet of nothing', changed({ minBet: 0 })],
    ['a rank without a limit', changed({ maxBet: { STANDARD: 100, PREMIUM: 100 } })],
  ])('is refused with %s', (_, body) => {
    expect(saysOf(body)).not.toEqual([])
  })
})
