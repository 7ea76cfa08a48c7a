import { useEffect, useState } from 'react'
import { useRoom } from './RoomProvider.tsx'

const TICK_MS = 250

/** The server's clock, read four times a second: for what counts down. */
export function useServerNow(): number {
  const { clockOffsetMs } = useRoom()
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs + clockOffsetMs
}

/** Whole seconds until an instant of the server's clock, never below 0. */
export function useSecondsUntil(atMs: number): number {
  return Math.max(0, Math.ceil((atMs - useServerNow()) / 1_000))
}
