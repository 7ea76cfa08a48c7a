import { accept, type Reason, type Refusal, type Result, type Reward, refuse, totalOf } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import {
  type Decision,
  type EventPosition,
  type PersistingRule,
  type PlayerSnapshot,
  RefusedInTransaction,
} from '../player/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { type Grant, type GrantRefusal, type GrantTerms, grant, grantedFields } from './grant.ts'
import { insertUnlocks } from './rewards.store.ts'

/** The events that pay rewards; each is also the reason of its ledger lines. */
export const REWARD_EVENTS = ['reward.granted', 'mission.claimed', 'achievement.claimed', 'battlepass.claimed'] as const
type RewardEvent = (typeof REWARD_EVENTS)[number]

/** What paying rewards needs of the items. */
export interface PayDependencies {
  readonly catalogue: GrantTerms['catalogue'] & {
    find(id: string): { readonly active: boolean } | undefined
    /** Within a transaction: whether these items may still be granted. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal | undefined>
  }
}

type Terms = PayDependencies & Omit<GrantTerms, 'catalogue' | 'reason'> & { readonly reason: RewardEvent }

/** Rewards as parts of a decision, and what its outcome tells of them. */
export interface Payment extends Pick<Grant, 'before' | 'after'> {
  readonly parts: Pick<Decision, 'event' | 'postings' | 'items' | 'state'>
  readonly told: Record<string, unknown>
}

/** Pays rewards by an event that is named as the ledger's reason: all of them or none. */
export function payRewards(
  player: PlayerSnapshot,
  rewards: readonly Reward[],
  terms: Terms,
): Result<Payment, GrantRefusal> {
  const totals = totalOf(rewards)
  const unknown = [...totals.items.keys()].find((id) => terms.catalogue.find(id)?.active !== true)
  if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
  const granted = grant(player, totals, terms)
  if (!granted.ok) return granted
  const { before, after, postings, items, state } = granted.value
  const event = { type: terms.reason, schemaVersion: 1 }
  return accept({
    ...{ before, after },
    parts: { event, postings, items, ...(state && { state }) },
    told: grantedFields(granted.value, rewards),
  })
}

/** In the transaction of a payment. The catalogue in memory may be a moment old: what is inactive by now is granted no more. */
export async function persistRewards(
  tx: Queryable,
  { catalogue }: PayDependencies,
  rewards: readonly Reward[],
  at: EventPosition,
): Promise<void> {
  const { items, contents } = totalOf(rewards)
  const refusal = await catalogue.refuseGrants(tx, [...items.keys()])
  if (refusal) throw new RefusedInTransaction(refusal)
  await insertUnlocks(tx, [...contents], at)
}

/** What is to be paid, what the outcome tells beside it, and what `settle` writes. */
export interface Owed<Taken> {
  readonly rewards: readonly Reward[]
  readonly outcome: Record<string, unknown>
  readonly taken: Taken
}

export type ClosedRefusal = 'PAUSED' | 'SELF_EXCLUDED'

/** Rewards that wait for their player: what is his now, and how it is written down that he has it. */
export interface RewardClaim<Payload, Taken> extends Pick<Terms, 'account' | 'reason'> {
  readonly type: string
  /** The club hands it out by itself, also to who has paused or excluded himself: nothing draws him back. */
  readonly handedOut?: boolean
  owed(payload: Payload, nowMs: number): Result<Owed<Taken>, Reason>
  /** In the transaction of the payment: why it cannot be taken after all, such as that it was taken meanwhile. */
  settle(tx: Queryable, taken: Taken, at: EventPosition): Promise<Refusal | undefined>
}

/** Pays what a player claims, once. It draws nobody back who has taken a pause or excluded himself. */
export function rewardClaimRule<Payload, Taken>(
  { type, account, reason, handedOut, owed, settle }: RewardClaim<Payload, Taken>,
  { catalogue }: PayDependencies,
): PersistingRule<Payload, Owed<Taken>, Queryable> {
  return {
    type,
    decide({ player, payload, nowMs }): Result<Decision<Owed<Taken>>> {
      const closed = player.state.safe?.restrictions && closedTo(player.state.safe.restrictions, nowMs)
      if (closed && !handedOut) return closed
      const due = owed(payload, nowMs)
      if (!due.ok) return due
      const { rewards, outcome } = due.value
      const paid = payRewards(player, rewards, { nowMs, catalogue, account, reason })
      if (!paid.ok) return paid
      const { parts, told } = paid.value
      return accept({ ...parts, outcome: () => ({ ...outcome, ...told }), detail: due.value })
    },
    async persist(tx, { rewards, taken }, at) {
      const refusal = await settle(tx, taken, at)
      if (refusal) throw new RefusedInTransaction(refusal)
      await persistRewards(tx, { catalogue }, rewards, at)
    },
  }
}
