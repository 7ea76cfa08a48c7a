import { useCallback, useEffect, useState } from 'react'
import type { Play } from '../games/use-play.ts'
import { type CardPhase, cardPhase, revealTimes } from './rarity.ts'

const AFTER_LAST_MS = 400

/** Opens the cards one after the other; where motion is not wanted, or on demand, all at once. */
export function useReveal(play: Play<'gacha'>, still: boolean, stopped: () => void) {
  const turning = play.phase === 'turning' ? play.outcome : null
  const [openedMs, setOpenedMs] = useState(0)
  useEffect(() => {
    if (!turning) return
    if (still) return stopped()
    setOpenedMs(0)
    const times = revealTimes(turning.pulls)
    const moments = [...new Set(times.flatMap(({ teaseAtMs, openAtMs }) => [teaseAtMs, openAtMs]))]
    const timers = moments.map((ms) => setTimeout(() => setOpenedMs(ms), ms))
    timers.push(setTimeout(stopped, (moments.at(-1) ?? 0) + AFTER_LAST_MS))
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [turning, still, stopped])
  const phaseOf = useCallback(
    (index: number): CardPhase => {
      if (!turning) return play.phase === 'shown' ? 'open' : 'closed'
      const times = revealTimes(turning.pulls)[index]
      return times ? cardPhase(times, openedMs) : 'closed'
    },
    [turning, play.phase, openedMs],
  )
  return { phaseOf, skip: turning ? stopped : null }
}
