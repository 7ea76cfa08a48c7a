import type { FriendTerms } from '@casino-club/shared'

/** What is known when somebody signs up by a friend's code. */
export interface Inviting {
  readonly inviterAgeDays: number
  /** Whether the inviter may be offered anything now. */
  readonly inviterOpen: boolean
  /** Promises that stand: to this inviter today and in all, and to everybody. */
  readonly today: number
  readonly inAll: number
  readonly global: number
}

export interface Promised {
  readonly inviterCoins: number
  readonly friendCoins: number
}

const NOTHING: Promised = { inviterCoins: 0, friendCoins: 0 }

/** What an invitation is worth to both sides. Fixed at the sign-up, so that nothing is promised that is not given. */
export function promiseOf(terms: FriendTerms, it: Inviting): Promised {
  if (!terms.enabled || it.global >= terms.global) return NOTHING
  const forInviter =
    it.inviterOpen && it.inviterAgeDays >= terms.minInviterAgeDays && it.today < terms.perDay && it.inAll < terms.inAll
  return { inviterCoins: forInviter ? terms.inviterCoins : 0, friendCoins: terms.friendCoins }
}
