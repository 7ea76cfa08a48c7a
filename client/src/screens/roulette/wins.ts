import type { GameOutcome } from '../games/contract.ts'

/** What each bet of a spin paid, in their order. */
export function winsOf({ bets, wins }: GameOutcome<'roulette'>): readonly number[] {
  return wins ?? bets.map(({ win = 0 }) => win)
}
