import type { SessionReply } from '@casino-club/shared'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { toStored } from '../api/auth.ts'
import { type Backend, createBackend } from '../api/backend.ts'
import type { Trouble } from '../text/translate.ts'

/** Why a session ended without the player asking for it. */
export type SignedOutReason = 'LOGGED_OUT' | 'EXPIRED' | 'REUSED'

export interface Session {
  readonly backend: Backend
  /** Null: nobody is logged in. */
  readonly userId: number | null
  readonly signedOut: SignedOutReason | null
  begin(reply: SessionReply): void
  /** Ends the session in this browser; null where the player asked for it. */
  end(reason: SignedOutReason | null): void
  forgetReason(): void
}

const SessionContext = createContext<Session | null>(null)

const reasonOf = (trouble: Trouble): SignedOutReason => {
  if (trouble === 'REFRESH_REUSED') return 'REUSED'
  return trouble === 'SESSION_REVOKED' ? 'LOGGED_OUT' : 'EXPIRED'
}

/** Knows who is logged in; all tabs of the browser agree by the storage they share. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [signedOut, setSignedOut] = useState<SignedOutReason | null>(null)
  const [backend] = useState(() =>
    createBackend(localStorage, (trouble) => {
      setSignedOut(reasonOf(trouble))
      setUserId(null)
    }),
  )
  const [userId, setUserId] = useState(() => backend.store.read()?.userId ?? null)

  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== null && event.key !== backend.store.key) return
      setUserId(backend.store.read()?.userId ?? null)
    }
    addEventListener('storage', onStorage)
    return () => removeEventListener('storage', onStorage)
  }, [backend])

  const session = useMemo<Session>(
    () => ({
      backend,
      userId,
      signedOut,
      begin(reply) {
        backend.store.write(toStored(reply, Date.now()))
        setSignedOut(null)
        setUserId(reply.user.id)
      },
      end(reason) {
        backend.forget()
        setSignedOut(reason)
        setUserId(null)
      },
      forgetReason: () => setSignedOut(null),
    }),
    [backend, userId, signedOut],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

/** The login of this browser. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new TypeError('useSession needs a SessionProvider')
  return session
}
