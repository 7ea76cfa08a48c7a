import { type Currency, type Item, type Reward, totalOf } from '@casino-club/shared'

type Money = Record<Currency, number>

/** What items come to when they are used. */
export function itemsWorth(
  rewards: readonly Reward[],
  find: (id: string) => Pick<Item, 'useEffect'> | undefined,
): Money {
  const worth = { coins: 0, gems: 0, tickets: 0 }
  for (const [id, quantity] of totalOf(rewards).items) {
    const effect = find(id)?.useEffect
    if (effect) worth[effect.currency] += effect.amount * quantity
  }
  return worth
}

/** What rewards come to in money: given at once, and by the items that can be turned into it. */
export function worthOf(rewards: readonly Reward[], find: (id: string) => Pick<Item, 'useEffect'> | undefined): Money {
  const { coins, gems, tickets } = totalOf(rewards)
  const inItems = itemsWorth(rewards, find)
  return { coins: coins + inItems.coins, gems: gems + inItems.gems, tickets: tickets + inItems.tickets }
}
