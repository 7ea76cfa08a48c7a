import { MAX_AMOUNT, NO_RESTRICTIONS, type Restrictions } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { policyOf } from '../safe-play/index.ts'
import { anAccount } from './merge.fixture.ts'
import type { MergeAccount, MergeRefusal } from './merge.types.ts'
import { planMerge } from './plan-merge.ts'

const NOON_MS = Date.UTC(2026, 0, 14, 3)
const DAY_MS = 86_400_000
const FROM = { userId: 9, siteId: 'mina2' }

const plan = (from: Partial<MergeAccount>, into: Partial<MergeAccount> = {}) =>
  planMerge(anAccount({ ...FROM, ...from }), anAccount(into), { nowMs: NOON_MS, policy: policyOf('default') })
const held = (restrictions: Partial<Restrictions>) => ({
  safe: { restrictions: { ...NO_RESTRICTIONS, ...restrictions } },
})

type Case = readonly [from: Partial<MergeAccount>, into?: Partial<MergeAccount>]

const refusals = {
  ACCOUNT_MERGED: [[{ mergedInto: 3 }], [{}, { mergedInto: 3 }]],
  NOT_FOUND: [[{ erased: true, leaving: true }], [{}, { erased: true, leaving: true }]],
  DELETION_PENDING: [[{ leaving: true }], [{}, { leaving: true }]],
  BANNED: [[{ banned: true }], [{}, { banned: true }]],
  FRAUD_BLOCK: [[{ suspected: true }], [{}, { suspected: true }]],
  STAKE_OPEN: [[{ openStakes: true }], [{}, { openStakes: true }]],
  PURCHASE_OPEN: [[{ openPurchases: true }], [{}, { openPurchases: true }]],
  SELF_EXCLUDED: [
    [held({ exclusion: { sinceMs: 0, untilMs: null } })],
    // Over, and the return is not confirmed.
    [held({ exclusion: { sinceMs: 0, untilMs: NOON_MS - DAY_MS } })],
    // Also where the other one is just as closed: which of both goes on is the player's to say.
    [held({ exclusion: { sinceMs: 0, untilMs: null } }), held({ exclusion: { sinceMs: 0, untilMs: null } })],
  ],
  PAUSED: [[held({ pausedUntilMs: NOON_MS + 1 })]],
  MERGE_LOOSENS: [
    [held({ limits: { 'lossCoins.day': 100 } })],
    [held({ limits: { 'lossCoins.day': 100 } }), held({ limits: { 'lossCoins.day': 101 } })],
    [held({ limits: { 'lossCoins.day': 100 } }), held({ limits: { 'lossCoins.week': 100 } })],
    [held({ realityCheckMinutes: 15 }), held({ realityCheckMinutes: 30 })],
    // Strict enough today; looser once what he asked for is confirmed.
    [
      held({ limits: { 'lossCoins.day': 100 } }),
      held({
        limits: { 'lossCoins.day': 50 },
        pending: [{ limit: 'lossCoins.day', value: null, askedAtMs: NOON_MS - DAY_MS }],
      }),
    ],
  ],
  BALANCE_LIMIT: [
    [{}, { balances: { coins: MAX_AMOUNT, gems: 0, tickets: 0 } }],
    [{ balances: { coins: 0, gems: 1, tickets: 0 } }, { balances: { coins: 0, gems: MAX_AMOUNT, tickets: 0 } }],
    [{ xp: 1 }, { xp: MAX_AMOUNT }],
  ],
  ITEM_LIMIT: [
    [{ stocks: [{ item: 'crown', quantity: 2 ** 31, expiresAtMs: null }] }],
    [
      { stocks: [{ item: 'crown', quantity: 1, expiresAtMs: 5 }] },
      { stocks: [{ item: 'crown', quantity: MAX_AMOUNT, expiresAtMs: 5 }] },
    ],
  ],
} satisfies Record<MergeRefusal, readonly Case[]>

describe('a merge', () => {
  test.each(Object.entries(refusals))('is refused: %s', (reason, cases: readonly Case[]) => {
    for (const [from, into] of cases) {
      expect(plan(from, into).refusals.map((refusal) => refusal.reason)).toEqual([reason])
    }
  })

  test('tells all that stands against it, the gravest first, and whose account it is about', () => {
    const { refusals: all } = plan({ openStakes: true, ...held({ pausedUntilMs: NOON_MS + 1 }) }, { banned: true })
    expect(all).toMatchObject([
      { reason: 'BANNED', userId: 7 },
      { reason: 'STAKE_OPEN', userId: 9 },
      { reason: 'PAUSED', userId: 9 },
    ])
  })

  test.each<[string, Case]>([
    ['an account that is closed to play itself', [{}, held({ exclusion: { sinceMs: 0, untilMs: null } })]],
    ['a stricter account', [held({ limits: { 'lossCoins.day': 100 } }), held({ limits: { 'lossCoins.day': 99 } })]],
    ['an account after a pause', [held({ pausedUntilMs: NOON_MS })]],
    [
      'an account whose wish is forgotten',
      [
        held({ limits: { 'lossCoins.day': 100 } }),
        held({
          limits: { 'lossCoins.day': 100 },
          pending: [{ limit: 'lossCoins.day', value: null, askedAtMs: NOON_MS - 8 * DAY_MS }],
        }),
      ],
    ],
  ])('goes into %s', (_, [from, into]) => {
    expect(plan(from, into).refusals).toEqual([])
  })

  test('moves balances, experience, stocks with their end, and what was not unlocked before', () => {
    const stocks = [
      { item: 'crown', quantity: 2, expiresAtMs: 5 },
      { item: 'crown', quantity: 1, expiresAtMs: null },
    ]
    const { moved, usage } = plan({ stocks, contents: ['gold-room', 'tower'] }, { contents: ['tower'] })
    expect(moved).toEqual({ coins: 10_000, gems: 100, tickets: 3, xp: 40, items: stocks, contents: ['gold-room'] })
    expect(usage).toBeNull()
  })
})
