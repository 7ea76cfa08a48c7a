import {
  accept,
  type Balances,
  type Currency,
  type GrantedItem,
  MAX_AMOUNT,
  type Result,
  type Reward,
  type RewardTotals,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { HouseAccount, PlayerSnapshot, PlayerState, Posting } from '../player/index.ts'

/** A player's balances and experience as of a version. */
export interface Standing extends Balances {
  readonly xp: number
  readonly version: number
}

export type GrantRefusal = 'ITEM_UNKNOWN' | 'BALANCE_LIMIT'

export interface GrantTerms {
  readonly nowMs: number
  readonly catalogue: { expiryOf(id: string, nowMs: number): number | undefined }
  /** Whose money it is, and why, as the ledger says it. */
  readonly account: HouseAccount
  readonly reason: string
}

/** What a grant comes to, in the terms of a decision. */
export interface Grant {
  readonly before: Standing
  readonly after: Standing
  readonly postings: readonly Posting[]
  readonly items: readonly GrantedItem[]
  /** Absent where it stays as it is. */
  readonly state?: PlayerState
}

const CURRENCIES = ['coins', 'gems', 'tickets'] as const satisfies Currency[]

const standingOf = ({ balances, state, version }: PlayerSnapshot): Standing => ({
  ...balances,
  xp: state.xp ?? 0,
  version,
})

const stockOf = (item: string, quantity: number, expiresAtMs: number | undefined): GrantedItem => ({
  item,
  quantity,
  ...(expiresAtMs !== undefined && { expiresAtMs }),
})

/** Adds rewards to what a player has, all of them or none; refused when a balance would be too large. */
export function grant(
  player: PlayerSnapshot,
  totals: RewardTotals,
  { nowMs, catalogue, account, reason }: GrantTerms,
): Result<Grant, 'BALANCE_LIMIT'> {
  const before = standingOf(player)
  const after = { ...before, version: before.version + 1 }
  for (const name of [...CURRENCIES, 'xp'] as const) {
    after[name] += totals[name]
    if (after[name] > MAX_AMOUNT) return refuse('BALANCE_LIMIT', `too many ${name}`)
  }
  const postingOf = (currency: Currency) => ({ currency, amount: totals[currency], counterAccount: account, reason })
  return accept({
    before,
    after,
    postings: CURRENCIES.map(postingOf),
    items: [...totals.items].map(([item, quantity]) => stockOf(item, quantity, catalogue.expiryOf(item, nowMs))),
    ...(totals.xp > 0 && { state: { ...player.state, xp: after.xp } }),
  })
}

/** The part of an event that says what was granted, and what its player has now. */
export const grantedFields = ({ after: { coins, gems, tickets, xp }, items }: Grant, rewards: readonly Reward[]) => ({
  rewards,
  ...{ coins, gems, tickets, xp },
  xpGained: totalOf(rewards).xp,
  items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
})
