import type { CohortTerms, Zone } from '@casino-club/shared'
import type { MemberRow } from './members.store.ts'
import { coinsOf, nextTier, zoneOf } from './zone.rule.ts'

/** How a player ended a season. */
export interface CohortResult extends MemberRow {
  readonly rank: number
  readonly zone: Zone
  readonly nextTier: number
  readonly coins: number
}

/** How everybody ended; `members` come cohort by cohort in the order of the board. */
export function resultsOf(terms: CohortTerms, members: readonly MemberRow[]): CohortResult[] {
  const cohorts = Map.groupBy(members, ({ tier, number }) => `${tier} ${number}`)
  return [...cohorts.values()].flatMap((cohort) =>
    cohort.map((member, index) => {
      const rank = index + 1
      const zone = zoneOf(terms, { ...member, rank, members: cohort.length })
      return { ...member, rank, zone, nextTier: nextTier(member.tier, zone), coins: coinsOf(terms, zone, member.score) }
    }),
  )
}
