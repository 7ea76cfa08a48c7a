import {
  accept,
  type Locale,
  nicknameLook,
  type Profile,
  type Refusal,
  type Result,
  refuse,
  type signupBody,
} from '@casino-club/shared'
import type { z } from 'zod'
import { insertFirstSeeds } from '../fairness/index.ts'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { openPlayer } from '../player/index.ts'
import type { Post } from '../post/index.ts'
import { findByLogin, lockAccount, type SeenAccount } from './account-row.store.ts'
import type { AttemptGuard } from './attempt-guard.ts'
import { checkInvite, type InviteRefusal } from './check-invite.ts'
import { refuseReservedNames } from './check-names.ts'
import { checkPassword } from './check-password.ts'
import { findInvite, type Invite, takeInviteUse } from './invites.store.ts'
import type { CountedName } from './lockout.store.ts'
import { orRefused } from './or-refused.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { PlainEntries } from './plain-entries.ts'
import { areRetired } from './retired-names.store.ts'
import type { LoginStart, Logins } from './second-factor/logins.service.ts'
import type { Sessions, TokenPair } from './sessions.service.ts'
import type { Device, SessionOwner } from './sessions.store.ts'
import { insertSignIn } from './sign-ins.store.ts'
import { refuseTakenIdentity } from './taken-identity.ts'
import { type AdminRow, findAdmin, findProfile, insertUser, keepAdmin } from './users.store.ts'

export type SignupBody = z.output<typeof signupBody>

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
  readonly post: Post
  readonly guard: AttemptGuard
  /** What belongs to a player’s first event, in its transaction. */
  readonly opened: (tx: Queryable, userId: number, nowMs: number) => Promise<void>
}

/** The refusals for the unique names of an account. */
export const TAKEN: Readonly<Record<string, Refusal>> = {
  users_site_id_key: refuse('SITE_ID_TAKEN'),
  users_nickname_key: refuse('NICKNAME_TAKEN'),
  users_nickname_look_key: refuse('NICKNAME_TAKEN', 'a nickname that looks like this one is taken'),
  users_phone_number_key: refuse('PHONE_TAKEN'),
}

/**
 * Only what can be a name is looked up: other letters may fold to it in Postgres and not here, and would count as
 * somebody else's failures.
 */
const isSiteId = (text: string): boolean => /^[A-Za-z0-9_.-]{3,32}$/.test(text)
const isLoginName = (text: string): boolean => isSiteId(text) || /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(text)

const BAD_CREDENTIALS = refuse('BAD_CREDENTIALS', 'the name or the password is wrong')
const DELETION_PENDING = refuse('DELETION_PENDING', 'this account will be deleted; log in with restore to keep it')
const CLIENT_SEED_BYTES = 8

type Opened = TokenPair & { readonly userId: number }
/** The account as its password was shown for, and the profile where it was read on the way. */
type Entered = LoginStart & { readonly seen: SeenAccount; readonly profile?: Profile }
/** What else comes into being with an account, in the same transaction. */
export type AlsoOpening = (tx: Queryable, userId: number) => Promise<void>

/** Accounts of players and admins: opening them and logging in. */
export class Accounts {
  private readonly deps: AccountDependencies
  private readonly seen: Batches<string, SeenAccount | undefined>
  private readonly plain: PlainEntries

  constructor(deps: AccountDependencies) {
    this.deps = deps
    this.seen = new Batches({ work: (names) => findByLogin(deps.pool, names) })
    this.plain = new PlainEntries(deps.pool, deps.sessions)
  }

  async checkInvite(code: string): Promise<Result<Invite, InviteRefusal>> {
    return checkInvite(await findInvite(this.deps.pool, code), this.deps.clock.nowMs())
  }

  /**
   * Opens an account, takes the invite's use, and logs in: all or nothing. An e-mail address waits to be proven; one
   * that another account has proven is refused.
   */
  async signUp(
    body: SignupBody,
    device: Device,
    locale: Locale,
    also?: AlsoOpening,
  ): Promise<Result<Opened> | TimedRefusal> {
    const invite = await this.checkInvite(body.inviteCode)
    if (!invite.ok) return invite
    const refusal =
      refuseReservedNames([body.siteId, body.nickname]) ??
      checkPassword(body.password, body) ??
      (await refuseTakenIdentity(this.deps.pool, body))
    if (refusal) return refusal
    const passwordHash = await hashPassword(body.password)
    return orRefused(this.deps.pool, (tx) => this.openAccount(tx, body, { passwordHash, locale, also }, device), TAKEN)
  }

  private async openAccount(
    tx: Queryable,
    body: SignupBody,
    { passwordHash, locale, also }: { passwordHash: string; locale: Locale; also: AlsoOpening | undefined },
    device: Device,
  ): Promise<Opened> {
    const { clock, random, sessions, post } = this.deps
    const nowMs = clock.nowMs()
    const look = nicknameLook(body.nickname)
    const userId = await insertUser(tx, { ...body, passwordHash, locale, nicknameLook: look }, nowMs)
    // After the insert, which waits for an erasure that frees the name: now what that has retired can be seen.
    const retired = await areRetired(tx, body.siteId, look)
    if (retired.siteId) throw new Refused(refuse('SITE_ID_TAKEN'))
    if (retired.nickname) throw new Refused(refuse('NICKNAME_TAKEN'))
    if (!(await takeInviteUse(tx, body.inviteCode, userId, nowMs))) throw new Refused(refuse('INVITE_USED_UP'))
    await insertFirstSeeds(tx, userId, random.bytes(CLIENT_SEED_BYTES).toString('hex'), random, nowMs)
    await openPlayer(tx, userId, random, nowMs)
    await this.deps.opened(tx, userId, nowMs)
    await also?.(tx, userId)
    if (body.email !== undefined) {
      // Refused when others have given this address again and again: the account opens all the same.
      await post.queueSparingly(tx, { kind: 'verify-email', userId, recipient: body.email, locale })
    }
    const pair = await sessions.open(tx, { kind: 'player', userId }, device)
    return { ...pair, userId }
  }

  /**
   * Logs a player in, by his site id or his proven e-mail address. A wrong name and a wrong password look and take the
   * same. `namesOf` gives what the attempts of a device that has been in before count under.
   */
  async logIn(
    credentials: Credentials & { readonly restore?: boolean | undefined },
    device: Device,
    namesOf: (account: SeenAccount | undefined) => readonly CountedName[] | undefined = () => undefined,
  ): Promise<Result<Entered> | TimedRefusal> {
    const { pool, guard } = this.deps
    const found = isLoginName(credentials.siteId) ? await this.seen.hand(credentials.siteId) : undefined
    const names = namesOf(found) ?? [{ scope: 'account', subject: credentials.siteId }]
    const attempt = { names, address: device.address }
    const judged = await guard.judge(attempt, BAD_CREDENTIALS, async (takeBack) => {
      if (!(await passwordFits(found?.passwordHash, credentials.password)) || found === undefined) return undefined
      const opened = await this.plain.open(found, takeBack.names, device)
      if (opened !== undefined) {
        takeBack.done()
        return accept({ ...opened, seen: found })
      }
      return orRefused(pool, async (tx) => {
        const entered = await this.enter(tx, found, credentials.restore === true, device)
        await takeBack.in(tx)
        return entered
      })
    })
    return judged.ok ? judged.value : judged
  }

  /** Opens the session, unless the account has become another one since its password was looked at. */
  private async enter(tx: Queryable, seen: SeenAccount, restore: boolean, device: Device): Promise<Entered> {
    const account = await lockAccount(tx, seen.id)
    if (account?.passwordHash !== seen.passwordHash) throw new Refused(BAD_CREDENTIALS)
    if (account.deletionRequestedAtMs !== null && !restore) throw new Refused(DELETION_PENDING)
    const start = await this.deps.logins.start(tx, { userId: account.id }, device, account)
    await this.record(tx, { userId: account.id }, start, device)
    return { ...start, seen }
  }

  /** Logs an admin in; admins and players are apart. */
  async logInAdmin(
    credentials: Credentials,
    device: Device,
  ): Promise<Result<LoginStart & { admin: AdminRow }> | TimedRefusal> {
    const { pool, guard } = this.deps
    const attempt = { names: [{ scope: 'admin', subject: credentials.siteId }], address: device.address } as const
    const judged = await guard.judge(attempt, BAD_CREDENTIALS, async (takeBack) => {
      const seen = isSiteId(credentials.siteId) ? await findAdmin(pool, { siteId: credentials.siteId }) : undefined
      if (!(await passwordFits(seen?.password_hash, credentials.password)) || seen === undefined) return undefined
      return orRefused(pool, async (tx) => {
        const admin = await keepAdmin(tx, seen.id)
        if (admin?.password_hash !== seen.password_hash) throw new Refused(BAD_CREDENTIALS)
        const start = await this.deps.logins.start(tx, { adminId: admin.id }, device)
        await this.record(tx, { adminId: admin.id }, start, device)
        await takeBack.in(tx)
        return { ...start, admin }
      })
    })
    return judged.ok ? judged.value : judged
  }

  /** A right password stands in the history with what it opened. */
  private record(tx: Queryable, subject: SessionOwner, start: LoginStart, device: Device): Promise<void> {
    const outcome = 'challenge' in start ? ('challenged' as const) : ('success' as const)
    const nowMs = this.deps.clock.nowMs()
    return insertSignIn(tx, { subject, method: 'password', outcome, reason: null, device, nowMs })
  }

  profile(userId: number): Promise<Profile | undefined> {
    return findProfile(this.deps.pool, userId)
  }
}
