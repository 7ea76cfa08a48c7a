import type { CohortTerms, Zone } from '@casino-club/shared'

export interface CohortPlace {
  /** From 1 on, in the order of the board. */
  readonly rank: number
  readonly members: number
  readonly tier: number
  readonly score: number
}

/**
 * The zone of a place. Nobody goes up without a score above zero or from the highest tier, nobody down from the lowest; where a
 * cohort is not full, who goes up is taken first.
 */
export function zoneOf(
  { size: _, promoted, demoted, tiers }: CohortTerms,
  { rank, members, tier, score }: CohortPlace,
): Zone {
  if (rank <= promoted) return tier < tiers && score > 0 ? 'promoted' : 'stayed'
  return rank > members - demoted && tier > 1 ? 'demoted' : 'stayed'
}

const STEP: Readonly<Record<Zone, number>> = { promoted: 1, stayed: 0, demoted: -1 }

/** The tier a player begins his next season in. */
export const nextTier = (tier: number, zone: Zone): number => tier + STEP[zone]

/** What a zone pays. Nothing for going down; a place without a score above zero is paid nothing. */
export function coinsOf(terms: CohortTerms, zone: Zone, score: number): number {
  if (score <= 0 || zone === 'demoted') return 0
  return zone === 'promoted' ? terms.promotedCoins : terms.stayedCoins
}
