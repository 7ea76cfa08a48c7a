import { accept, type Profile, type Refusal, type Result, refuse, type signupBody } from '@casino-club/shared'
import type { z } from 'zod'
import { insertFirstSeeds } from '../fairness/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inTransaction, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'
import { openPlayer } from '../player/index.ts'
import { checkInvite, type InviteRefusal } from './check-invite.ts'
import { findInvite, type Invite, takeInviteUse } from './invites.store.ts'
import { countAttempt, forgetAttempt, type LockoutScope } from './lockout.store.ts'
import { hashPassword, isCommonPassword, passwordFits } from './passwords.ts'
import type { LoginStart, Logins } from './second-factor/logins.service.ts'
import type { Sessions, TokenPair } from './sessions.service.ts'
import type { Device } from './sessions.store.ts'
import { type AdminRow, findAdmin, findCredentials, findProfile, insertUser, touchLogin } from './users.store.ts'

export type SignupBody = z.output<typeof signupBody>
export type TakenRefusal = 'SITE_ID_TAKEN' | 'NICKNAME_TAKEN' | 'EMAIL_TAKEN' | 'PHONE_TAKEN'
export type SignupRefusal = InviteRefusal | TakenRefusal | 'PASSWORD_TOO_COMMON'
export type LoginRefusal = Refusal<'BAD_CREDENTIALS'> | (Refusal<'LOCKED_OUT'> & { readonly retryAfterSeconds: number })

/** What else comes into being with an account, in the same transaction. */
export type AlsoOpening = (tx: Queryable, userId: number) => Promise<void>

export interface Credentials {
  readonly siteId: string
  readonly password: string
}

export interface AccountDependencies {
  readonly pool: Pool
  readonly sessions: Sessions
  readonly logins: Logins
  readonly clock: Clock
  readonly random: RandomSource
  readonly login: {
    readonly maxFailures: number
    readonly maxFailuresPerAddress: number
    readonly lockoutSeconds: number
  }
}

const TAKEN: Readonly<Record<string, TakenRefusal>> = {
  users_site_id_key: 'SITE_ID_TAKEN',
  users_nickname_key: 'NICKNAME_TAKEN',
  users_email_key: 'EMAIL_TAKEN',
  users_phone_number_key: 'PHONE_TAKEN',
}

/** Thrown inside the sign-up's transaction to undo it, and turned into its refusal outside. */
class SignupRefused extends Error {
  readonly reason: InviteRefusal
  constructor(reason: InviteRefusal) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Only what can be a site id is looked up: other letters may fold to it in Postgres and not here, and would count as
 * somebody else's failures.
 */
const isSiteId = (text: string): boolean => /^[A-Za-z0-9_.-]{3,32}$/.test(text)

const UNIQUE_VIOLATION = '23505'
const CLIENT_SEED_BYTES = 8

/** Accounts of players and admins: opening them and logging in. */
export class Accounts {
  private readonly deps: AccountDependencies

  constructor(deps: AccountDependencies) {
    this.deps = deps
  }

  async checkInvite(code: string): Promise<Result<Invite, InviteRefusal>> {
    return checkInvite(await findInvite(this.deps.pool, code), this.deps.clock.nowMs())
  }

  /** Opens an account, takes the invite's use, and logs in: all or nothing. */
  async signUp(
    body: SignupBody,
    device: Device,
    also?: AlsoOpening,
  ): Promise<Result<TokenPair & { userId: number }, SignupRefusal>> {
    const invite = await this.checkInvite(body.inviteCode)
    if (!invite.ok) return invite
    if (isCommonPassword(body.password)) return refuse('PASSWORD_TOO_COMMON', 'this password is among the first tried')
    const passwordHash = await hashPassword(body.password)
    try {
      return accept(await this.openAccount(body, passwordHash, device, also))
    } catch (error) {
      if (error instanceof SignupRefused) return refuse(error.reason)
      const taken = sqlState(error) === UNIQUE_VIOLATION ? TAKEN[constraintOf(error)] : undefined
      if (taken === undefined) throw error
      return refuse(taken)
    }
  }

  private openAccount(
    body: SignupBody,
    passwordHash: string,
    device: Device,
    also?: AlsoOpening,
  ): Promise<TokenPair & { userId: number }> {
    const { pool, clock, random, sessions } = this.deps
    return inTransaction(pool, async (tx) => {
      const nowMs = clock.nowMs()
      const userId = await insertUser(tx, { ...body, passwordHash }, nowMs)
      if (!(await takeInviteUse(tx, body.inviteCode, userId, nowMs))) throw new SignupRefused('INVITE_USED_UP')
      await insertFirstSeeds(tx, userId, random.bytes(CLIENT_SEED_BYTES).toString('hex'), random, nowMs)
      await openPlayer(tx, userId, random, nowMs)
      await also?.(tx, userId)
      const pair = await sessions.open(tx, { kind: 'player', userId }, device)
      return { ...pair, userId }
    })
  }

  /** Logs a player in. A wrong name and a wrong password look and take the same. */
  async logIn(
    credentials: Credentials,
    device: Device,
  ): Promise<Result<LoginStart & { userId: number }> | LoginRefusal> {
    const { pool } = this.deps
    return this.guarded('account', credentials.siteId, device.address, async () => {
      const found = isSiteId(credentials.siteId) ? await findCredentials(pool, credentials.siteId) : undefined
      if (!(await passwordFits(found?.password_hash, credentials.password)) || found === undefined) return undefined
      const pair = await inTransaction(pool, async (tx) => {
        await touchLogin(tx, 'users', found.id, this.deps.clock.nowMs())
        return this.deps.logins.start(tx, { kind: 'player', userId: found.id }, device)
      })
      return { ...pair, userId: found.id }
    })
  }

  /** Logs an admin in; admins and players are apart. */
  async logInAdmin(
    credentials: Credentials,
    device: Device,
  ): Promise<Result<LoginStart & { admin: AdminRow }> | LoginRefusal> {
    const { pool } = this.deps
    return this.guarded('admin', credentials.siteId, device.address, async () => {
      const admin = isSiteId(credentials.siteId) ? await findAdmin(pool, { siteId: credentials.siteId }) : undefined
      if (!(await passwordFits(admin?.password_hash, credentials.password)) || admin === undefined) return undefined
      const { id: adminId, site_id: siteId, role } = admin
      const pair = await inTransaction(pool, async (tx) => {
        await touchLogin(tx, 'admin_users', adminId, this.deps.clock.nowMs())
        return this.deps.logins.start(tx, { kind: 'admin', adminId, siteId, role }, device)
      })
      return { ...pair, admin }
    })
  }

  profile(userId: number): Promise<Profile | undefined> {
    return findProfile(this.deps.pool, userId)
  }

  /** Counts the attempt for its account and its address, then judges it. */
  private async guarded<T>(
    scope: LockoutScope,
    siteId: string,
    address: string,
    judge: () => Promise<T | undefined>,
  ): Promise<Result<T> | LoginRefusal> {
    const { pool, clock, login } = this.deps
    const { lockoutSeconds } = login
    const perAddress = { maxFailures: login.maxFailuresPerAddress, lockoutSeconds }
    const nowMs = clock.nowMs()
    const waits = [
      await countAttempt(pool, 'address', address, perAddress, nowMs),
      await countAttempt(pool, scope, siteId, { maxFailures: login.maxFailures, lockoutSeconds }, nowMs),
    ]
    const retryAfterSeconds = Math.max(...waits)
    if (retryAfterSeconds > 0) return { ...refuse('LOCKED_OUT', 'too many failed log-ins'), retryAfterSeconds }
    const result = await judge()
    if (result === undefined) return refuse('BAD_CREDENTIALS', 'the name or the password is wrong')
    await forgetAttempt(pool, scope, siteId)
    await forgetAttempt(pool, 'address', address)
    return accept(result)
  }
}

function constraintOf(error: unknown): string {
  return error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
}
