import { z } from 'zod'
import { itemIdSchema } from '../items/item.ts'
import { type Currency, MAX_AMOUNT } from '../money.ts'

export const REWARD_TYPES = ['COIN', 'GEM', 'TICKET', 'ITEM', 'XP', 'CONTENT_UNLOCK'] as const
export const rewardTypeSchema = z.enum(REWARD_TYPES)
export type RewardType = (typeof REWARD_TYPES)[number]

/** The currency that a reward of money is in. */
export const REWARD_CURRENCY = { COIN: 'coins', GEM: 'gems', TICKET: 'tickets' } as const satisfies Partial<
  Record<RewardType, Currency>
>

const MAX_XP = 1_000_000_000
const MAX_QUANTITY = 1_000_000
const MAX_REWARDS = 20

/** Something a player can be shown or let into besides what everybody may. */
export const contentIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

const money = z.number().int().min(1).max(MAX_AMOUNT)
export const rewardSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('COIN'), amount: money }),
  z.strictObject({ type: z.literal('GEM'), amount: money }),
  z.strictObject({ type: z.literal('TICKET'), amount: money }),
  z.strictObject({ type: z.literal('XP'), amount: z.number().int().min(1).max(MAX_XP) }),
  z.strictObject({
    type: z.literal('ITEM'),
    item: itemIdSchema,
    quantity: z.number().int().min(1).max(MAX_QUANTITY),
  }),
  z.strictObject({ type: z.literal('CONTENT_UNLOCK'), content: contentIdSchema }),
])
export type Reward = z.infer<typeof rewardSchema>
export const rewardsSchema = z.array(rewardSchema).min(1).max(MAX_REWARDS)

/** What rewards come to together. */
export interface RewardTotals {
  readonly coins: number
  readonly gems: number
  readonly tickets: number
  readonly xp: number
  /** By item, in the order in which they are named first. */
  readonly items: ReadonlyMap<string, number>
  readonly contents: ReadonlySet<string>
}

/** Adds rewards up; sums beyond safe integers are the caller's to refuse. */
export function totalOf(rewards: readonly Reward[]): RewardTotals {
  const sum = { coins: 0, gems: 0, tickets: 0, xp: 0 }
  const items = new Map<string, number>()
  const contents = new Set<string>()
  for (const reward of rewards) {
    if (reward.type === 'ITEM') items.set(reward.item, (items.get(reward.item) ?? 0) + reward.quantity)
    else if (reward.type === 'CONTENT_UNLOCK') contents.add(reward.content)
    else if (reward.type === 'XP') sum.xp += reward.amount
    else sum[REWARD_CURRENCY[reward.type]] += reward.amount
  }
  return { ...sum, items, contents }
}
