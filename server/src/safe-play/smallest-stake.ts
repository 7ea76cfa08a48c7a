import { TABLED_GAMES } from '@casino-club/shared'

/** The least bet in coins of the games whose tables say one; 0 while none is in force. */
export function smallestStake(current: (game: string) => { readonly table: unknown } | undefined): number {
  const bets = Object.values(TABLED_GAMES)
    .filter(({ currency }) => currency === 'coins')
    .map(({ id }) => (current(id)?.table as { minBet?: unknown } | undefined)?.minBet)
    .filter((bet): bet is number => typeof bet === 'number')
  return bets.length === 0 ? 0 : Math.min(...bets)
}
