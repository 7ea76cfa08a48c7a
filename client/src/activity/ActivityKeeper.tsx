import { useEffect, useMemo } from 'react'
import { useLocation } from 'react-router'
import { newCommandId } from '../room/command-id.ts'
import { useSession } from '../session/SessionProvider.tsx'
import { createDoings } from './doings.ts'
import { screenOf } from './screen-of.ts'
import { createStopwatch } from './stopwatch.ts'
import { visitOf, visitorOf } from './visit.ts'

const TELL_MS = 15_000
const TIME_MS = 300_000
/** Shorter looks are none. */
const LEAST_SECONDS = 5

/** Where the page was opened; moving about in the app changes the address, not where somebody came from. */
const opened = { url: new URL(location.href), referrer: document.referrer }

/** Tells, once for every time the app is opened and for every log-in, that somebody came, and from where. */
export function VisitKeeper() {
  const { backend, userId } = useSession()
  useEffect(() => {
    const visit = visitOf({ visitor: visitorOf(localStorage), ...opened })
    void (userId === null ? backend.activity.visit(visit) : backend.activity.visitOf(visit))
  }, [backend, userId])
  return null
}

/** Tells which screens the player opens, and for how long he looks at the app. */
export function ActivityKeeper() {
  const { backend } = useSession()
  const { pathname } = useLocation()
  const doings = useMemo(
    () => createDoings({ tell: backend.activity.actions, nowMs: Date.now, newId: newCommandId }),
    [backend],
  )

  useEffect(() => {
    const screen = screenOf(pathname)
    if (screen !== null) doings.did(screen)
  }, [doings, pathname])

  useEffect(() => {
    const watch = createStopwatch()
    const tellTime = () => {
      const seconds = watch.take(performance.now())
      if (seconds < LEAST_SECONDS) return
      const counted = { eventType: 'play_duration_seconds', eventId: newCommandId(), metadata: { seconds } } as const
      void backend.activity.record(counted)
    }
    const look = () => {
      if (document.visibilityState === 'visible') return watch.go(performance.now())
      watch.halt(performance.now())
      tellTime()
      void doings.flush()
    }
    look()
    document.addEventListener('visibilitychange', look)
    const timers = [setInterval(() => void doings.flush(), TELL_MS), setInterval(tellTime, TIME_MS)]
    return () => {
      document.removeEventListener('visibilitychange', look)
      for (const timer of timers) clearInterval(timer)
    }
  }, [backend, doings])
  return null
}
