import type { CrashPhase, CrashRoomState, CrashSeat } from '@casino-club/shared'

const SHOWN_SEATS = 12

/** What one player is shown of a crash table. */
export interface CrashShown {
  readonly phase: CrashPhase
  readonly roundId: number
  readonly seedHash: string
  readonly seed: string
  readonly bettingEndsAtMs: number
  /** In hundredths. */
  readonly multiplier: number
  readonly point: number
  readonly players: number
  /** The highest bets, one's own first. */
  readonly seats: readonly (CrashSeat & { readonly own: boolean })[]
  readonly own: CrashSeat | null
  readonly last: readonly number[]
}

/** Reads what is shown from the room's state, which thousands may sit in. */
export function showCrash(state: CrashRoomState, userId: number): CrashShown {
  const seats: (CrashSeat & { own: boolean })[] = []
  state.seats?.forEach((seat, id) => {
    const { nickname, bet, cashedOutAt, win } = seat
    seats.push({ nickname, bet, cashedOutAt, win, own: id === `${userId}` })
  })
  seats.sort((a, b) => Number(b.own) - Number(a.own) || b.bet - a.bet)
  return {
    phase: state.phase,
    roundId: state.roundId,
    seedHash: state.seedHash,
    seed: state.seed,
    bettingEndsAtMs: state.bettingEndsAtMs,
    multiplier: state.multiplier,
    point: state.point,
    players: seats.length,
    seats: seats.slice(0, SHOWN_SEATS),
    own: seats.find(({ own }) => own) ?? null,
    last: [...(state.last ?? [])],
  }
}

/** Hundredths as players read them: 2.50. */
export const times = (hundredths: number): string => (hundredths / 100).toFixed(2)
