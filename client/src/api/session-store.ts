const STORAGE_KEY = 'casino-club.session'

/** A login as this browser keeps it; all tabs share it. */
export interface StoredSession {
  readonly userId: number
  readonly accessToken: string
  readonly refreshToken: string
  /** By this device's clock, ms since the epoch. */
  readonly expiresAtMs: number
}

/** Where the session lives between page loads. */
export interface SessionStore {
  read(): StoredSession | null
  write(session: StoredSession | null): void
}

function isSession(value: unknown): value is StoredSession {
  if (typeof value !== 'object' || value === null) return false
  const session = value as Record<string, unknown>
  return (
    typeof session.userId === 'number' &&
    typeof session.accessToken === 'string' &&
    typeof session.refreshToken === 'string' &&
    typeof session.expiresAtMs === 'number'
  )
}

/** A session store in web storage; what cannot be read counts as absent. */
export function createSessionStore(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): SessionStore & { readonly key: string } {
  return {
    key: STORAGE_KEY,
    read() {
      try {
        const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null')
        return isSession(value) ? value : null
      } catch {
        return null
      }
    },
    write(session) {
      if (session) storage.setItem(STORAGE_KEY, JSON.stringify(session))
      else storage.removeItem(STORAGE_KEY)
    },
  }
}
