import { type AdminRole, accept, type Profile, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { refuseClosed } from './closed.store.ts'
import { openPlain, type PlainEntry } from './plain-entries.store.ts'
import { deleteChallenges, deleteChallengesOf } from './second-factor/second-factor.store.ts'
import type { SessionRegistry } from './session-registry.ts'
import {
  accountOf,
  type Device,
  inMessages,
  isTraded,
  keepOpen,
  lockRefreshToken,
  type NewSession,
  openSession,
  type RefreshRow,
  type RevokeReason,
  revokeSessions,
  revokeSessionsOf,
  type SessionChoice,
  type SessionOwner,
  tradeRefreshToken,
} from './sessions.store.ts'
import {
  type AccessTokens,
  newRefreshToken,
  refreshTokenHash,
  successorOf,
  type TokenClaims,
  type TokenSubject,
} from './tokens.ts'
import { toProfile } from './users.store.ts'

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresIn: number
}

export type PlainOpened = TokenPair & { readonly profile: Profile }

/** A session that is to be opened. */
export interface SessionDraft extends NewSession {
  readonly refreshToken: string
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
  /** What successors of refresh tokens are derived with. */
  readonly successorKey: Buffer
  /** Open sessions of one account; a log-in beyond ends the one that was used longest ago. */
  readonly maxSessions: number
}

const SALT_BYTES = 32
/** For so long after its trade a refresh token is answered with the same successor: tabs race, and answers get lost. */
const REFRESH_GRACE_MS = 10_000

export const ownerOf = (subject: TokenSubject): SessionOwner =>
  subject.kind === 'player' ? { userId: subject.userId } : { adminId: subject.adminId }

/** Log-ins: opened, kept up by rotating refresh tokens, ended here and in every process. */
export class Sessions {
  private readonly deps: SessionDependencies

  constructor(deps: SessionDependencies) {
    this.deps = deps
  }

  /**
   * Opens a session in the transaction of a caller who has just seen proof of who it is, and holds the account's row: a ban
   * or a merge that was under way has been waited for and is seen, and no other log-in opens a session meanwhile. Throws
   * `Refused` for an account that is banned, or was merged into another one.
   */
  async open(tx: Queryable, subject: TokenSubject, device: Device): Promise<TokenPair> {
    const draft = this.draft(subject, device)
    const closed = subject.kind === 'player' ? await refuseClosed(tx, subject.userId, draft.nowMs) : undefined
    if (closed) throw new Refused(closed)
    await this.tellEnded(tx, await openSession(tx, draft, this.deps.maxSessions))
    return this.pair(subject, draft.id, draft.refreshToken)
  }

  /** The same for players whose accounts the caller holds; gives nothing for who has to come in by `open`. */
  async openPlain(tx: Queryable, entries: readonly PlainEntry[]): Promise<ReadonlyMap<number, PlainOpened>> {
    const drafts = entries.map((entry) => ({ ...entry, ...this.draft({ kind: 'player', ...entry }, entry.device) }))
    const rows = await openPlain(tx, drafts, this.deps.maxSessions)
    await this.tellEnded(
      tx,
      rows.flatMap(({ ended }) => ended ?? []),
    )
    const found = new Map(rows.map((row) => [row.id, row]))
    const opened = drafts.flatMap(({ userId, id, refreshToken }) => {
      const row = found.get(userId)
      if (row === undefined) return []
      return [
        [userId, { ...this.pair({ kind: 'player', userId }, id, refreshToken), profile: toProfile(row) }] as const,
      ]
    })
    return new Map(opened)
  }

  private draft(subject: TokenSubject, device: Device): SessionDraft {
    const { clock, random, refreshTokenSeconds } = this.deps
    const { token: refreshToken, hash: refreshHash } = newRefreshToken(random)
    const nowMs = clock.nowMs()
    const expiresMs = nowMs + refreshTokenSeconds * 1_000
    const enrolOnly = subject.kind === 'admin' && subject.enrolOnly === true
    return {
      id: random.uuid(),
      owner: ownerOf(subject),
      device,
      refreshHash,
      refreshToken,
      nowMs,
      expiresMs,
      enrolOnly,
    }
  }

  /** Whose access token this is, if it is good and its session still open. */
  async authenticate(
    token: string,
  ): Promise<TokenClaims | Refusal<'UNAUTHENTICATED' | 'TOKEN_EXPIRED' | 'SESSION_REVOKED'>> {
    const claims = await this.deps.tokens.verify(token)
    if ('reason' in claims) return claims
    if (await this.deps.registry.isOpen(claims.sessionId)) return claims
    return ended()
  }

  /**
   * Trades a refresh token for a new pair. Within the grace window a repeated trade gives the same successor; after it, or
   * once the successor was traded itself, an old token coming back means that it was stolen: its whole family ends.
   */
  async refresh(token: string): Promise<Result<{ subject: TokenSubject; pair: TokenPair }, RefreshRefusal>> {
    return inTransaction(this.deps.pool, async (tx) => {
      const row = await lockRefreshToken(tx, refreshTokenHash(token))
      const refusal = await this.refuseRefresh(tx, row)
      const subject = row && subjectOf(row)
      if (refusal) return refusal
      if (row === undefined || subject === undefined) return refuse('UNAUTHENTICATED', 'no such refresh token')
      const next = await this.trade(tx, token, row)
      return accept({ subject, pair: this.pair(subject, row.session_id, next) })
    })
  }

  /** The successor of a token: that of its first trade, or a new one. */
  private async trade(tx: Queryable, token: string, row: RefreshRow): Promise<string> {
    const { clock, random, successorKey } = this.deps
    if (row.successor_salt !== null) return successorOf(token, row.successor_salt, successorKey).token
    const salt = random.bytes(SALT_BYTES)
    const next = successorOf(token, salt, successorKey)
    const trade = { hash: refreshTokenHash(token), sessionId: row.session_id, salt, successorHash: next.hash }
    await tradeRefreshToken(tx, trade, clock.nowMs())
    return next.token
  }

  private async refuseRefresh(
    tx: Queryable,
    row: RefreshRow | undefined,
  ): Promise<Refusal<RefreshRefusal> | undefined> {
    if (row === undefined) return refuse('UNAUTHENTICATED', 'no such refresh token')
    if (row.revoked) return ended()
    if (!(await this.mayTrade(tx, row))) {
      await this.endIn(tx, { id: row.session_id }, 'REFRESH_REUSED')
      return refuse('REFRESH_REUSED', 'this refresh token was used before; log in again')
    }
    if (row.expires_ms <= this.deps.clock.nowMs()) return refuse('TOKEN_EXPIRED', 'this session has expired')
    return undefined
  }

  /** A token that was never traded; or was just now, and nobody has used what it was traded for. */
  private async mayTrade(tx: Queryable, { used_ms, successor_hash }: RefreshRow): Promise<boolean> {
    if (used_ms === null) return true
    if (successor_hash === null || this.deps.clock.nowMs() - used_ms >= REFRESH_GRACE_MS) return false
    return !(await isTraded(tx, successor_hash))
  }

  /** Whether a session is open, for what is bound to one by other means than a token. */
  isOpen(sessionId: string): Promise<boolean> {
    return this.deps.registry.isOpen(sessionId)
  }

  /** Throws `Refused` where the session that asks has ended meanwhile; else nobody ends it before this commits. */
  async requireOpen(tx: Queryable, sessionId: string): Promise<void> {
    if (!(await keepOpen(tx, sessionId))) throw new Refused(ended())
  }

  /** Ends one session, or all of an account with its log-ins that are half done; gives how many were open. */
  end(which: SessionChoice, reason: RevokeReason): Promise<number> {
    return inTransaction(this.deps.pool, (tx) => this.endIn(tx, which, reason))
  }

  /** The same in the caller's transaction; rooms hear of it when that commits. */
  async endIn(tx: Queryable, which: SessionChoice, reason: RevokeReason): Promise<number> {
    const account = accountOf(which)
    // Before the sessions: one that a challenge has just become is then seen.
    if (account !== undefined) await deleteChallenges(tx, account)
    const ids = await revokeSessions(tx, which, reason, this.deps.clock.nowMs())
    await this.tellEnded(tx, ids)
    return ids.length
  }

  /** Ends every session of these players in the caller's transaction; gives how many were open, by player. */
  async endAllIn(
    tx: Queryable,
    userIds: readonly number[],
    reason: RevokeReason,
  ): Promise<ReadonlyMap<number, number>> {
    await deleteChallengesOf(tx, userIds)
    const ended = await revokeSessionsOf(tx, userIds, reason, this.deps.clock.nowMs())
    await this.tellEnded(
      tx,
      ended.map(({ id }) => id),
    )
    const counts = new Map<number, number>()
    for (const { user_id } of ended) counts.set(user_id, (counts.get(user_id) ?? 0) + 1)
    return counts
  }

  private async tellEnded(tx: Queryable, ids: readonly string[]): Promise<void> {
    for (const sessionIds of inMessages(ids)) await this.deps.bus.publish(tx, 'sessions', { sessionIds })
    // Before the commit, so that the answer never comes first; should it fail, this process is the stricter one.
    this.deps.registry.add(ids)
  }

  private pair(subject: TokenSubject, sessionId: string, refreshToken: string): TokenPair {
    const { tokens } = this.deps
    return { accessToken: tokens.sign(subject, sessionId), refreshToken, expiresIn: tokens.lifetimeSeconds }
  }
}

const ended = () => refuse('SESSION_REVOKED', 'this session has ended')

function subjectOf(row: RefreshRow): TokenSubject | undefined {
  if (row.user_id !== null) return { kind: 'player', userId: row.user_id }
  if (row.admin_id === null || row.site_id === null || row.role === null) return undefined
  const { admin_id: adminId, site_id: siteId, enrol_only: enrolOnly } = row
  return { kind: 'admin', adminId, siteId, role: row.role satisfies AdminRole, ...(enrolOnly && { enrolOnly }) }
}
