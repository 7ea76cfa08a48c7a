import { nextRun, type Run } from '@casino-club/shared'
import { useCallback, useState } from 'react'
import type { AnsweredPlay, AwaitedPlay } from './shown-balances.ts'

/** Plays of coins and their net result since the page was opened. */
export interface Visit {
  readonly startedAtMs: number
  readonly plays: number
  readonly net: number
  /** How the last ones ended; null before the first. */
  readonly run: Run | null
}

/** How far the last play is on the screen: awaited, turning, turned. */
export function useTurning() {
  const [awaited, setAwaited] = useState<AwaitedPlay | null>(null)
  const [turning, turn] = useState<AnsweredPlay | null>(null)
  const [turned, setTurned] = useState<AnsweredPlay | null>(null)
  const [visit, setVisit] = useState<Visit>(() => ({ startedAtMs: Date.now(), plays: 0, net: 0, run: null }))
  const showTurned = useCallback((outcome: AnsweredPlay) => {
    const { win, bet, coins } = outcome
    turn(null)
    setTurned(outcome)
    if (coins === undefined) return
    setVisit((before) => ({
      ...before,
      plays: before.plays + 1,
      net: before.net + win - bet,
      run: nextRun(before.run, { bet, win }),
    }))
  }, [])
  return { turning, turned, visit, turn, showTurned, awaited, setAwaited }
}
