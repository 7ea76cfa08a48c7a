import {
  accept,
  type Balances,
  type Currency,
  type GrantedItem,
  type Item,
  MAX_AMOUNT,
  type Refusal,
  type Result,
  type Reward,
  type RewardTotals,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import {
  type Decision,
  type EventPosition,
  type PersistingRule,
  type PlayerSnapshot,
  RefusedInTransaction,
} from '../player/index.ts'
import { insertUnlocks } from './rewards.store.ts'

export interface RewardPayload {
  readonly rewards: readonly Reward[]
  /** Why, for the audit log. */
  readonly reason: string
  /** What the player reads beside it. */
  readonly note: string
}

/** A player's balances and experience as of a version. */
export interface Standing extends Balances {
  readonly xp: number
  readonly version: number
}

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

export type RewardRefusal = 'ITEM_UNKNOWN' | 'BALANCE_LIMIT'

const CURRENCIES = ['coins', 'gems', 'tickets'] as const satisfies Currency[]

const standingOf = ({ balances, state, version }: PlayerSnapshot): Standing => ({
  ...balances,
  xp: state.xp ?? 0,
  version,
})

function addTo(before: Standing, totals: RewardTotals): Result<Standing, 'BALANCE_LIMIT'> {
  const after = { ...before, version: before.version + 1 }
  for (const name of [...CURRENCIES, 'xp'] as const) {
    after[name] += totals[name]
    if (after[name] > MAX_AMOUNT) return refuse('BALANCE_LIMIT', `too many ${name}`)
  }
  return accept(after)
}

const postingOf = (currency: Currency, amount: number) => ({
  currency,
  amount,
  counterAccount: 'house:rewards' as const,
  reason: 'reward.granted',
})

/** Grants rewards, all of them or none: money, items, experience and content in one entry. */
export function rewardRule(deps: RewardDependencies): PersistingRule<RewardPayload, RewardDetail, Queryable> {
  const { catalogue, source } = deps
  return {
    type: 'reward.grant',
    decide({ player, payload, nowMs }): Result<Decision<RewardDetail>, RewardRefusal> {
      const totals = totalOf(payload.rewards)
      const unknown = [...totals.items.keys()].find((id) => catalogue.find(id)?.active !== true)
      if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
      const before = standingOf(player)
      const added = addTo(before, totals)
      if (!added.ok) return added
      const after = added.value
      const items = [...totals.items].map(([item, quantity]) =>
        stockOf(item, quantity, catalogue.expiryOf(item, nowMs)),
      )
      const { coins, gems, tickets, xp } = after
      return accept({
        event: { type: 'reward.granted', schemaVersion: 1 },
        postings: CURRENCIES.map((currency) => postingOf(currency, totals[currency])),
        items,
        outcome: () => ({
          rewards: payload.rewards,
          note: payload.note,
          ...{ coins, gems, tickets, xp },
          xpGained: totals.xp,
          items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
          ...(source && { source }),
        }),
        ...(totals.xp > 0 && { state: { ...player.state, xp } }),
        detail: { ...payload, totals, before, after },
      })
    },
    persist: (tx, detail, at) => persistReward(deps, tx, detail, at),
  }
}

const stockOf = (item: string, quantity: number, expiresAtMs: number | undefined): GrantedItem => ({
  item,
  quantity,
  ...(expiresAtMs !== undefined && { expiresAtMs }),
})

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
