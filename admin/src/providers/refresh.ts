import { RequestError } from './request-error.ts'
import type { Session, SessionStore } from './session.ts'

/** Runs one piece of work at a time among all tabs of this browser. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>

export interface RefreshDeps {
  readonly store: SessionStore
  readonly exclusive: Exclusive
  /** Trades a refresh token for a new session at the server. */
  readonly renew: (refreshToken: string) => Promise<Session>
}

/**
 * Returns the session to go on with after `stale` was found wanting. A refresh token used twice revokes the whole family,
 * so callers of one tab share one run, and tabs take turns and look first whether another one has already renewed.
 * Throws the server's refusal after forgetting the session; an unreachable server leaves the session as it is.
 */
export function singleFlightRefresh({ store, exclusive, renew }: RefreshDeps): (stale: Session) => Promise<Session> {
  let running: Promise<Session> | null = null

  const run = async (stale: Session): Promise<Session> => {
    const current = await store.read()
    if (!current) throw new RequestError(401, 'UNAUTHENTICATED')
    if (current.accessToken !== stale.accessToken) return current
    try {
      const renewed = await renew(current.refreshToken)
      await store.write(renewed)
      return renewed
    } catch (error) {
      if (error instanceof RequestError && error.status === 401) await store.clear()
      throw error
    }
  }

  return (stale) => {
    running ??= exclusive(() => run(stale)).finally(() => {
      running = null
    })
    return running
  }
}

/** Web Locks exist on secure origins only; elsewhere each tab stands for itself. */
export function browserExclusive(locks: LockManager | undefined, name: string): Exclusive {
  if (!locks) return (work) => work()
  return async (work) => await locks.request(name, work)
}
