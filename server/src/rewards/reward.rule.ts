import { accept, type Result, type Reward } from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { Decision, EventPosition, PersistingRule } from '../player/index.ts'
import type { GrantRefusal, Standing } from './grant.ts'
import { type PayDependencies, payRewards, persistRewards } from './pay-rewards.ts'

export interface RewardPayload {
  readonly rewards: readonly Reward[]
  /** Why, for the audit log. */
  readonly reason: string
  /** What the player reads beside it. */
  readonly note: string
}

export interface RewardDetail extends RewardPayload {
  readonly before: Standing
  readonly after: Standing
}

export interface RewardDependencies extends PayDependencies {
  readonly bus: Bus
  /** Where it came from, for its event. */
  readonly source?: { readonly importId: string; readonly line: number }
  /** What whoever grants it writes in the same transaction; may throw `RefusedInTransaction`. */
  readonly beside: (tx: Queryable, detail: RewardDetail, at: EventPosition) => Promise<void>
}

/** Grants rewards, all of them or none: money, items, experience and content in one entry. */
export function rewardRule(deps: RewardDependencies): PersistingRule<RewardPayload, RewardDetail, Queryable> {
  const { catalogue, source, bus, beside } = deps
  return {
    type: 'reward.grant',
    decide({ player, payload, nowMs }): Result<Decision<RewardDetail>, GrantRefusal> {
      const terms = { nowMs, catalogue, account: 'house:rewards', reason: 'reward.granted' } as const
      const paid = payRewards(player, payload.rewards, terms)
      if (!paid.ok) return paid
      const { before, after, parts, told } = paid.value
      return accept({
        ...parts,
        outcome: () => ({ ...told, note: payload.note, ...(source && { source }) }),
        detail: { ...payload, before, after },
      })
    },
    async persist(tx, detail, at) {
      const { rewards, note } = detail
      await persistRewards(tx, deps, rewards, at)
      await beside(tx, detail, at)
      await bus.publish(tx, 'player', { userId: at.userId, version: at.seq, notice: { kind: 'reward', rewards, note } })
    },
  }
}
