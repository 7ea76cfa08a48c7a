import { keepsPromise, type Refusal, type RpsHand, refuse, type Showing, type Throw } from '@casino-club/shared'

/** One of the two players, and what he has shown in the throw that is on. */
export interface Seat {
  readonly userId: number
  readonly nickname: string
  connected: boolean
  commitment: string | null
  hand: RpsHand | null
  salt: string | null
}

export const aSeat = (userId: number, nickname: string): Seat => ({
  userId,
  nickname,
  connected: true,
  commitment: null,
  hand: null,
  salt: null,
})

export const showingOf = ({ userId, commitment, hand, salt }: Seat): Showing => ({ userId, commitment, hand, salt })

/** The throw as it stands, to be kept. */
export function throwOf(seats: readonly Seat[]): Throw {
  const [one, other] = seats
  if (one === undefined || other === undefined) throw new TypeError('a throw needs two players')
  return [showingOf(one), showingOf(other)]
}

/** Takes what a player showed off the table. */
export function clear(seat: Seat): void {
  seat.commitment = null
  seat.hand = null
  seat.salt = null
}

/** Keeps a promise of a hand; the same one again changes nothing. */
export function promise(seat: Seat, commitment: string): Refusal | undefined {
  if (seat.commitment !== null && seat.commitment !== commitment) {
    return refuse('ALREADY_COMMITTED', 'a hand is chosen once')
  }
  seat.commitment = commitment
  return undefined
}

/** Shows the hand that was promised. */
export function reveal(seat: Seat, shown: { readonly hand: RpsHand; readonly salt: string }): Refusal | undefined {
  if (!keepsPromise({ ...showingOf(seat), ...shown })) {
    return refuse('COMMITMENT_BROKEN', 'this is not the hand that was promised')
  }
  seat.hand = shown.hand
  seat.salt = shown.salt
  return undefined
}
