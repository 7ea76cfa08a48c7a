import type { SlotSpinOutcome } from '@casino-club/shared'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSound } from '../../sound/SoundProvider.tsx'
import type { PlayPhase } from '../games/PlayResult.tsx'
import { useFeedback } from '../games/use-feedback.ts'

/** Where a spin is. */
export type Spin = PlayPhase<SlotSpinOutcome>

const READY: Spin = { phase: 'ready' }

/** Spins, and tells the screen how far the spin is. */
export function useSpin() {
  const room = useRoom()
  const { sounds } = useSound()
  const feedbackOf = useFeedback('slot')
  const [spin, setSpin] = useState<Spin>(READY)
  const here = useRef(true)
  const latest = useRef<{ spin: Spin; showTurned: typeof room.showTurned }>({ spin, showTurned: room.showTurned })
  latest.current = { spin, showTurned: room.showTurned }

  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      const left = latest.current
      if (left.spin.phase === 'turning') left.showTurned(left.spin.outcome)
    }
  }, [])

  const { recovered } = room
  useEffect(() => {
    if (recovered) setSpin({ phase: 'shown', outcome: recovered })
  }, [recovered])

  const busy = room.busy || spin.phase === 'waiting' || spin.phase === 'turning'

  const start = async (bet: number) => {
    if (busy) return
    setSpin({ phase: 'waiting' })
    sounds.start()
    const reply = await room.spin(bet)
    if (!here.current) {
      if (reply.ok) latest.current.showTurned(reply)
    } else if (reply.ok) {
      setSpin({ phase: 'turning', outcome: reply })
    } else setSpin({ phase: 'refused', trouble: reply.reason })
  }

  const stopped = useCallback(() => {
    const { spin: current, showTurned } = latest.current
    if (current.phase !== 'turning') return
    const { outcome } = current
    showTurned(outcome)
    setSpin({ phase: 'shown', outcome })
    if (feedbackOf(outcome).tone !== 'calm') sounds.win(outcome.win / outcome.bet)
  }, [sounds, feedbackOf])

  const shown: Spin = spin.phase === 'ready' && room.busy ? { phase: 'waiting' } : spin
  return { spin: shown, busy, start, stopped }
}
