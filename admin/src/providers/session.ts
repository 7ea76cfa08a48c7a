import type { AdminSessionReply } from '@casino-club/shared'

/** What this browser holds of an admin's session. Kept where all tabs see it, because the refresh token is good for one use. */
export interface Session {
  readonly accessToken: string
  readonly refreshToken: string
  /** By this machine's clock, in ms since the epoch. */
  readonly expiresAtMs: number
}

export interface SessionStore {
  read(): Session | null
  write(session: Session): void
  clear(): void
}

const KEY = 'casino-club.admin.session'

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' &&
  value !== null &&
  'accessToken' in value &&
  typeof value.accessToken === 'string' &&
  'refreshToken' in value &&
  typeof value.refreshToken === 'string' &&
  'expiresAtMs' in value &&
  typeof value.expiresAtMs === 'number'

/** Keeps the session in a Web Storage; what cannot be read there counts as logged out. */
export function storedSession(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SessionStore {
  return {
    read() {
      try {
        const value: unknown = JSON.parse(storage.getItem(KEY) ?? 'null')
        return isSession(value) ? value : null
      } catch {
        return null
      }
    },
    write: (session) => storage.setItem(KEY, JSON.stringify(session)),
    clear: () => storage.removeItem(KEY),
  }
}

/** The server says how long the token lives; counting from now by our own clock survives a wrong one. */
export function sessionFrom(
  reply: Pick<AdminSessionReply, 'accessToken' | 'refreshToken' | 'expiresIn'>,
  nowMs: number,
): Session {
  return {
    accessToken: reply.accessToken,
    refreshToken: reply.refreshToken,
    expiresAtMs: nowMs + reply.expiresIn * 1000,
  }
}
