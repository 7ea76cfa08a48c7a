import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { AdminPrincipal, RequestInfo } from '../../platform/http/route.ts'
import type { RandomSource } from '../../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import type { Post } from '../../post/index.ts'
import { findAccount } from '../account-row.store.ts'
import type { SecretBox } from '../keys/secret-box.ts'
import { countAttempts, type LockoutScope, takeAttemptBack } from '../lockout.store.ts'
import { passwordFits } from '../passwords.ts'
import type { Sessions } from '../sessions.service.ts'
import { liftEnrolment, markProven, provenAt, type SessionOwner } from '../sessions.store.ts'
import { tellOwner } from '../tell-owner.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import {
  confirmFactor,
  deleteFactor,
  type FactorRow,
  findFactor,
  findSecrets,
  putUnconfirmed,
  replaceRecoveryCodes,
  reseal,
  takeRecoveryCode,
  takeStep,
} from './second-factor.store.ts'
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts'

export interface SecondFactorDependencies {
  readonly pool: Pool
  readonly box: SecretBox
  readonly clock: Clock
  readonly random: RandomSource
  readonly sessions: Sessions
  readonly post: Post
  readonly lockoutSeconds: number
  /** Whether an admin without a second factor may do nothing but set one up. */
  readonly adminRequired: boolean
  /** Writes down what an admin has done to his own second factor, in the same transaction. */
  readonly audit: (tx: Queryable, actor: AdminActor, action: FactorAction) => Promise<void>
}

/** An admin, and the request he acts by. */
export interface AdminActor {
  readonly admin: Pick<AdminPrincipal, 'adminId' | 'siteId'>
  readonly request: Pick<RequestInfo, 'address' | 'id'>
}
type FactorAction = 'admins.second-factor-on' | 'admins.second-factor-off' | 'admins.recovery-codes'

export type TimedLock = Refusal<'LOCKED_OUT'> & { readonly retryAfterSeconds: number }
export type CodeRefusal = Refusal<'CODE_WRONG' | 'SECOND_FACTOR_OFF'> | TimedLock
export type PasswordRefusal = Refusal<'PASSWORD_WRONG'> | TimedLock

/** Who asks, and by which session. */
export interface Asker {
  readonly owner: SessionOwner
  readonly sessionId: string
}

/** Who changes his own second factor. */
export interface FactorOwner extends Asker {
  /** Where it is an admin. */
  readonly actor: AdminActor | undefined
}

const MAX_WRONG_CODES = 5
/** For so long after a proof the sensitive is open. */
const PROVEN_FOR_MS = 600_000

const nameOf = (owner: SessionOwner): string => ('userId' in owner ? `user:${owner.userId}` : `admin:${owner.adminId}`)
const contextOf = (owner: SessionOwner): string => `second-factor/${nameOf(owner)}`

/** Second factors: set up, asked for, replaced, taken away; and the proof that a session is still in the right hands. */
export class SecondFactors {
  private readonly deps: SecondFactorDependencies

  constructor(deps: SecondFactorDependencies) {
    this.deps = deps
  }

  async isOn(via: Queryable, owner: SessionOwner): Promise<boolean> {
    return (await findFactor(via, owner))?.confirmed === true
  }

  async status({ owner, sessionId }: Asker) {
    const factor = await findFactor(this.deps.pool, owner)
    const enabled = factor?.confirmed === true
    const untilMs = await this.provenUntilMs(sessionId)
    return {
      enabled,
      recoveryCodesLeft: enabled ? factor.recovery_codes_left : 0,
      stepUp: enabled ? ('code' as const) : ('password' as const),
      provenUntil: untilMs > this.deps.clock.nowMs() ? new Date(untilMs).toISOString() : null,
    }
  }

  /** Begins to set one up; nothing is asked for until `confirm`. Beginning again replaces what was begun. */
  async begin(owner: SessionOwner): Promise<Result<{ secret: string; uri: string }, 'SECOND_FACTOR_ON'>> {
    const { pool, box, random, clock } = this.deps
    const account = await findSecrets(pool, owner)
    if (account === undefined) throw new Error(`${nameOf(owner)} has a session and no account`)
    const secret = newTotpSecret((count) => random.bytes(count))
    const put = await putUnconfirmed(pool, owner, box.seal(secret, contextOf(owner)), clock.nowMs())
    if (!put) return refuse('SECOND_FACTOR_ON', 'a second factor is set up already')
    return accept({ secret, uri: totpUri(secret, account.site_id) })
  }

  /**
   * Turns it on with a first code, which proves that the app has the secret; gives the recovery codes, once. An admin's other
   * sessions have shown a password and nothing more: they end.
   */
  async confirm(by: FactorOwner, code: string): Promise<Result<string[]> | CodeRefusal> {
    const { owner, sessionId } = by
    return this.counted('factor', owner, 'CODE_WRONG', async () => {
      const { pool, clock } = this.deps
      const factor = await findFactor(pool, owner)
      const step = factor && !factor.confirmed ? await this.stepOf(factor, owner, code) : undefined
      if (factor === undefined || step === undefined) return undefined
      return inTransaction(pool, async (tx) => {
        if (!(await confirmFactor(tx, factor, step, clock.nowMs()))) return undefined
        // Whoever has been put out meanwhile leaves no second factor behind.
        await this.deps.sessions.requireOpen(tx, sessionId)
        await markProven(tx, sessionId, clock.nowMs())
        if ('adminId' in owner) {
          await liftEnrolment(tx, sessionId)
          await this.deps.sessions.endIn(tx, { owner, except: sessionId }, 'LOGOUT_OTHERS')
        }
        await this.tell(tx, by, 'second-factor-on')
        return this.putRecoveryCodes(tx, factor.id)
      })
    })
  }

  /** New recovery codes; those before are good no more. */
  async renewRecoveryCodes({ owner, actor }: FactorOwner): Promise<Result<string[], 'SECOND_FACTOR_OFF'>> {
    return inTransaction(this.deps.pool, async (tx) => {
      const factor = await findFactor(tx, owner)
      if (factor?.confirmed !== true) return refuse('SECOND_FACTOR_OFF', 'there is no second factor')
      if (actor) await this.deps.audit(tx, actor, 'admins.recovery-codes')
      return accept(await this.putRecoveryCodes(tx, factor.id))
    })
  }

  /**
   * Turns it off, for who has both the password and a code. An admin who must have one is out by that: whoever comes in again
   * sets up another one first.
   */
  async turnOff(
    by: FactorOwner,
    password: string,
    code: string,
  ): Promise<Result<true> | CodeRefusal | PasswordRefusal> {
    const { owner } = by
    const fits = await this.checkPassword(owner, password)
    if (!fits.ok) return fits
    const checked = await this.checkCode(owner, code)
    if (!checked.ok) return checked
    await inTransaction(this.deps.pool, async (tx) => {
      if (!(await deleteFactor(tx, owner))) return
      await this.tell(tx, by, 'second-factor-off')
      if ('adminId' in owner && this.deps.adminRequired) await this.deps.sessions.endIn(tx, owner, 'LOGOUT_ALL')
    })
    return accept(true)
  }

  /** Players are written to; what admins do stands in the audit log. */
  private async tell(
    tx: Queryable,
    { owner, actor }: FactorOwner,
    kind: 'second-factor-on' | 'second-factor-off',
  ): Promise<void> {
    if (actor) await this.deps.audit(tx, actor, `admins.${kind}`)
    const account = 'userId' in owner ? await findAccount(tx, { id: owner.userId }) : undefined
    if (account) await tellOwner(this.deps.post, tx, account, kind)
  }

  /** Takes it away without any proof, for whoever lost everything; the caller audits it. */
  remove(tx: Queryable, owner: SessionOwner): Promise<boolean> {
    return deleteFactor(tx, owner)
  }

  /** Whether a code of the app or a recovery code is good; it is used up by that. */
  async checkCode(owner: SessionOwner, code: string): Promise<Result<true> | CodeRefusal> {
    const factor = await findFactor(this.deps.pool, owner)
    if (factor?.confirmed !== true) return refuse('SECOND_FACTOR_OFF', 'there is no second factor')
    return this.counted('factor', owner, 'CODE_WRONG', () => this.useCode(factor, owner, code))
  }

  async checkPassword(owner: SessionOwner, password: string): Promise<Result<true> | PasswordRefusal> {
    return this.counted('proof', owner, 'PASSWORD_WRONG', async () => {
      const account = await findSecrets(this.deps.pool, owner)
      return (await passwordFits(account?.password_hash ?? undefined, password)) ? true : undefined
    })
  }

  /** Proves a session once more; gives until when that holds, ms since the epoch. */
  async prove(
    { owner, sessionId }: Asker,
    proof: { code: string } | { password: string },
  ): Promise<Result<number> | CodeRefusal | PasswordRefusal | Refusal<'INVALID_PAYLOAD'>> {
    const { pool, clock } = this.deps
    const needsCode = await this.isOn(pool, owner)
    if (needsCode !== 'code' in proof)
      return refuse('INVALID_PAYLOAD', `a ${needsCode ? 'code' : 'password'} is needed`)
    const checked =
      'code' in proof ? await this.checkCode(owner, proof.code) : await this.checkPassword(owner, proof.password)
    if (!checked.ok) return checked
    const nowMs = clock.nowMs()
    await markProven(pool, sessionId, nowMs)
    return accept(nowMs + PROVEN_FOR_MS)
  }

  /** Whether a session was proven recently enough for what is sensitive; `secondFactor`: or its owner has none. */
  async isProven(
    session: SessionOwner & { readonly sessionId: string },
    whose: 'all' | 'secondFactor',
  ): Promise<boolean> {
    if (whose === 'secondFactor' && !(await this.isOn(this.deps.pool, session))) return true
    return this.deps.clock.nowMs() < (await this.provenUntilMs(session.sessionId))
  }

  /** Until when a session is proven by its last proof, ms since the epoch; long ago where there was none. */
  async provenUntilMs(sessionId: string): Promise<number> {
    return ((await provenAt(this.deps.pool, sessionId)) ?? 0) + PROVEN_FOR_MS
  }

  private async useCode(factor: FactorRow, owner: SessionOwner, code: string): Promise<true | undefined> {
    const { pool, clock } = this.deps
    const digits = code.replaceAll(/[\s-]/g, '')
    const used = /^[0-9]{6}$/.test(digits)
      ? await this.useStep(factor, owner, digits)
      : await takeRecoveryCode(pool, factor.id, recoveryCodeHash(code), clock.nowMs())
    return used ? true : undefined
  }

  private async useStep(factor: FactorRow, owner: SessionOwner, digits: string): Promise<boolean> {
    const step = await this.stepOf(factor, owner, digits)
    return step !== undefined && (await takeStep(this.deps.pool, factor.id, step))
  }

  private async stepOf(factor: FactorRow, owner: SessionOwner, code: string): Promise<number | undefined> {
    const { box, pool, clock } = this.deps
    const secret = box.open(factor.sealed_secret, contextOf(owner))
    const step = stepOfCode(secret, code.replaceAll(/\s/g, ''), clock.nowMs(), factor.last_step)
    // Not while it is confirmed: that compares the sealed text.
    if (step !== undefined && factor.confirmed && box.isOld(factor.sealed_secret)) {
      await reseal(pool, factor, box.seal(secret, contextOf(owner)))
    }
    return step
  }

  private async putRecoveryCodes(tx: Queryable, factorId: number): Promise<string[]> {
    const codes = newRecoveryCodes((count) => this.deps.random.bytes(count))
    await replaceRecoveryCodes(tx, factorId, codes.map(recoveryCodeHash))
    return codes
  }

  /** Counts an attempt of an account before it is judged; after too many wrong ones it has to wait. */
  private async counted<T, R extends 'CODE_WRONG' | 'PASSWORD_WRONG'>(
    scope: LockoutScope,
    owner: SessionOwner,
    wrong: R,
    judge: () => Promise<T | undefined>,
  ): Promise<Result<T> | Refusal<R> | TimedLock> {
    const { pool, clock, lockoutSeconds } = this.deps
    const name = { scope, subject: nameOf(owner) }
    const policy = { maxFailures: MAX_WRONG_CODES, maxFailuresPerAddress: MAX_WRONG_CODES, lockoutSeconds }
    const [retryAfterSeconds = 0] = await countAttempts(pool, [[name]], policy, clock.nowMs())
    if (retryAfterSeconds > 0) return { ...refuse('LOCKED_OUT', 'too many wrong attempts'), retryAfterSeconds }
    const value = await judge()
    if (value === undefined) return refuse(wrong, 'that was wrong')
    await takeAttemptBack(pool, [name])
    return accept(value)
  }
}
