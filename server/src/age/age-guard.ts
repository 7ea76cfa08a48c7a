import { refuse } from '@casino-club/shared'
import type { PlayGuard } from '../player/index.ts'

/** Puts the age before whatever else is asked of who stakes: a game that is rated for adults is closed to all others. */
export function ageGuard(guard: PlayGuard, ratedGames: readonly string[]): PlayGuard {
  const rated = new Set(ratedGames)
  if (rated.size === 0) return guard
  return {
    refuse(player, asked, nowMs) {
      if (asked.kind === 'stake' && rated.has(asked.game) && !player.ofAge) {
        return refuse('AGE_UNVERIFIED', `${asked.game} is for adults whose age is verified`)
      }
      return guard.refuse(player, asked, nowMs)
    },
    count: (state, flow, at) => guard.count(state, flow, at),
  }
}
