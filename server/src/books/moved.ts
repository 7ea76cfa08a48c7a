import {
  type AchievementClaimed,
  type Balances,
  type FriendRewarded,
  type FriendTakenBack,
  type InventoryExpired,
  type InventoryUsed,
  type MergeMoved,
  type MissionClaimed,
  type PassBought,
  type PassClaimed,
  PURCHASE_EVENTS,
  type PurchaseGranted,
  type PurchaseRefunded,
  type RewardOutcome,
  SHIELD_ITEM,
  type StreakTicked,
  type TutorialCompleted,
  totalOf,
  type ZoneRewarded,
} from '@casino-club/shared'

/** What an event says it moved; the rows beside it must say the same. */
export interface Moved {
  /** Into (or, negative, out of) the inventory, by item. */
  readonly items: Readonly<Record<string, number>>
  /** To the player, by currency. */
  readonly money: Balances
  readonly xp: number
  /** What it contradicts itself in. */
  readonly why?: string
}

const NO_MONEY: Balances = { coins: 0, gems: 0, tickets: 0 }

function taken(stocks: readonly { item: string; quantity: number }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { item, quantity } of stocks) sums[item] = (sums[item] ?? 0) - quantity
  return sums
}

function rewarded({ rewards, xpGained }: RewardOutcome | MissionClaimed | PassClaimed | AchievementClaimed): Moved {
  const { coins, gems, tickets, xp, items } = totalOf(rewards)
  const why = xp === xpGained ? {} : { why: 'its experience is not that of its rewards' }
  return { items: Object.fromEntries(items), money: { coins, gems, tickets }, xp, ...why }
}

/** What was bought for gems took them along. */
function bought({ rewards, xpGained, currency, amount }: PurchaseGranted): Moved {
  const { coins, gems, tickets, xp, items } = totalOf(rewards)
  const why = xp === xpGained ? {} : { why: 'its experience is not that of its contents' }
  const paid = currency === 'GEMS' ? amount : 0
  return { items: Object.fromEntries(items), money: { coins, gems: gems - paid, tickets }, xp, ...why }
}

const refunded = ({ taken: { coins, gems, tickets } }: PurchaseRefunded): Moved => ({
  items: {},
  money: { coins: -coins, gems: -gems, tickets: -tickets },
  xp: 0,
})

const nothing = (): Moved => ({ items: {}, money: NO_MONEY, xp: 0 })

const used = (outcome: InventoryUsed): Moved => ({
  items: taken([outcome]),
  money: { ...NO_MONEY, [outcome.effect.currency]: outcome.effect.amount },
  xp: 0,
})

const expired = ({ items }: InventoryExpired): Moved => ({ items: taken(items), money: NO_MONEY, xp: 0 })

const negative = (sums: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, -amount]))

const mergedOut = ({ moved: { coins, gems, tickets, xp, items } }: { moved: MergeMoved }): Moved => ({
  items: taken(items),
  money: { coins: -coins, gems: -gems, tickets: -tickets },
  xp: -xp,
})

const mergedIn = ({ moved: { coins, gems, tickets, xp, items } }: { moved: MergeMoved }): Moved => ({
  items: negative(taken(items)),
  money: { coins, gems, tickets },
  xp,
})

/** A shield for each day that was saved. */
const ticked = ({ shieldedDays, reward: { coins, gems } }: StreakTicked): Moved => ({
  items: taken(shieldedDays.map(() => ({ item: SHIELD_ITEM, quantity: 1 }))),
  money: { ...NO_MONEY, coins, gems },
  xp: 0,
})

const MOVES: Readonly<Record<string, (outcome: never) => Moved>> = {
  'reward.granted': rewarded,
  'mission.claimed': rewarded,
  'battlepass.claimed': rewarded,
  'achievement.claimed': rewarded,
  'battlepass.bought': ({ priceGems }: PassBought) => ({ items: {}, money: { ...NO_MONEY, gems: -priceGems }, xp: 0 }),
  [PURCHASE_EVENTS.reserved]: nothing,
  [PURCHASE_EVENTS.released]: nothing,
  [PURCHASE_EVENTS.granted]: bought,
  [PURCHASE_EVENTS.refunded]: refunded,
  'inventory.used': used,
  'inventory.expired': expired,
  'tutorial.completed': ({ amount }: TutorialCompleted) => ({
    items: {},
    money: { ...NO_MONEY, coins: amount },
    xp: 0,
  }),
  'board.zoneRewarded': ({ amount }: ZoneRewarded) => ({ items: {}, money: { ...NO_MONEY, coins: amount }, xp: 0 }),
  'friend.rewarded': ({ amount }: FriendRewarded) => ({ items: {}, money: { ...NO_MONEY, coins: amount }, xp: 0 }),
  'friend.takenBack': ({ taken: back }: FriendTakenBack) => ({
    items: {},
    money: { ...NO_MONEY, coins: 0 - back },
    xp: 0,
  }),
  'streak.ticked': ticked,
  'account.mergedOut': mergedOut,
  'account.mergedIn': mergedIn,
}

/** What an event of this type, whose payload fits its schema, must have moved; undefined: no items and no experience. */
export function movedBy(type: string, outcome: unknown): Moved | undefined {
  return Object.hasOwn(MOVES, type) ? MOVES[type]?.(outcome as never) : undefined
}
