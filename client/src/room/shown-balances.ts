import type { PlayerRoomState, SlotSpinOutcome } from '@casino-club/shared'

/** What the head of the page shows. */
export interface ShownBalances {
  readonly coins: number
  readonly gems: number
  readonly tickets: number
  readonly streak: number
}

/** A spin whose answer is awaited, and the player as it was asked for. */
export interface AwaitedSpin {
  readonly before: PlayerRoomState
  readonly bet: number
}

/**
 * The balances to show while a spin's reels still turn: the synced state without that spin's win, so that the page does
 * not tell the result before the reels do. The state may have the win even before the answer is here; then what it was
 * is shown for that moment. Once the reels have stopped, what the spin left counts until the state has it too, which may
 * come a moment later. Anything else that changes the balance shows at once.
 */
export function shownBalances(
  player: PlayerRoomState,
  turning: SlotSpinOutcome | null,
  awaited: AwaitedSpin | null,
  turned: SlotSpinOutcome | null,
): ShownBalances {
  if (awaited && player.nonce !== awaited.before.nonce) {
    const { before, bet } = awaited
    return { coins: before.coins - bet, gems: before.gems, tickets: before.tickets, streak: before.streak }
  }
  const { coins, gems, tickets, streak } = player
  if (!turning && turned && versionAfter(turned) > player.version) {
    return { coins: turned.coins, gems, tickets, streak: turned.streak }
  }
  if (!turning) return { coins, gems, tickets, streak }
  const arrived = player.serverSeedHash !== turning.serverSeedHash || player.nonce > turning.nonce
  return { coins: arrived ? coins - turning.win : coins - turning.bet, gems, tickets, streak: turning.streakBefore }
}

/** The version that a spin left its player at: the number of its event. */
function versionAfter({ eventId }: SlotSpinOutcome): number {
  return Number(eventId.split('-')[1])
}
