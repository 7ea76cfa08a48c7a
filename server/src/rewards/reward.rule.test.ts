import { type Item, MAX_AMOUNT, type Reward } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { buildEntry } from '../player/index.ts'
import { aPlayer, COMMAND_ID, NOON_MS } from '../player/player.fixture.ts'
import type { GrantRefusal } from './grant.ts'
import { rewardRule } from './reward.rule.ts'

const LATER_MS = NOON_MS + 86_400_000
const items: Record<string, Partial<Item>> = { crown: { active: true }, melted: { active: false } }
const rule = rewardRule({
  catalogue: {
    find: (id) => items[id] as Item | undefined,
    expiryOf: (id) => (id === 'crown' ? LATER_MS : undefined),
    refuseGrants: async () => undefined,
  },
  bus: undefined as never,
  beside: async () => undefined,
})

/** Decides a grant and works out what it leads to, without writing it. */
function grant(rewards: Reward[], player = aPlayer({ state: { games: {}, xp: 40 } })) {
  const payload = { rewards, reason: 'for a test', note: 'enjoy' }
  const draw = () => {
    throw new Error('a reward draws nothing')
  }
  const decision = rule.decide({ player, payload, nowMs: NOON_MS, draw })
  return decision.ok
    ? buildEntry(player, rule.type, { commandId: COMMAND_ID, payload }, decision.value, NOON_MS)
    : decision
}

const refusals = {
  ITEM_UNKNOWN: [
    [{ type: 'ITEM', item: 'nothing', quantity: 1 }],
    [
      { type: 'COIN', amount: 1 },
      { type: 'ITEM', item: 'melted', quantity: 1 },
    ],
  ],
  BALANCE_LIMIT: [
    [{ type: 'COIN', amount: MAX_AMOUNT }],
    [
      { type: 'GEM', amount: MAX_AMOUNT - 100 },
      { type: 'GEM', amount: 1 },
    ],
  ],
} satisfies Record<GrantRefusal, Reward[][]>

describe('rewards', () => {
  test.each(Object.entries(refusals))('are refused: %s', (reason, cases) => {
    for (const rewards of cases) expect(grant(rewards as Reward[])).toMatchObject({ ok: false, reason })
  })

  test('are one entry: a transfer for each currency, items with their end, experience', () => {
    const result = grant([
      { type: 'COIN', amount: 5 },
      { type: 'COIN', amount: 7 },
      { type: 'XP', amount: 2 },
      { type: 'ITEM', item: 'crown', quantity: 3 },
      { type: 'CONTENT_UNLOCK', content: 'gold-room' },
    ])
    if (!result.ok) throw new Error(result.message)
    const { entry, answer } = result.value
    const line = { counterAccount: 'house:rewards', reason: 'reward.granted' }
    expect(entry.lines).toMatchObject([{ currency: 'coins', amount: 12, ...line }])
    expect(entry.items).toEqual([{ item: 'crown', quantity: 3, expiresAtMs: LATER_MS }])
    expect(entry.state).toEqual({ games: {}, xp: 42 })
    expect(answer).toMatchObject({ coins: 10_012, xp: 42, xpGained: 2, note: 'enjoy' })
  })

  test('without experience leave what the games keep alone', () => {
    const result = grant([{ type: 'TICKET', amount: 1 }], aPlayer({ state: { games: { slot: { streak: 2 } } } }))
    expect(result).toMatchObject({ value: { entry: { state: { games: { slot: { streak: 2 } } } } } })
  })
})
