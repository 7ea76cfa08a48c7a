import { accept, type Result, refuse } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { insertTrack, type PassStanding } from './own-pass.store.ts'

export interface BuyPayload {
  readonly season: string
  /** What the player was shown. */
  readonly priceGems: number
}

/** Beside what the guard refuses: pauses, exclusions, limits. */
export type BuyRefusal = 'PASS_OVER' | 'PASS_OWNED' | 'PRICE_CHANGED' | 'INSUFFICIENT_FUNDS'

/** Buys the paid track of a season for gems: they go and it is there in one entry. Gems are no money of a spending limit. */
export function buyRule(it: PassStanding): PersistingRule<BuyPayload, undefined, Queryable> {
  const { season, version, body } = it
  const { priceGems } = body
  return {
    type: 'battlepass.buy',
    asks: () => ({ kind: 'spend', won: 0 }),
    decide({ player, payload, nowMs }): Result<Decision, BuyRefusal> {
      if (nowMs >= it.endsAtMs) return refuse('PASS_OVER', 'the season is over')
      if (it.paid) return refuse('PASS_OWNED', 'the paid track was bought')
      if (payload.priceGems !== priceGems) return refuse('PRICE_CHANGED', `the paid track costs ${priceGems} gems`)
      if (player.balances.gems < priceGems) return refuse('INSUFFICIENT_FUNDS', 'not enough gems')
      return accept({
        event: { type: 'battlepass.bought', schemaVersion: 1 },
        postings: [
          { currency: 'gems', amount: -priceGems, counterAccount: 'house:battlepass', reason: 'battlepass.bought' },
        ],
        flow: { kind: 'spend', won: 0 },
        outcome: ({ gems }) => ({ season, version, priceGems, gems }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (!(await insertTrack(tx, season, priceGems, at))) {
        throw new RefusedInTransaction(refuse('PASS_OWNED', 'the paid track was bought'))
      }
    },
  }
}
