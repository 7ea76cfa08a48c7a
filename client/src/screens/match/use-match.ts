import { commitmentOf, MATCH_ROOM, type MatchRoomState, type MatchSeat, type RpsHand } from '@casino-club/shared'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSharedRoom } from '../../room/use-shared-room.ts'
import type { Trouble } from '../../text/translate.ts'

/** What of a match is shown. */
export type MatchShown = Omit<MatchRoomState, 'seats'> & { readonly seats: readonly MatchSeat[] }

function showMatch(state: MatchRoomState): MatchShown {
  const { phase, roundId, stake, throwNo, maxThrows, deadlineMs, winner, by } = state
  const seats: MatchSeat[] = []
  state.seats?.forEach(({ userId, nickname, connected, committed, revealed, hand, win }) => {
    seats.push({ userId, nickname, connected, committed, revealed, hand, win })
  })
  return { phase, roundId, stake, throwNo, maxThrows, deadlineMs, winner, by, seats }
}

const SALT_BYTES = 16

/** Random text that keeps a promise from being guessed. */
function newSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(SALT_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

interface Promised {
  readonly roundId: number
  readonly throwNo: number
  readonly hand: RpsHand
  readonly salt: string
}

/** One match for a stake: this app promises the chosen hand and shows it by itself when both have promised. */
export function useMatch(stake: number) {
  const asked = useMemo(() => ({ name: MATCH_ROOM, options: { stake }, show: showMatch, rejoins: false }), [stake])
  const { status, shown, trouble, room } = useSharedRoom<MatchRoomState, MatchShown>(asked)
  const [promised, setPromised] = useState<Promised | null>(null)
  const [refused, setRefused] = useState<Trouble | null>(null)
  const shownFor = useRef('')
  const choose = useCallback(
    async (hand: RpsHand) => {
      if (!room || !shown) return
      const { roundId, throwNo } = shown
      const salt = newSalt()
      setPromised({ roundId, throwNo, hand, salt })
      const reply = await room.ask('match.commit', { throwNo, commitment: commitmentOf(hand, salt) })
      setRefused(reply.ok ? null : (reply.reason ?? 'INTERNAL'))
    },
    [room, shown],
  )
  const phase = shown?.phase
  const now = shown && promised?.roundId === shown.roundId && promised.throwNo === shown.throwNo ? promised : null
  useEffect(() => {
    if (phase !== 'revealing' || !now || !room) return
    const key = `${now.roundId} ${now.throwNo}`
    if (shownFor.current === key) return
    shownFor.current = key
    void room.ask('match.reveal', { throwNo: now.throwNo, hand: now.hand, salt: now.salt })
  }, [phase, now, room])
  return { status, shown, trouble: trouble ?? refused, hand: now?.hand ?? null, choose }
}
