import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { Refused } from '../../platform/http/refused.ts'
import type { TimedRefusal } from '../../platform/http/route.ts'
import type { RandomSource } from '../../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { ownerOf, type Sessions, type TokenPair } from '../sessions.service.ts'
import { type Device, lockOwner, type SessionOwner } from '../sessions.store.ts'
import { newRefreshToken, refreshTokenHash, type TokenSubject } from '../tokens.ts'
import { findAdmin } from '../users.store.ts'
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

  /** Goes on after a first proof, in the transaction of a caller who holds the account's row: with a session, or with a challenge for the second one. */
  async start(tx: Queryable, subject: TokenSubject, device: Device): Promise<LoginStart> {
    const { factors, sessions, adminSecondFactorRequired } = this.deps
    const owner = ownerOf(subject)
    if (await factors.isOn(tx, owner)) return this.challenge(tx, owner)
    const enrolOnly = subject.kind === 'admin' && adminSecondFactorRequired
    return sessions.open(tx, enrolOnly ? { ...subject, enrolOnly } : subject, device)
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
    const subject = await this.subjectOf(owner)
    return inTransaction(pool, async (tx) => {
      if (subject === undefined || !(await takeChallenge(tx, hash))) return over()
      await lockOwner(tx, owner)
      return accept({ subject, pair: await sessions.open(tx, subject, device) })
    })
  }

  private async subjectOf(owner: SessionOwner): Promise<TokenSubject | undefined> {
    if ('userId' in owner) return { kind: 'player', userId: owner.userId }
    const admin = await findAdmin(this.deps.pool, { id: owner.adminId })
    return admin && { kind: 'admin', adminId: admin.id, siteId: admin.site_id, role: admin.role }
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
