import { expect, test } from 'vitest'
import { STANDARD_GACHA_TABLE } from '../gacha/table.ts'
import { itemFieldsSchema, itemIdSchema } from './item.ts'
import { STANDARD_ITEMS } from './standard-items.ts'

const GRANTED = STANDARD_GACHA_TABLE.rarities.flatMap(({ items }) => items.map(({ id }) => id))

test('every item of the standard gacha is in the catalogue, with a name of its own', () => {
  for (const id of GRANTED) {
    const item = STANDARD_ITEMS[id]
    expect(item?.name.en).not.toBe(id)
    expect(item?.name.ko).not.toBe(item?.name.en)
  }
})

test('what the catalogue opens with is what an admin could have entered', () => {
  for (const [id, item] of Object.entries(STANDARD_ITEMS)) {
    expect(itemIdSchema.safeParse(id).success).toBe(true)
    expect(itemFieldsSchema.parse(item)).toEqual(item)
  }
})

test.each<[string, object]>([
  ['no name', { name: { en: '', ko: '이름' } }],
  ['an effect of nothing', { useEffect: { type: 'grant', currency: 'coins', amount: 0 } }],
  ['an effect nobody knows', { useEffect: { type: 'burn', currency: 'coins', amount: 1 } }],
  ['an expiry in the past', { expiresAfterDays: 0 }],
  ['a picture outside', { image: 'https://elsewhere.example/x.png' }],
  ['a field nobody knows', { price: 3 }],
])('an item is refused with %s', (_, change) => {
  expect(itemFieldsSchema.safeParse({ ...STANDARD_ITEMS['coin-pouch'], ...change }).success).toBe(false)
})
