import type { Trouble } from '../text/translate.ts'
import type { Rotations } from './rotations.ts'
import type { SessionStore, StoredSession } from './session-store.ts'

/** An access token this close to its end is not used any more. */
export const EXPIRY_MARGIN_MS = 30_000

export type TokenResult = { readonly ok: true; readonly accessToken: string } | { readonly ok: false; trouble: Trouble }
export type RefreshResult =
  | { readonly ok: true; readonly session: StoredSession }
  | { readonly ok: false; trouble: Trouble }

export interface TokensDeps {
  readonly store: SessionStore
  readonly rotations: Pick<Rotations, 'find' | 'remember'>
  nowMs(): number
  /** Runs one holder at a time over all tabs of this browser. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  refresh(session: StoredSession): Promise<RefreshResult>
  /** The session is over and was dropped; `trouble` says why. */
  onEnded(trouble: Trouble): void
}

export interface Tokens {
  /** A usable access token, refreshed first when it is about to end. */
  access(): Promise<TokenResult>
  /** A newer token than `stale`, which the server no longer takes. */
  renew(stale: string): Promise<TokenResult>
}

/** Answers that end the session; after any other the same refresh token is still good. */
const FINAL: ReadonlySet<Trouble> = new Set([
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'SESSION_REVOKED',
  'REFRESH_REUSED',
  'FORBIDDEN',
  'BAD_CREDENTIALS',
  'INVALID_PAYLOAD',
])

/**
 * Keeps the access token fresh. A refresh token may be used once only (a second use revokes the family), so refreshes
 * are single flight: within the tab by sharing the promise, across tabs by a lock and a second look at the store and at what its token may have become.
 */
export function createTokens(deps: TokensDeps): Tokens {
  const { store } = deps
  let inFlight: Promise<TokenResult> | null = null

  const fresh = (session: StoredSession) => session.expiresAtMs - deps.nowMs() > EXPIRY_MARGIN_MS

  async function refreshInLock(stale: string): Promise<TokenResult> {
    const session = store.read()
    if (!session) return { ok: false, trouble: 'UNAUTHENTICATED' }
    if (session.accessToken !== stale && fresh(session)) return { ok: true, accessToken: session.accessToken }
    const became = await deps.rotations.find(session.refreshToken)
    if (became) {
      store.write(became)
      return { ok: true, accessToken: became.accessToken }
    }
    const result = await deps.refresh(session)
    if (result.ok) await deps.rotations.remember(session.refreshToken, result.session)
    // Another login or a log-out may have replaced the session meanwhile; it must not be overwritten.
    const kept = store.read()
    if (kept?.refreshToken !== session.refreshToken) {
      return kept ? { ok: true, accessToken: kept.accessToken } : { ok: false, trouble: 'UNAUTHENTICATED' }
    }
    if (result.ok) {
      store.write(result.session)
      return { ok: true, accessToken: result.session.accessToken }
    }
    if (FINAL.has(result.trouble)) {
      store.write(null)
      deps.onEnded(result.trouble)
    }
    return result
  }

  const renew = (stale: string): Promise<TokenResult> => {
    inFlight ??= deps
      .exclusively(() => refreshInLock(stale))
      .finally(() => {
        inFlight = null
      })
    return inFlight
  }

  return {
    renew,
    async access() {
      const session = store.read()
      if (!session) return { ok: false, trouble: 'UNAUTHENTICATED' }
      return fresh(session) ? { ok: true, accessToken: session.accessToken } : await renew(session.accessToken)
    },
  }
}
