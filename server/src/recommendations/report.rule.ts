import { CHOSEN_BY, compareShares, type RecommendationReport, wilson } from '@casino-club/shared'
import type { GroupCounts } from './servings.store.ts'

const ALPHA = 0.05
const NOBODY = { players: 0, served: 0, opened: 0, openedPlayers: 0, useful: 0, notUseful: 0 }

/**
 * History held against chance, player by player: of those who were shown something, who opened something. Clicks of one player
 * hang together and are no sample. Null where one of them has nobody.
 */
export function reportOf(counts: readonly GroupCounts[]): Pick<RecommendationReport, 'groups' | 'difference'> {
  const groups = CHOSEN_BY.map((chosenBy) => {
    const group = counts.find((one) => one.chosenBy === chosenBy) ?? { chosenBy, ...NOBODY }
    const { players, openedPlayers } = group
    const share = players > 0 ? openedPlayers / players : null
    return { ...group, share, interval: wilson(openedPlayers, players, ALPHA) }
  })
  const [history, chance] = groups
  if (history === undefined || chance === undefined) return { groups, difference: null }
  const hits = ({ openedPlayers, players }: GroupCounts) => ({ hits: openedPlayers, n: players })
  return { groups, difference: compareShares(hits(chance), hits(history), ALPHA) }
}
