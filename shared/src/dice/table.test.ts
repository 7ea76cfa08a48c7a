import { describe, expect, test } from 'vitest'
import { type DiceTable, diceTableSchema, STANDARD_DICE_TABLE } from './table.ts'

const changed = (change: Partial<DiceTable> | Record<string, unknown>) => ({ ...STANDARD_DICE_TABLE, ...change })
const maxBet = (change: object) => changed({ maxBet: { ...STANDARD_DICE_TABLE.maxBet, ...change } })

const saysOf = (body: unknown): string[] => {
  const parsed = diceTableSchema.safeParse(body)
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
}

describe('a dice table', () => {
  test('as it is shipped is accepted as it stands', () => {
    expect(diceTableSchema.parse(STANDARD_DICE_TABLE)).toEqual(STANDARD_DICE_TABLE)
  })

  test.each<[string, object]>([
    ['minChancePercent above maxChancePercent', changed({ minChancePercent: 51, maxChancePercent: 50 })],
    ['a win at maxChancePercent would not give the stake back', changed({ edgeBasisPoints: 501 })],
    ['a win at maxChancePercent would not give the stake back', changed({ maxChancePercent: 99 })],
    ['maxBet of STANDARD below minBet', maxBet({ STANDARD: 49 })],
    ['maxBet of PREMIUM below minBet', maxBet({ PREMIUM: 49 })],
    ['maxBet of VIP below minBet', maxBet({ VIP: 49 })],
    ['declaredRtp is upside down', changed({ declaredRtp: { minBasisPoints: 9_801, maxBasisPoints: 9_800 } })],
  ])('is refused when %s', (why, body) => {
    expect(saysOf(body)).toEqual([why])
  })

  test('may stand on every edge', () => {
    expect(saysOf(changed({ edgeBasisPoints: 500 }))).toEqual([])
    expect(saysOf(changed({ edgeBasisPoints: 0, minChancePercent: 1, maxChancePercent: 99 }))).toEqual([])
    expect(saysOf(changed({ minChancePercent: 50, maxChancePercent: 50 }))).toEqual([])
    expect(saysOf(maxBet({ STANDARD: 50, PREMIUM: 50, VIP: 50 }))).toEqual([])
    expect(saysOf(changed({ declaredRtp: { minBasisPoints: 9_800, maxBasisPoints: 9_800 } }))).toEqual([])
  })

  test.each<[string, object]>([
    ['an unknown field', changed({ jackpot: 1 })],
    ['a negative edge', changed({ edgeBasisPoints: -1 })],
    ['a fraction for an edge', changed({ edgeBasisPoints: 1.5 })],
    ['a chance of nothing', changed({ minChancePercent: 0 })],
    ['a sure win', changed({ edgeBasisPoints: 0, maxChancePercent: 100 })],
    ['a least bet of nothing', changed({ minBet: 0 })],
    ['a rank without a limit', changed({ maxBet: { STANDARD: 100, PREMIUM: 100 } })],
  ])('is refused with %s', (_, body) => {
    expect(saysOf(body)).not.toEqual([])
  })
})
