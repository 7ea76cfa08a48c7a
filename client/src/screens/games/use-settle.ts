import { useReducedMotion } from 'motion/react'
import { useEffect } from 'react'

/**
 * Ends the turning of a play after `ms`, at once where motion is not wanted. By a timer, not by the animation's end:
 * a page in the background animates nothing, and its play is settled all the same. Answers whether all stands still.
 */
export function useSettle(phase: string, ms: number, stopped: () => void): boolean {
  const still = useReducedMotion() === true
  useEffect(() => {
    if (phase !== 'turning') return
    if (still) return stopped()
    const timer = setTimeout(stopped, ms)
    return () => clearTimeout(timer)
  }, [phase, ms, still, stopped])
  return still
}
