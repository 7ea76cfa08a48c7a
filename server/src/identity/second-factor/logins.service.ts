import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { Refused } from '../../platform/http/refused.ts'
import type { TimedRefusal } from '../../platform/http/route.ts'
import type { RandomSource } from '../../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { type AccountRow, lockAccount } from '../account-row.store.ts'
import type { Leaving } from '../leaving.service.ts'
import type { Sessions, TokenPair } from '../sessions.service.ts'
import type { Device, SessionOwner } from '../sessions.store.ts'
import { newRefreshToken, refreshTokenHash, type TokenSubject } from '../tokens.ts'
import { keepAdmin, touchLogin } from '../users.store.ts'
import type { CodeRefusal, SecondFactors } from './second-factor.service.ts'
import { findChallenge, insertChallenge, takeChallenge } from './second-factor.store.ts'

/** What a log-in that waits for its second factor is answered with. */
export interface Challenge {
  readonly secondFactor: 'required'
  readonly challenge: string
  readonly expiresIn: number
}
export type LoginStart = TokenPair | Challenge

export interface LoginDependencies {
  readonly pool: Pool
  readonly sessions: Sessions
  readonly factors: SecondFactors
  readonly leaving: Leaving
  readonly clock: Clock
  readonly random: RandomSource
  /** Whether an admin without a second factor may do nothing but set one up. */
  readonly adminSecondFactorRequired: boolean
}

export interface Finished {
  readonly subject: TokenSubject
  readonly pair: TokenPair
}

const CHALLENGE_SECONDS = 300

/** Log-ins of two steps, where there is a second factor. */
export class Logins {
  private readonly deps: LoginDependencies

  constructor(deps: LoginDependencies) {
    this.deps = deps
  }

  /**
   * Goes on after a first proof, in the caller's transaction: with a session, or with a challenge for the second one. Of an
   * account that is to be deleted only who wants to keep it may get this far. `held` is the account, where the caller has
   * locked it. Throws `Refused`.
   */
  async start(tx: Queryable, owner: SessionOwner, device: Device, held?: AccountRow): Promise<LoginStart> {
    if (await this.deps.factors.isOn(tx, owner)) return this.challenge(tx, owner)
    const subject = await this.enter(tx, owner, held)
    const enrolOnly = subject.kind === 'admin' && this.deps.adminSecondFactorRequired
    return this.deps.sessions.open(tx, enrolOnly ? { ...subject, enrolOnly } : subject, device)
  }

  /** The second step. A wrong code leaves the challenge; a good one ends it with a session. */
  async finish(
    challenge: string,
    code: string,
    device: Device,
  ): Promise<{ owner: SessionOwner | undefined; result: Result<Finished> | CodeRefusal | TimedRefusal }> {
    const { pool, clock, factors } = this.deps
    const hash = refreshTokenHash(challenge)
    const owner = await findChallenge(pool, hash, clock.nowMs())
    if (owner === undefined) return { owner, result: over() }
    const checked = await factors.checkCode(owner, code)
    if (!checked.ok) return { owner, result: checked }
    try {
      return { owner, result: await this.open(hash, owner, device) }
    } catch (error) {
      if (error instanceof Refused) return { owner, result: error.refusal }
      throw error
    }
  }

  private async open(
    hash: Buffer,
    owner: SessionOwner,
    device: Device,
  ): Promise<Result<Finished> | Refusal<'CHALLENGE_OVER'>> {
    const { pool, sessions } = this.deps
    return inTransaction(pool, async (tx) => {
      // The account first: whatever ends its sessions ends its challenges in the same order.
      const subject = await this.enter(tx, owner)
      if (!(await takeChallenge(tx, hash))) throw new Refused(over())
      return accept({ subject, pair: await sessions.open(tx, subject, device) })
    })
  }

  /** Who comes in, as his account is now: it may have become another one since he began. Keeps an account that was to go. */
  private async enter(tx: Queryable, owner: SessionOwner, held?: AccountRow): Promise<TokenSubject> {
    const nowMs = this.deps.clock.nowMs()
    if ('userId' in owner) {
      const account = held ?? (await lockAccount(tx, owner.userId))
      if (account === undefined) throw new Refused(over())
      if (account.deletionRequestedAtMs !== null) await this.deps.leaving.restoreIn(tx, account)
      await touchLogin(tx, 'users', account.id, nowMs)
      return { kind: 'player', userId: account.id }
    }
    const admin = await keepAdmin(tx, owner.adminId)
    if (admin === undefined) throw new Refused(over())
    await touchLogin(tx, 'admin_users', admin.id, nowMs)
    return { kind: 'admin', adminId: admin.id, siteId: admin.site_id, role: admin.role }
  }

  private async challenge(tx: Queryable, owner: SessionOwner): Promise<Challenge> {
    const { random, clock } = this.deps
    const { token, hash } = newRefreshToken(random)
    const nowMs = clock.nowMs()
    await insertChallenge(tx, hash, owner, nowMs, nowMs + CHALLENGE_SECONDS * 1_000)
    return { secondFactor: 'required', challenge: token, expiresIn: CHALLENGE_SECONDS }
  }
}

const over = () => refuse('CHALLENGE_OVER', 'this log-in has ended; begin again')
