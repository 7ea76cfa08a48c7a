import type { MergeAccount } from './merge.types.ts'

/** An account of whom only what matters to the test need be said. */
export function anAccount(overrides: Partial<MergeAccount> = {}): MergeAccount {
  return {
    userId: 7,
    siteId: 'mina',
    nickname: 'Mina',
    rank: 'STANDARD',
    createdAt: new Date(0),
    version: 3,
    balances: { coins: 10_000, gems: 100, tickets: 3 },
    xp: 40,
    safe: undefined,
    mergedInto: null,
    stocks: [],
    contents: [],
    sessions: 1,
    openStakes: false,
    openPurchases: false,
    banned: false,
    suspected: false,
    leaving: false,
    erased: false,
    ...overrides,
  }
}
