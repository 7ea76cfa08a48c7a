import {
  diceGame,
  gachaGame,
  rpsGame,
  STANDARD_DICE_TABLE,
  STANDARD_GACHA_TABLE,
  STANDARD_RPS_TABLE,
  STANDARD_SLOT_TABLE,
  slotGame,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { changeOf, compareAnalyses, compareFacts, headlineOf, returnRange } from './compare.ts'

const standard = rpsGame.analyse(STANDARD_RPS_TABLE)

describe('two analyses', () => {
  test('of one table have nothing changed', () => {
    const slot = slotGame.analyse(STANDARD_SLOT_TABLE)
    expect(compareAnalyses(slot, slot).every(({ changed }) => !changed)).toBe(true)
  })

  test('show what a higher payout does', () => {
    const [play] = compareAnalyses(standard, rpsGame.analyse({ ...STANDARD_RPS_TABLE, winPercent: 196 }))
    expect(play?.measures.rtp).toEqual({ before: 98, after: 98.666667, difference: 0.666667 })
    expect(play?.outcomes.map(({ outcome, changed }) => [outcome, changed])).toEqual([
      ['win', true],
      ['draw', false],
      ['lose', false],
    ])
    expect(play?.outcomes[0]?.pays).toEqual({ before: 1.94, after: 1.96, difference: 0.02 })
  })

  test('name kinds and outcomes that came and went', () => {
    const dice = compareAnalyses(
      diceGame.analyse(STANDARD_DICE_TABLE),
      diceGame.analyse({ ...STANDARD_DICE_TABLE, minChancePercent: 1, maxChancePercent: 94 }),
    )
    expect(dice.filter(({ presence }) => presence === 'added').map(({ kind }) => kind)).toEqual(['under-2', 'over-99'])
    expect(dice.filter(({ presence }) => presence === 'removed').map(({ kind }) => kind)).toEqual([
      'under-96',
      'over-5',
    ])

    const [first, ...rest] = STANDARD_GACHA_TABLE.rarities
    const items = first ? [{ id: 'silver-crown', weight: 1, value: 1 }, ...first.items.slice(1)] : []
    const rarities = first ? [{ ...first, items }, ...rest] : []
    const changed = gachaGame.analyse({ ...STANDARD_GACHA_TABLE, rarities })
    const legendary = compareAnalyses(gachaGame.analyse(STANDARD_GACHA_TABLE), changed).find(
      ({ kind }) => kind === 'items-LEGENDARY',
    )
    expect(legendary?.outcomes.map(({ outcome, before, after }) => [outcome, before, after])).toEqual([
      ['silver-crown', null, 50],
      ['phoenix-frame', 50, 50],
      ['golden-crown', 50, null],
    ])
  })

  test('without a version in force everything is new', () => {
    expect(compareAnalyses(null, standard).map(({ presence }) => presence)).toEqual(['added'])
    expect(headlineOf(null, standard)).toMatchObject({
      highest: { before: null, after: 98 },
      changedKinds: 1,
      kinds: 1,
    })
  })
})

test('a difference is free of floating-point dust', () => {
  expect(changeOf(0.1, 0.3).difference).toBe(0.2)
})

test('a game of items has no range of returns', () => {
  expect(returnRange(gachaGame.analyse(STANDARD_GACHA_TABLE))).toBeNull()
  expect(returnRange(diceGame.analyse(STANDARD_DICE_TABLE))?.high).toBe(98)
})

test('further facts are compared as numbers, and a game without any has none', () => {
  const before = gachaGame.analyse(STANDARD_GACHA_TABLE)
  const after = gachaGame.analyse({ ...STANDARD_GACHA_TABLE, pity: { at: 10 } })
  const changes = compareFacts(before, after)
  expect(changes.find(({ fact }) => fact === 'pityAt')).toEqual({
    fact: 'pityAt',
    before: 90,
    after: 10,
    difference: -80,
  })
  expect(changes.find(({ fact }) => fact === 'expectedPullsToEpic')?.after).toBeCloseTo((1 - 0.95 ** 10) / 0.05, 6)
  expect(compareFacts(null, standard)).toEqual([])
})
