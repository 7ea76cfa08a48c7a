import type { PlayerRoomState } from '@casino-club/shared'

/** What the head of the page shows. */
export interface ShownBalances {
  readonly coins: number
  readonly gems: number
  readonly tickets: number
  readonly streak: number
}

/** What balances need to know of a play's answer, whatever the game; the balance after it is in `coins` or `gems`. */
export interface AnsweredPlay {
  readonly eventId: string
  readonly bet: number
  readonly win: number
  readonly coins?: number
  readonly gems?: number
  readonly nonce: number
  readonly serverSeedHash: string
  /** Wins in a row before and after it; only the slot counts them. */
  readonly streakBefore?: number
  readonly streak?: number
}

/** A play whose answer is awaited, and the player as it was asked for. */
export interface AwaitedPlay {
  readonly before: PlayerRoomState
  readonly bet: number
  readonly currency?: 'coins' | 'gems'
}

/**
 * The balances to show while a play is still turning: the synced state without that play's win, so that the page does
 * not tell the result before the reels do. The state may have the win even before the answer is here; then what it was
 * is shown for that moment. Once the reels have stopped, what the play left counts until the state has it too, which may
 * come a moment later. Anything else that changes the balance shows at once.
 */
export function shownBalances(
  player: PlayerRoomState,
  turning: AnsweredPlay | null,
  awaited: AwaitedPlay | null,
  turned: AnsweredPlay | null,
): ShownBalances {
  if (awaited && player.nonce !== awaited.before.nonce) {
    const { before, bet, currency = 'coins' } = awaited
    return { ...balancesOf(before), [currency]: before[currency] - bet }
  }
  const synced = balancesOf(player)
  if (!turning && turned && versionAfter(turned) > player.version) {
    const currency = currencyOf(turned)
    return { ...synced, [currency]: turned[currency] ?? synced[currency], streak: turned.streak ?? synced.streak }
  }
  if (!turning) return synced
  const arrived = player.serverSeedHash !== turning.serverSeedHash || player.nonce > turning.nonce
  const currency = currencyOf(turning)
  const withoutWin = synced[currency] - (arrived ? turning.win : turning.bet)
  return { ...synced, [currency]: withoutWin, streak: turning.streakBefore ?? synced.streak }
}

const balancesOf = ({ coins, gems, tickets, streak }: PlayerRoomState) => ({ coins, gems, tickets, streak })

const currencyOf = ({ coins }: AnsweredPlay) => (coins === undefined ? 'gems' : 'coins')

/** The version that a play left its player at: the number of its event. */
function versionAfter({ eventId }: AnsweredPlay): number {
  return Number(eventId.split('-')[1])
}
