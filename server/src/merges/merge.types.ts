import type { Balances, MergeMoved, Rank, Refusal, SafeState, Usage } from '@casino-club/shared'

/** An account as it stands, all of it read at one moment. */
export interface MergeAccount {
  readonly userId: number
  readonly siteId: string
  readonly nickname: string
  readonly rank: Rank
  readonly createdAt: Date
  readonly version: number
  readonly balances: Balances
  readonly xp: number
  readonly safe: SafeState | undefined
  /** Where it was merged to before; null: it was not. */
  readonly mergedInto: number | null
  readonly stocks: MergeMoved['items']
  /** Unlocked content, in order. */
  readonly contents: readonly string[]
  /** Sessions that a merge would end. */
  readonly sessions: number
  readonly openStakes: boolean
  /** A purchase or a refund is under way. */
  readonly openPurchases: boolean
  readonly banned: boolean
  /** His purchases are looked at, or stopped. */
  readonly suspected: boolean
  /** To be deleted, in its days of grace. */
  readonly leaving: boolean
  readonly erased: boolean
}

export type MergeRefusal =
  | 'ACCOUNT_MERGED'
  | 'NOT_FOUND'
  | 'DELETION_PENDING'
  | 'BANNED'
  | 'FRAUD_BLOCK'
  | 'STAKE_OPEN'
  | 'PURCHASE_OPEN'
  | 'SELF_EXCLUDED'
  | 'PAUSED'
  | 'MERGE_LOOSENS'
  | 'BALANCE_LIMIT'
  | 'ITEM_LIMIT'

/** A refusal, and whose account it is about. */
export type AccountRefusal = Refusal<MergeRefusal | 'CONFLICT'> & { readonly userId: number }

/** What a merge of two accounts as they stand comes to. */
export interface MergePlan {
  readonly from: MergeAccount
  readonly into: MergeAccount
  readonly moved: MergeMoved
  /** What the source has used of the open windows; null: nothing. */
  readonly usage: Usage['windows'] | null
  /** Why it may not be, the first in precedence first. */
  readonly refusals: readonly AccountRefusal[]
}

/** What both commands of a merge are asked for with: the same request under the same id is the same merge. */
export interface MergePayload {
  readonly fromUserId: number
  readonly intoUserId: number
  readonly reason: string
  readonly expectedFromVersion: number
  readonly expectedVersion: number
}
