import type { RealityCheck, SafePlayReply } from '@casino-club/shared'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { useRoom } from '../room/RoomProvider.tsx'
import { useSession } from '../session/SessionProvider.tsx'
import type { Trouble } from '../text/translate.ts'

/** The player's limits as the server last told them. */
interface SafePlay {
  /** Null until it was loaded. */
  readonly standing: SafePlayReply | null
  /** Whether it was loaded since the connection last opened or closed: what closed it may not be in it before. */
  readonly settled: boolean
  readonly failed: Trouble | null
  reload(): Promise<void>
  /** What must be looked at before play goes on. */
  readonly due: RealityCheck | null
  acknowledge(): Promise<Trouble | null>
}

const SafePlayContext = createContext<SafePlay | null>(null)

/** Keeps the player's limits, and the reality check that stands over every game. */
export function SafePlayProvider({ children }: { children: ReactNode }) {
  const { backend } = useSession()
  const { status, realityCheck } = useRoom()
  const [standing, setStanding] = useState<SafePlayReply | null>(null)
  const [failed, setFailed] = useState<Trouble | null>(null)
  const [loadedFor, setLoadedFor] = useState<typeof status | null>(null)
  const [seen, setSeen] = useState<RealityCheck | null>(null)
  const reload = useCallback(async () => {
    const result = await backend.safePlay.standing()
    if (result.ok) setStanding(result.value)
    setFailed(result.ok ? null : result.trouble)
  }, [backend])
  // A check that was due before this page was opened is told here; one that falls due later, by the room.
  useEffect(() => {
    let current = true
    void reload().then(() => current && setLoadedFor(status))
    return () => {
      current = false
    }
  }, [reload, status])
  const told = realityCheck !== seen ? realityCheck : null
  const standingDue = standing?.realityCheck.due ? standing.realityCheck.session : null
  const due = told ?? standingDue
  const acknowledge = useCallback(async () => {
    const result = await backend.safePlay.acknowledge()
    // Acknowledged on another device, or over by itself: either way there is nothing left to look at.
    if (!result.ok && result.trouble !== 'NOTHING_TO_CHANGE') return result.trouble
    setSeen(realityCheck)
    await reload()
    return null
  }, [backend, realityCheck, reload])
  const value = useMemo(
    () => ({ standing, settled: loadedFor === status, failed, reload, due, acknowledge }),
    [standing, loadedFor, status, failed, reload, due, acknowledge],
  )
  return <SafePlayContext value={value}>{children}</SafePlayContext>
}

/** The player's limits. */
export function useSafePlay(): SafePlay {
  const safePlay = useContext(SafePlayContext)
  if (!safePlay) throw new TypeError('useSafePlay needs a SafePlayProvider')
  return safePlay
}
