import { findGame, must, STANDARD_DICE_TABLE, STANDARD_GACHA_TABLE, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { problemsOf } from './issues.ts'

const problemsIn = (game: string, table: unknown) => {
  const parsed = must(findGame(game)).tableSchema.safeParse(table)
  return problemsOf(parsed.success ? [] : parsed.error.issues).map(({ path, key, values }) => [path, key, values])
}
const [cherry, ...others] = STANDARD_SLOT_TABLE.symbols

test('limits of a number are told where it stands', () => {
  expect(problemsIn('slot', { ...STANDARD_SLOT_TABLE, minBet: 0 })).toEqual([
    ['minBet', 'odds.problem.tooSmall', { limit: 1 }],
  ])
  expect(problemsIn('slot', { ...STANDARD_SLOT_TABLE, minBet: Number.NaN })).toEqual([
    ['minBet', 'odds.problem.notWhole', {}],
  ])
  expect(problemsIn('slot', { ...STANDARD_SLOT_TABLE, symbols: [{ ...cherry, id: 'A b' }, ...others] })).toEqual([
    ['symbols.0.id', 'odds.problem.badName', {}],
  ])
  expect(problemsIn('slot', { ...STANDARD_SLOT_TABLE, symbols: [cherry] })[0]?.[1]).toBe('odds.problem.tooShort')
})

test('what concerns several fields is worded and finds its field where it has one', () => {
  const maxBet = { ...STANDARD_DICE_TABLE.maxBet, VIP: 10 }
  expect(problemsIn('dice', { ...STANDARD_DICE_TABLE, maxBet, edgeBasisPoints: 600, minChancePercent: 96 })).toEqual([
    ['minChancePercent', 'odds.problem.chanceUpsideDown', {}],
    ['edgeBasisPoints', 'odds.problem.noProfit', {}],
    ['maxBet.VIP', 'odds.problem.limitBelow', {}],
  ])
  expect(problemsIn('slot', { ...STANDARD_SLOT_TABLE, symbols: [cherry, cherry] })).toEqual([
    ['', 'odds.problem.twice', {}],
  ])
  const rarities = STANDARD_GACHA_TABLE.rarities.map((rarity, index) =>
    index === 0 ? { ...rarity, weight: 0 } : rarity,
  )
  expect(problemsIn('gacha', { ...STANDARD_GACHA_TABLE, rarities })).toEqual([
    ['', 'odds.problem.raritySum', { sum: '995000', total: '1000000' }],
    ['', 'odds.problem.neverDrawn', { name: 'LEGENDARY' }],
  ])
})

test('a sentence nobody has worded stays as it is', () => {
  expect(problemsOf([{ code: 'custom', path: [], message: 'quite another thing' }])).toEqual([
    { path: '', key: null, values: {}, text: 'quite another thing' },
  ])
})
