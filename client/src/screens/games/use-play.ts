import { useCallback, useEffect, useRef, useState } from 'react'
import { type Stake, useRoom } from '../../room/RoomProvider.tsx'
import { useSound } from '../../sound/SoundProvider.tsx'
import type { Choices, GameId, GameOutcome } from './contract.ts'
import type { PlayPhase } from './PlayResult.tsx'
import { useFeedback } from './use-feedback.ts'

/** Where a play is. */
export type Play<G extends GameId> = PlayPhase<GameOutcome<G>>

/** Plays a game, and tells the screen how far the play is. */
export function usePlay<G extends GameId>(game: G) {
  const { play: ask, showTurned, busy: roomBusy, recoveredPlay, status } = useRoom()
  const { sounds } = useSound()
  const feedbackOf = useFeedback(game)
  const [play, setPlay] = useState<Play<G>>({ phase: 'ready' })
  const here = useRef(true)
  const latest = useRef({ play, showTurned })
  latest.current = { play, showTurned }

  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      const left = latest.current
      if (left.play.phase === 'turning') left.showTurned(left.play.outcome)
    }
  }, [])

  useEffect(() => {
    if (recoveredPlay?.game !== game) return
    setPlay({ phase: 'shown', outcome: recoveredPlay.outcome as unknown as GameOutcome<G> })
  }, [recoveredPlay, game])

  const busy = roomBusy || play.phase === 'waiting' || play.phase === 'turning'

  const start = async (choice: Choices[G], stake: Stake) => {
    if (busy || status !== 'open') return
    setPlay({ phase: 'waiting' })
    sounds.start()
    const reply = await ask(game, choice, stake)
    if (!here.current) {
      if (reply.ok) latest.current.showTurned(reply)
    } else setPlay(reply.ok ? { phase: 'turning', outcome: reply } : { phase: 'refused', trouble: reply.reason })
  }

  const stopped = useCallback(() => {
    const { play: current, showTurned: show } = latest.current
    if (current.phase !== 'turning') return
    const { outcome } = current
    show(outcome)
    setPlay({ phase: 'shown', outcome })
    sounds.settle()
    if (feedbackOf(outcome).tone !== 'calm') sounds.win(outcome.win / outcome.bet)
  }, [sounds, feedbackOf])

  const shown: Play<G> = play.phase === 'ready' && roomBusy ? { phase: 'waiting' } : play
  return { play: shown, busy, ready: !busy && status === 'open', start, stopped }
}
