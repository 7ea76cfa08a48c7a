import {
  accept,
  earnedPassClaims,
  listRewards,
  type PassClaim,
  passLevelOf,
  passRewardsOf,
  type Result,
  refuse,
  totalOf,
} from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import type { PersistingRule } from '../player/index.ts'
import { type Owed, type PayDependencies, rewardClaimRule } from '../rewards/index.ts'
import { insertClaims, type PassStanding } from './own-pass.store.ts'

type OwnRefusal =
  | 'PASS_OVER'
  | 'NOT_FOUND'
  | 'PASS_LEVEL_LOCKED'
  | 'PASS_TRACK_LOCKED'
  | 'PASS_CLAIMED'
  | 'PASS_NOTHING_EARNED'

/** One reward by its place, all that were earned, or all of them for a season that is over. */
export type ClaimAsked =
  | { readonly kind: 'one'; readonly claim: PassClaim }
  | { readonly kind: 'all' }
  | { readonly kind: 'end' }

const TYPES = { one: 'battlepass.claim', all: 'battlepass.claimAll', end: 'battlepass.end' } as const
const CLAIMED = refuse('PASS_CLAIMED', 'this reward was taken')
const MEANWHILE = refuse('CONFLICT', 'some of this was taken meanwhile')

/** What a command would take of a standing, or why it takes nothing. */
function claimsOf(it: PassStanding, asked: ClaimAsked): Result<readonly PassClaim[], OwnRefusal> {
  const { levels } = it.body
  if (asked.kind !== 'one') {
    const earned = earnedPassClaims(levels, it)
    return earned.length > 0 ? accept(earned) : refuse('PASS_NOTHING_EARNED', 'nothing waits to be taken')
  }
  const { level, track } = asked.claim
  if ((levels[level - 1]?.[track].length ?? 0) === 0) return refuse('NOT_FOUND', 'there is no such reward')
  if (it.claims.some((taken) => taken.level === level && taken.track === track)) return CLAIMED
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
  deps: PayDependencies,
): PersistingRule<object, Owed<readonly PassClaim[]>, Queryable> {
  const { season, version, body, endsAtMs } = it
  const atEnd = asked.kind === 'end'
  return rewardClaimRule(
    {
      type: TYPES[asked.kind],
      ...{ account: 'house:battlepass', reason: 'battlepass.claimed', handedOut: atEnd },
      owed(_, nowMs) {
        if (nowMs >= endsAtMs !== atEnd) return refuse('PASS_OVER', 'the season is over')
        const claims = claimsOf(it, asked)
        if (!claims.ok) return claims
        const rewards = listRewards(totalOf(passRewardsOf(body.levels, claims.value)))
        return accept({ rewards, outcome: { season, version, claims: claims.value, atEnd }, taken: claims.value })
      },
      async settle(tx, claims, at) {
        if ((await insertClaims(tx, season, claims, at)) === claims.length) return undefined
        return asked.kind === 'one' ? CLAIMED : MEANWHILE
      },
    },
    deps,
  )
}
