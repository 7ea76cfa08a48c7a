import {
  accept,
  type Item,
  type Refusal,
  type Result,
  type Reward,
  type RewardTotals,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type EventPosition, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { type GrantRefusal, grant, type Standing } from './grant.ts'
import { insertUnlocks } from './rewards.store.ts'

export interface RewardPayload {
  readonly rewards: readonly Reward[]
  /** Why, for the audit log. */
  readonly reason: string
  /** What the player reads beside it. */
  readonly note: string
}

const REWARDED = { account: 'house:rewards', reason: 'reward.granted' } as const

export interface RewardDetail extends RewardPayload {
  readonly totals: RewardTotals
  readonly before: Standing
  readonly after: Standing
}

export interface RewardDependencies {
  readonly catalogue: {
    find(id: string): Item | undefined
    expiryOf(id: string, nowMs: number): number | undefined
    /** Within a transaction: whether these items may still be granted. */
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal | undefined>
  }
  readonly bus: Bus
  /** Where it came from, for its event. */
  readonly source?: { readonly importId: string; readonly line: number }
  /** What whoever grants it writes in the same transaction; may throw `RefusedInTransaction`. */
  readonly beside: (tx: Queryable, detail: RewardDetail, at: EventPosition) => Promise<void>
}

/** Grants rewards, all of them or none: money, items, experience and content in one entry. */
export function rewardRule(deps: RewardDependencies): PersistingRule<RewardPayload, RewardDetail, Queryable> {
  const { catalogue, source } = deps
  return {
    type: 'reward.grant',
    decide({ player, payload, nowMs }): Result<Decision<RewardDetail>, GrantRefusal> {
      const totals = totalOf(payload.rewards)
      const unknown = [...totals.items.keys()].find((id) => catalogue.find(id)?.active !== true)
      if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
      const granted = grant(player, totals, { nowMs, catalogue, ...REWARDED })
      if (!granted.ok) return granted
      const { before, after, postings, items, state } = granted.value
      const { coins, gems, tickets, xp } = after
      return accept({
        event: { type: 'reward.granted', schemaVersion: 1 },
        postings,
        items,
        outcome: () => ({
          rewards: payload.rewards,
          note: payload.note,
          ...{ coins, gems, tickets, xp },
          xpGained: totals.xp,
          items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
          ...(source && { source }),
        }),
        ...(state && { state }),
        detail: { ...payload, totals, before, after },
      })
    },
    persist: (tx, detail, at) => persistReward(deps, tx, detail, at),
  }
}

/** The catalogue in memory may be a moment old: what was made inactive meanwhile is granted no more. */
async function persistReward(
  { catalogue, bus, beside }: RewardDependencies,
  tx: Queryable,
  detail: RewardDetail,
  at: EventPosition,
): Promise<void> {
  const refusal = await catalogue.refuseGrants(tx, [...detail.totals.items.keys()])
  if (refusal) throw new RefusedInTransaction(refusal)
  await insertUnlocks(tx, [...detail.totals.contents], at)
  await beside(tx, detail, at)
  const { rewards, note } = detail
  await bus.publish(tx, 'player', { userId: at.userId, version: at.seq, notice: { kind: 'reward', rewards, note } })
}
