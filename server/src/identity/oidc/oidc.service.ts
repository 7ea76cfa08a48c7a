import { accept, type Locale, type Refusal, type Result, refuse, type signupBody } from '@casino-club/shared'
import type { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import { Refused } from '../../platform/http/refused.ts'
import type { TimedRefusal } from '../../platform/http/route.ts'
import type { RandomSource } from '../../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import type { Post } from '../../post/index.ts'
import { findExcludedIdentity, rememberIfExcluded } from '../../safe-play/index.ts'
import { lockAccount } from '../account-row.store.ts'
import type { Accounts } from '../accounts.service.ts'
import type { LoginStart, Logins } from '../second-factor/logins.service.ts'
import type { Sessions, TokenPair } from '../sessions.service.ts'
import type { Device } from '../sessions.store.ts'
import { tellOwner } from '../tell-owner.ts'
import { newRefreshToken, refreshTokenHash } from '../tokens.ts'
import {
  deleteIdentities,
  deleteTicket,
  findLinkedUser,
  findWaysIn,
  insertIdentity,
  insertLogin,
  insertTicket,
  lockTicket,
  lockWaysIn,
  markWithoutPassword,
  takeLogin,
} from './oidc.store.ts'
import type { IdentityProvider, ProviderIdentity } from './provider.ts'

export interface OidcDependencies {
  readonly pool: Pool
  readonly provider: IdentityProvider
  readonly accounts: Accounts
  readonly logins: Logins
  readonly sessions: Sessions
  readonly post: Post
  readonly clock: Clock
  readonly random: RandomSource
}

export type ProviderSignUp = Omit<z.output<typeof signupBody>, 'password' | 'email' | 'phoneNumber'>

/** How long a log-in may take at the provider, and how long its ticket waits for the web app. */
export const LOGIN_SECONDS = 600
const UNKNOWN_PASSWORD_BYTES = 48

/**
 * Log-ins by a provider. Each step is bound to the browser that began, by a cookie no script can read: what somebody else
 * brings along, begun elsewhere, is worth nothing. An account is found by issuer and subject alone.
 */
export class OidcLogins {
  private readonly deps: OidcDependencies

  constructor(deps: OidcDependencies) {
    this.deps = deps
  }

  /** Begins: where the browser goes, and the secret it is known by when it comes back. */
  async begin(): Promise<{ location: URL; browser: string }> {
    const { pool, provider, clock, random } = this.deps
    const [state, nonce, codeVerifier, browser] = [1, 2, 3, 4].map(() => newRefreshToken(random).token) as [
      string,
      string,
      string,
      string,
    ]
    await insertLogin(pool, {
      stateHash: refreshTokenHash(state),
      browserHash: refreshTokenHash(browser),
      nonce,
      codeVerifier,
      expiresMs: clock.nowMs() + LOGIN_SECONDS * 1_000,
    })
    return { location: await provider.authorizationUrl({ state, nonce, codeVerifier }), browser }
  }

  /** The browser is back: gives a ticket for whom the provider vouches for. Throws `ProviderRefused`. */
  async comeBack(query: URLSearchParams, browser: string): Promise<string | undefined> {
    const { pool, provider, clock, random } = this.deps
    const state = query.get('state') ?? ''
    const browserHash = refreshTokenHash(browser)
    // Taken before anything is asked: a second try with the same answer finds nothing.
    const begun = await takeLogin(pool, refreshTokenHash(state), browserHash, clock.nowMs())
    if (begun === undefined) return undefined
    const { nonce, code_verifier: codeVerifier } = begun
    const identity = await provider.identify(query, { state, nonce, codeVerifier })
    const ticket = newRefreshToken(random)
    await insertTicket(pool, ticket.hash, browserHash, identity, clock.nowMs() + LOGIN_SECONDS * 1_000)
    return ticket.token
  }

  /** Trades a ticket for a log-in, or says that an account must be opened first; the ticket is then kept for that. */
  async logIn(
    ticket: string,
    browser: string,
    device: Device,
  ): Promise<Result<'signUp' | (LoginStart & { userId: number })> | Refusal> {
    return inTransaction(this.deps.pool, async (tx) => {
      const identity = await this.lock(tx, ticket, browser)
      if (identity === undefined) return over()
      const userId = await findLinkedUser(tx, identity)
      if (userId === undefined) return accept('signUp' as const)
      const account = await lockAccount(tx, userId)
      if (account === undefined) return over()
      if (account.deletionRequestedAtMs !== null) return refuse('DELETION_PENDING', 'this account will be deleted')
      await deleteTicket(tx, refreshTokenHash(ticket))
      return accept({ ...(await this.deps.logins.start(tx, { userId }, device)), userId })
    })
  }

  /** Opens an account for whom the ticket vouches for, with an invite code, and logs in. */
  async signUp(
    ticket: string,
    browser: string,
    body: ProviderSignUp,
    device: Device,
    locale: Locale,
  ): Promise<Result<TokenPair & { userId: number }> | TimedRefusal> {
    const { accounts, random } = this.deps
    const password = random.bytes(UNKNOWN_PASSWORD_BYTES).toString('base64url')
    return accounts.signUp({ ...body, password }, device, locale, async (tx, userId) => {
      await this.link(tx, ticket, browser, userId)
      await markWithoutPassword(tx, userId)
    })
  }

  /** Links whom the ticket vouches for with the account that is logged in, unless its session has ended meanwhile. */
  async linkTo(
    { userId, sessionId }: { readonly userId: number; readonly sessionId: string },
    ticket: string,
    browser: string,
  ): Promise<Result<true> | Refusal<'CHALLENGE_OVER' | 'IDENTITY_TAKEN'>> {
    return inTransaction(this.deps.pool, async (tx) => {
      const account = await lockAccount(tx, userId)
      await this.deps.sessions.requireOpen(tx, sessionId)
      await this.link(tx, ticket, browser, userId)
      if (account) await tellOwner(this.deps.post, tx, account, 'provider-linked')
      return accept(true as const)
    })
  }

  /** Undoes the link of an account that has another way in. */
  async unlink(userId: number): Promise<Result<true> | Refusal<'LAST_WAY_IN' | 'NOT_FOUND'>> {
    return inTransaction(this.deps.pool, async (tx) => {
      const ways = await lockWaysIn(tx, userId)
      if (!ways?.linked) return refuse('NOT_FOUND', 'nothing is linked')
      if (!ways.has_password) return refuse('LAST_WAY_IN', 'without it nobody could log in')
      await deleteIdentities(tx, userId)
      const account = await lockAccount(tx, userId)
      if (account) await tellOwner(this.deps.post, tx, account, 'provider-unlinked')
      return accept(true as const)
    })
  }

  waysIn(userId: number) {
    return findWaysIn(this.deps.pool, userId)
  }

  /** Throws `Refused`, which undoes the transaction it is part of. */
  private async link(tx: Queryable, ticket: string, browser: string, userId: number): Promise<void> {
    const identity = await this.lock(tx, ticket, browser)
    if (identity === undefined) throw new Refused(over())
    await deleteTicket(tx, refreshTokenHash(ticket))
    // In the same words: nobody learns from here who has excluded himself.
    const excluded = await findExcludedIdentity(tx, { provided: identity }, userId)
    const linked = !excluded && (await insertIdentity(tx, identity, userId, this.deps.clock.nowMs()))
    if (!linked) throw new Refused(refuse('IDENTITY_TAKEN', 'this identity, or this account’s place for one, is taken'))
    await rememberIfExcluded(tx, userId)
  }

  private lock(tx: Queryable, ticket: string, browser: string): Promise<ProviderIdentity | undefined> {
    return lockTicket(tx, refreshTokenHash(ticket), refreshTokenHash(browser), this.deps.clock.nowMs())
  }
}

const over = () => refuse('CHALLENGE_OVER', 'this log-in has ended; begin again')
