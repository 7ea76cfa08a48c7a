import { describe, expect, test } from 'vitest'
import { rewardSchema, rewardsSchema, totalOf } from './reward.ts'

describe('a reward', () => {
  test.each<[string, object]>([
    ['an amount of nothing', { type: 'COIN', amount: 0 }],
    ['a negative amount', { type: 'GEM', amount: -1 }],
    ['a fraction', { type: 'TICKET', amount: 0.5 }],
    ['no number', { type: 'COIN', amount: Number.NaN }],
    ['an amount beyond all balances', { type: 'COIN', amount: 2 ** 53 }],
    ['too much experience', { type: 'XP', amount: 1_000_000_001 }],
    ['money where items are meant', { type: 'ITEM', amount: 1 }],
    ['an item that is no name', { type: 'ITEM', item: 'a crown', quantity: 1 }],
    ['no item at all', { type: 'ITEM', item: 'golden-crown', quantity: 0 }],
    ['content without a name', { type: 'CONTENT_UNLOCK' }],
    ['a type nobody knows', { type: 'CASH', amount: 1 }],
    ['a field nobody knows', { type: 'COIN', amount: 1, userId: 7 }],
  ])('is refused with %s', (_, reward) => {
    expect(rewardSchema.safeParse(reward).success).toBe(false)
  })

  test('comes alone or with up to nineteen others', () => {
    const coin = { type: 'COIN', amount: 1 }
    expect([0, 1, 20, 21].map((length) => rewardsSchema.safeParse(Array(length).fill(coin)).success)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

test('rewards are added up by what they are', () => {
  const totals = totalOf([
    { type: 'COIN', amount: 5 },
    { type: 'COIN', amount: 7 },
    { type: 'XP', amount: 3 },
    { type: 'ITEM', item: 'streak-shield', quantity: 1 },
    { type: 'ITEM', item: 'streak-shield', quantity: 2 },
    { type: 'CONTENT_UNLOCK', content: 'gold-room' },
  ])
  expect(totals).toMatchObject({ coins: 12, gems: 0, tickets: 0, xp: 3 })
  expect([...totals.items]).toEqual([['streak-shield', 3]])
  expect([...totals.contents]).toEqual(['gold-room'])
})
