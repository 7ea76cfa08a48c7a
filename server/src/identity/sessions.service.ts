import { type AdminRole, accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { refuseBanned } from './bans.store.ts'
import type { SessionRegistry } from './session-registry.ts'
import {
  type Device,
  insertRefreshToken,
  insertSession,
  lockRefreshToken,
  type RefreshRow,
  type RevokeReason,
  revokeSessions,
  type SessionOwner,
  useRefreshToken,
} from './sessions.store.ts'
import { type AccessTokens, newRefreshToken, refreshTokenHash, type TokenClaims, type TokenSubject } from './tokens.ts'

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresIn: number
}

export type RefreshRefusal = 'UNAUTHENTICATED' | 'TOKEN_EXPIRED' | 'SESSION_REVOKED' | 'REFRESH_REUSED'

export interface SessionDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly tokens: AccessTokens
  readonly registry: SessionRegistry
  readonly clock: Clock
  readonly random: RandomSource
  readonly refreshTokenSeconds: number
}

/** A notification holds less than 8,000 bytes. */
const IDS_PER_MESSAGE = 100

const ownerOf = (subject: TokenSubject): SessionOwner =>
  subject.kind === 'player' ? { userId: subject.userId } : { adminId: subject.adminId }

/** Log-ins: opened, kept up by rotating refresh tokens, ended here and in every process. */
export class Sessions {
  private readonly deps: SessionDependencies

  constructor(deps: SessionDependencies) {
    this.deps = deps
  }

  /** Opens a session in the caller's transaction; throws `Refused` for a banned account. */
  async open(tx: Queryable, subject: TokenSubject, device: Device): Promise<TokenPair> {
    const { clock, random, refreshTokenSeconds } = this.deps
    const id = random.uuid()
    const refresh = newRefreshToken(random)
    const nowMs = clock.nowMs()
    const expiresMs = nowMs + refreshTokenSeconds * 1_000
    await insertSession(tx, { id, owner: ownerOf(subject), device, refreshHash: refresh.hash, nowMs, expiresMs })
    // After the row, whose reference to the account waits for a ban that is under way.
    const banned = subject.kind === 'player' ? await refuseBanned(tx, subject.userId, nowMs) : undefined
    if (banned) throw new Refused(banned)
    return this.pair(subject, id, refresh.token)
  }

  /** Whose access token this is, if it is good and its session still open. */
  async authenticate(
    token: string,
  ): Promise<TokenClaims | Refusal<'UNAUTHENTICATED' | 'TOKEN_EXPIRED' | 'SESSION_REVOKED'>> {
    const claims = await this.deps.tokens.verify(token)
    if ('reason' in claims) return claims
    if (await this.deps.registry.isOpen(claims.sessionId)) return claims
    return refuse('SESSION_REVOKED', 'this session has ended')
  }

  /** Trades a refresh token for a new pair. An old one coming back means it was stolen: its whole family ends. */
  async refresh(token: string): Promise<Result<{ subject: TokenSubject; pair: TokenPair }, RefreshRefusal>> {
    return inTransaction(this.deps.pool, async (tx) => {
      const hash = refreshTokenHash(token)
      const row = await lockRefreshToken(tx, hash)
      const refusal = await this.refuseRefresh(tx, row)
      const subject = row && subjectOf(row)
      if (refusal) return refusal
      if (row === undefined || subject === undefined) return refuse('UNAUTHENTICATED', 'no such refresh token')
      const nowMs = this.deps.clock.nowMs()
      const next = newRefreshToken(this.deps.random)
      await useRefreshToken(tx, hash, row.session_id, nowMs)
      await insertRefreshToken(tx, row.session_id, next.hash, nowMs)
      return accept({ subject, pair: await this.pair(subject, row.session_id, next.token) })
    })
  }

  private async refuseRefresh(
    tx: Queryable,
    row: RefreshRow | undefined,
  ): Promise<Refusal<RefreshRefusal> | undefined> {
    if (row === undefined) return refuse('UNAUTHENTICATED', 'no such refresh token')
    if (row.used) {
      await this.endIn(tx, { id: row.session_id }, 'REFRESH_REUSED')
      return refuse('REFRESH_REUSED', 'this refresh token was used before; log in again')
    }
    if (row.revoked) return refuse('SESSION_REVOKED', 'this session has ended')
    if (row.expires_ms <= this.deps.clock.nowMs()) return refuse('TOKEN_EXPIRED', 'this session has expired')
    return undefined
  }

  /** Ends one session, or all of an account; gives how many were open. */
  end(which: { readonly id: string } | SessionOwner, reason: RevokeReason): Promise<number> {
    return inTransaction(this.deps.pool, (tx) => this.endIn(tx, which, reason))
  }

  /** The same in the caller's transaction; rooms hear of it when that commits. */
  async endIn(tx: Queryable, which: { readonly id: string } | SessionOwner, reason: RevokeReason): Promise<number> {
    const ended = await revokeSessions(tx, which, reason, this.deps.clock.nowMs())
    for (let from = 0; from < ended.length; from += IDS_PER_MESSAGE) {
      await this.deps.bus.publish(tx, 'sessions', { sessionIds: ended.slice(from, from + IDS_PER_MESSAGE) })
    }
    // Before the commit, so that the answer never comes first; should it fail, this process is the stricter one.
    this.deps.registry.add(ended)
    return ended.length
  }

  private async pair(subject: TokenSubject, sessionId: string, refreshToken: string): Promise<TokenPair> {
    const { tokens } = this.deps
    return { accessToken: await tokens.sign(subject, sessionId), refreshToken, expiresIn: tokens.lifetimeSeconds }
  }
}

function subjectOf(row: RefreshRow): TokenSubject | undefined {
  if (row.user_id !== null) return { kind: 'player', userId: row.user_id }
  if (row.admin_id === null || row.site_id === null || row.role === null) return undefined
  return { kind: 'admin', adminId: row.admin_id, siteId: row.site_id, role: row.role satisfies AdminRole }
}
