import type { Refusal } from '@casino-club/shared'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import type { AnsweredPlay } from '../../room/shown-balances.ts'
import { useSound } from '../../sound/SoundProvider.tsx'
import type { PlayPhase } from './PlayResult.tsx'
import { useFeedback } from './use-feedback.ts'

type Reply<Outcome> = ({ readonly ok: true } & Outcome) | Refusal

/**
 * How far a play is on the screen, whatever the game. `recovered`: a play of an earlier page load whose answer came now;
 * `settle`: what is heard when a play comes to rest, whatever it came to.
 */
export function usePlayPhase<Outcome extends AnsweredPlay>(
  game: string,
  recovered: Outcome | null,
  settle?: () => void,
) {
  const { showTurned, busy: roomBusy, status } = useRoom()
  const { sounds } = useSound()
  const feedbackOf = useFeedback(game)
  const [play, setPlay] = useState<PlayPhase<Outcome>>({ phase: 'ready' })
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
    if (recovered) setPlay({ phase: 'shown', outcome: recovered })
  }, [recovered])

  const busy = roomBusy || play.phase === 'waiting' || play.phase === 'turning'

  const start = async (ask: () => Promise<Reply<Outcome>>) => {
    if (busy || status !== 'open') return
    setPlay({ phase: 'waiting' })
    sounds.start()
    const reply = await ask()
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
    settle?.()
    if (feedbackOf(outcome).tone !== 'calm') sounds.win(outcome.win / outcome.bet)
  }, [sounds, feedbackOf, settle])

  const shown: PlayPhase<Outcome> = play.phase === 'ready' && roomBusy ? { phase: 'waiting' } : play
  return { play: shown, busy, ready: !busy && status === 'open', start, stopped }
}
