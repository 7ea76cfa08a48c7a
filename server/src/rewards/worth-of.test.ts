import { STANDARD_ITEMS } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { itemsWorth, worthOf } from './worth-of.ts'

const find = (id: string) => STANDARD_ITEMS[id]
const pouch = find('coin-pouch')?.useEffect?.amount ?? 0

test('rewards are worth their money and what their items can be turned into', () => {
  const rewards = [
    { type: 'COIN', amount: 5 },
    { type: 'GEM', amount: 2 },
    { type: 'XP', amount: 900 },
    { type: 'ITEM', item: 'coin-pouch', quantity: 3 },
    { type: 'ITEM', item: 'nobody-knows-it', quantity: 9 },
  ] as const
  expect(pouch).toBeGreaterThan(0)
  expect(itemsWorth(rewards, find)).toEqual({ coins: 3 * pouch, gems: 0, tickets: 0 })
  expect(worthOf(rewards, find)).toEqual({ coins: 5 + 3 * pouch, gems: 2, tickets: 0 })
})
