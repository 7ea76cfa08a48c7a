import { accept, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import type { Policy } from './policies.ts'
import { closedTo, type SafeRefusal } from './refuse-play.ts'

const HOUR_MS = 3_600_000

export type RefillRefusal = 'SELF_EXCLUDED' | 'PAUSED' | 'COINS_LEFT' | 'REFILL_TOO_SOON'

export interface RefillDependencies {
  readonly policy: Policy
  /** The least stake in coins that any game takes now. */
  readonly smallestStake: () => number
  readonly hasOpenStakes: (tx: Queryable, userId: number) => Promise<boolean>
}

/** Who has fewer coins than this may be refilled. */
export const refillBelow = ({ policy, smallestStake }: Pick<RefillDependencies, 'policy' | 'smallestStake'>): number =>
  Math.min(smallestStake(), policy.refill.upToCoins)

/** Gives coins to a player who has too few for any bet, and none that is still open: out of coins is not the end. */
export function refillRule(deps: RefillDependencies): PersistingRule<object, undefined, Queryable> {
  const { upToCoins, everyHours } = deps.policy.refill
  return {
    type: 'wallet.refill',
    decide({ player: { balances, state }, nowMs }) {
      const closed = state.safe?.restrictions && closedTo(state.safe.restrictions, nowMs)
      if (closed) return closed as SafeRefusal<RefillRefusal>
      if (balances.coins >= refillBelow(deps)) return refuse('COINS_LEFT', 'there are coins for a bet')
      const nextAtMs = nextRefillAtMs(state.safe?.refilledAtMs, everyHours)
      if (nowMs < nextAtMs) {
        return { ...refuse('REFILL_TOO_SOON', 'a refill comes once in a while'), retryAfterMs: nextAtMs - nowMs }
      }
      const amount = upToCoins - balances.coins
      return accept({
        event: { type: 'wallet.refilled', schemaVersion: 1 },
        postings: [{ currency: 'coins', amount, counterAccount: 'house:refill', reason: 'refill' }],
        outcome: ({ coins }) => ({ amount, coins }),
        state: { ...state, safe: { ...state.safe, refilledAtMs: nowMs } },
        detail: undefined,
      } satisfies Decision)
    },
    async persist(tx, _, { userId }) {
      if (await deps.hasOpenStakes(tx, userId)) throw new RefusedInTransaction(refuse('STAKE_OPEN', 'a stake is open'))
    },
  }
}

/** When the next refill may come; 0: there was none. */
export const nextRefillAtMs = (refilledAtMs: number | undefined, everyHours: number): number =>
  refilledAtMs === undefined ? 0 : refilledAtMs + everyHours * HOUR_MS
