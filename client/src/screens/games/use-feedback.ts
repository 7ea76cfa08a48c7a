import { type Feedback, feedbackFor, RARITIES, type Rarity, rarestOf } from '@casino-club/shared'
import { useCallback } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'

interface Settled {
  readonly bet: number
  readonly win: number
}

/** The rarities among a play's items; of a game that pays none there are none. */
function raritiesIn(outcome: object): Rarity[] {
  const pulls = 'pulls' in outcome && Array.isArray(outcome.pulls) ? outcome.pulls : []
  return pulls.flatMap((pull: { rarity?: unknown }) => RARITIES.filter((rarity) => rarity === pull.rarity))
}

/** What is to be said and shown about a play that has come to rest, in view of this visit. */
export function useFeedback(game: string): (outcome: Settled) => Feedback {
  const { visit } = useRoom()
  const run = visit.run?.count ?? 1
  return useCallback(
    (outcome) => {
      const { bet, win } = outcome
      return feedbackFor({ game, bet, win, run, rarity: rarestOf(raritiesIn(outcome)) })
    },
    [game, run],
  )
}
