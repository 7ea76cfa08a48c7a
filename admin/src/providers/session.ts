import type { AdminSessionReply } from '@casino-club/shared'

/** What this browser holds of an admin's session. */
export interface Session {
  readonly accessToken: string
  readonly refreshToken: string
  /** By this machine's clock, in ms since the epoch. */
  readonly expiresAtMs: number
}

/** Holds the session for all tabs. What one tab has written, and waited for, every tab reads from then on. */
export interface SessionStore {
  read(): Promise<Session | null>
  write(session: Session): Promise<void>
  clear(): Promise<void>
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

/** Whether a stored value is a session as this version of the app writes it. */
export const isSession = (value: unknown): value is Session =>
  typeof value === 'object' &&
  value !== null &&
  'accessToken' in value &&
  typeof value.accessToken === 'string' &&
  'refreshToken' in value &&
  typeof value.refreshToken === 'string' &&
  'expiresAtMs' in value &&
  typeof value.expiresAtMs === 'number'
