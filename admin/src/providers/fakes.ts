import type { Session, SessionStore } from './session.ts'

/** A session store of a test. */
export function memoryStore(session: Session | null): SessionStore {
  let current = session
  return {
    read: () => Promise.resolve(current),
    write: (written) => {
      current = written
      return Promise.resolve()
    },
    clear: () => {
      current = null
      return Promise.resolve()
    },
  }
}

export const aSession = (name: string, expiresAtMs = Number.MAX_SAFE_INTEGER): Session => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAtMs,
})

export const jsonResponse = (body: unknown, init: ResponseInit = {}): Response => Response.json(body, init)

export const problemResponse = (status: number, reason: string): Response =>
  jsonResponse({ type: 'about:blank', title: reason, status, reason, requestId: 'r1' }, { status })
