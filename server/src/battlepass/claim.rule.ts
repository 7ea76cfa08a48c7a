import {
  accept,
  earnedPassClaims,
  listRewards,
  type PassClaim,
  passLevelOf,
  passRewardsOf,
  type Refusal,
  type Result,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, RefusedInTransaction } from '../player/index.ts'
import { grant, insertUnlocks } from '../rewards/index.ts'
import { closedTo } from '../safe-play/index.ts'
import { insertClaims, type PassStanding } from './own-pass.store.ts'

export type ClaimRefusal =
  | 'PAUSED'
  | 'SELF_EXCLUDED'
  | 'PASS_OVER'
  | 'NOT_FOUND'
  | 'PASS_LEVEL_LOCKED'
  | 'PASS_TRACK_LOCKED'
  | 'PASS_CLAIMED'
  | 'PASS_NOTHING_EARNED'
  | 'ITEM_UNKNOWN'
  | 'BALANCE_LIMIT'

/** One reward by its place, all that were earned, or all of them for a season that is over. */
export type ClaimAsked =
  | { readonly kind: 'one'; readonly claim: PassClaim }
  | { readonly kind: 'all' }
  | { readonly kind: 'end' }

export interface ClaimDependencies {
  readonly catalogue: {
    find(id: string): { readonly active: boolean } | undefined
    expiryOf(id: string, nowMs: number): number | undefined
    refuseGrants(tx: Queryable, ids: readonly string[]): Promise<Refusal | undefined>
  }
}

const PAID = { account: 'house:battlepass', reason: 'battlepass.claimed' } as const
const TYPES = { one: 'battlepass.claim', all: 'battlepass.claimAll', end: 'battlepass.end' } as const
const MEANWHILE = refuse('CONFLICT', 'some of this was taken meanwhile')

/** What a command would take of a standing, or why it takes nothing. */
function claimsOf(it: PassStanding, asked: ClaimAsked): Result<readonly PassClaim[], ClaimRefusal> {
  const { levels } = it.body
  if (asked.kind !== 'one') {
    const earned = earnedPassClaims(levels, it)
    return earned.length > 0 ? accept(earned) : refuse('PASS_NOTHING_EARNED', 'nothing waits to be taken')
  }
  const { level, track } = asked.claim
  if ((levels[level - 1]?.[track].length ?? 0) === 0) return refuse('NOT_FOUND', 'there is no such reward')
  if (it.claims.some((taken) => taken.level === level && taken.track === track)) {
    return refuse('PASS_CLAIMED', 'this reward was taken')
  }
  if (level > passLevelOf(levels, it.xp)) return refuse('PASS_LEVEL_LOCKED', 'this level is not reached')
  if (track === 'paid' && !it.paid) return refuse('PASS_TRACK_LOCKED', 'the paid track was not bought')
  return accept([asked.claim])
}

/**
 * Pays rewards of a season, each of them once. While it runs, its player asks for them; who has taken a pause or excluded
 * himself is drawn back by nothing. When it is over, the club hands out what is left, whoever he is: nothing earned is lost.
 */
export function claimRule(
  it: PassStanding,
  asked: ClaimAsked,
  { catalogue }: ClaimDependencies,
): PersistingRule<object, readonly PassClaim[], Queryable> {
  return {
    type: TYPES[asked.kind],
    decide({ player, nowMs }): Result<Decision<readonly PassClaim[]>, ClaimRefusal> {
      const atEnd = asked.kind === 'end'
      const closed = player.state.safe?.restrictions && closedTo(player.state.safe.restrictions, nowMs)
      if (closed && !atEnd) return closed
      if (nowMs >= it.endsAtMs !== atEnd) return refuse('PASS_OVER', 'the season is over')
      const claims = claimsOf(it, asked)
      if (!claims.ok) return claims
      const totals = totalOf(passRewardsOf(it.body.levels, claims.value))
      const unknown = [...totals.items.keys()].find((id) => catalogue.find(id)?.active !== true)
      if (unknown !== undefined) return refuse('ITEM_UNKNOWN', `the item ${unknown} is unknown or not active`)
      const granted = grant(player, totals, { nowMs, catalogue, ...PAID })
      if (!granted.ok) return granted
      const { after, postings, items, state } = granted.value
      const { coins, gems, tickets, xp } = after
      return accept({
        event: { type: 'battlepass.claimed', schemaVersion: 1 },
        postings,
        items,
        outcome: () => ({
          ...{ season: it.season, version: it.version, claims: claims.value, atEnd },
          ...{ rewards: listRewards(totals), coins, gems, tickets, xp, xpGained: totals.xp },
          items: items.map((item) => ({ ...item, expiresAtMs: item.expiresAtMs ?? null })),
        }),
        ...(state && { state }),
        detail: claims.value,
      })
    },
    async persist(tx, claims, at) {
      if ((await insertClaims(tx, it.season, claims, at)) < claims.length) {
        throw new RefusedInTransaction(
          asked.kind === 'one' ? refuse('PASS_CLAIMED', 'this reward was taken') : MEANWHILE,
        )
      }
      const totals = totalOf(passRewardsOf(it.body.levels, claims))
      const refusal = await catalogue.refuseGrants(tx, [...totals.items.keys()])
      if (refusal) throw new RefusedInTransaction(refusal)
      await insertUnlocks(tx, [...totals.contents], at)
    },
  }
}
