import { useEffect, useState } from 'react'

const TICK_MS = 1_000

/** The server's clock in ms, once a second, by how far it is ahead of this device's. */
export function useClock(offsetMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs + offsetMs
}
