import { GAME_DEFINITIONS, STANDARD_GACHA_TABLE, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { changedAt, numberAt, rowsAt, textAt, toForm, toTable, withoutRow, withRow } from './table-form.ts'

describe('a table in the inputs', () => {
  test.each(Object.values(GAME_DEFINITIONS).map((game) => [game.id, game] as const))(
    'of %s comes back as it was',
    (_id, { standardTable, tableSchema }) => {
      const { table, notWhole } = toTable(toForm(standardTable))
      expect(table).toEqual(standardTable)
      expect(notWhole).toEqual([])
      expect(tableSchema.safeParse(table).success).toBe(true)
    },
  )

  test('names every place without a whole number', () => {
    const form = changedAt(toForm(STANDARD_SLOT_TABLE), ['symbols', 0, 'weights', 1], () => '2.5')
    const { notWhole } = toTable(changedAt(form, ['minBet'], () => ''))
    expect(notWhole).toEqual(['symbols.0.weights.1', 'minBet'])
  })

  test('lets separators pass, and a name of digits stays a name', () => {
    expect(toTable({ minBet: ' 1,000 ', symbols: [{ id: '7' }] }).table).toEqual({
      minBet: 1000,
      symbols: [{ id: '7' }],
    })
  })
})

describe('editing', () => {
  const form = toForm(STANDARD_GACHA_TABLE)
  const path = ['rarities', 1, 'items', 0, 'weight']

  test('changes one place and leaves the original alone', () => {
    expect(
      textAt(
        changedAt(form, path, () => '9'),
        path,
      ),
    ).toBe('9')
    expect(numberAt(form, path)).toBe(2)
  })

  test('a place that does not exist changes nothing', () => {
    expect(changedAt(form, ['rarities', 9, 'weight'], () => '1')).toEqual(form)
    expect(textAt(form, ['nothing', 'here'])).toBe('')
  })

  test('adds and takes away rows', () => {
    const items = ['rarities', 1, 'items']
    const longer = withRow(form, items, { id: 'new', weight: '1', value: '0' })
    expect(rowsAt(longer, items)).toHaveLength(4)
    expect(withoutRow(longer, [...items, 3])).toEqual(form)
  })
})
