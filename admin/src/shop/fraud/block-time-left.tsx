import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { BlockRecord } from '../../providers/resources.ts'

const SECOND_MS = 1_000
const MINUTE_SECONDS = 60

/** How long a player is kept out: until a time, until somebody decides, or no more. */
export function BlockTimeLeft({ block: { status, closedUntil } }: { block: BlockRecord }) {
  const words = useWords()
  const [nowMs, setNowMs] = useState(Date.now)
  const isRunning = status === 'open' && closedUntil !== null
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  if (status === 'blocked') return <>{words('fraud.byHand')}</>
  const seconds = closedUntil === null ? 0 : Math.ceil((Date.parse(closedUntil) - nowMs) / SECOND_MS)
  if (status === 'released' || seconds <= 0) return <>{words('fraud.free')}</>
  const left =
    seconds < MINUTE_SECONDS
      ? words('fraud.seconds', { count: seconds })
      : words('fraud.minutes', { count: Math.ceil(seconds / MINUTE_SECONDS) })
  return <>{words('fraud.until', { left })}</>
}
