import { accept, type Refusal, type Result, refuse, totalOf } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { grant, insertUnlocks } from '../rewards/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { settleClaim, type Unlocked } from './own-achievements.store.ts'

export interface ClaimDependencies {
  readonly catalogue: {
    find(id: string): { readonly active: boolean } | undefined
    expiryOf(id: string, nowMs: number): number | undefined
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal | undefined>
  }
}

export type ClaimRefusal = 'PAUSED' | 'SELF_EXCLUDED' | 'ACHIEVEMENT_CLAIMED' | 'ITEM_UNKNOWN' | 'BALANCE_LIMIT'

const PAID = { account: 'house:achievements', reason: 'achievement.claimed' } as const
const CLAIMED = refuse('ACHIEVEMENT_CLAIMED', 'the rewards of this achievement were taken')

/** Pays the rewards of an achievement that its player has, once; whenever he asks, for it is his. */
export function claimRule(
  it: Unlocked,
  { catalogue }: ClaimDependencies,
): PersistingRule<object, undefined, Queryable> {
  const { achievement, version, began } = it
  const { rewards } = it.body
  const totals = totalOf(rewards)
  return {
    type: 'achievement.claim',
    decide({ player, nowMs }): Result<Decision, ClaimRefusal> {
      const closed = player.state.safe?.restrictions && closedTo(player.state.safe.restrictions, nowMs)
      if (closed) return closed
      if (it.claimed) return CLAIMED
      const unknown = [...totals.items.keys()].find((id) => catalogue.find(id)?.active !== true)
      if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
      const granted = grant(player, totals, { nowMs, catalogue, ...PAID })
      if (!granted.ok) return granted
      const { after, postings, items, state } = granted.value
      const { coins, gems, tickets, xp } = after
      return accept({
        event: { type: 'achievement.claimed', schemaVersion: 1 },
        postings,
        items,
        outcome: () => ({
          ...{ achievement, version, began, rewards, coins, gems, tickets, xp, xpGained: totals.xp },
          items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
        }),
        ...(state && { state }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (!(await settleClaim(tx, it, at))) throw new RefusedInTransaction(CLAIMED)
      const refusal = await catalogue.refuseGrants(tx, [...totals.items.keys()])
      if (refusal) throw new RefusedInTransaction(refusal)
      await insertUnlocks(tx, [...totals.contents], at)
    },
  }
}
