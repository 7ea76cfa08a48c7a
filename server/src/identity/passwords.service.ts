import { accept, type Locale, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import type { Post } from '../post/index.ts'
import { type AccountRow, findAccount, forgetPendingEmail, lockAccount, setPassword } from './account-row.store.ts'
import type { AttemptGuard } from './attempt-guard.ts'
import { checkPassword } from './check-password.ts'
import { confirmOwner } from './confirm-owner.ts'
import { dropTokens, findToken, useToken } from './link-tokens.store.ts'
import { LINK_INVALID, linkTokenHash } from './link-tokens.ts'
import { type CountedName, forgetFailures } from './lockout.store.ts'
import { deleteIdentities } from './oidc/oidc.store.ts'
import { orRefused } from './or-refused.ts'
import { hashPassword } from './passwords.ts'
import type { Sessions } from './sessions.service.ts'
import { tellOwner } from './tell-owner.ts'

export interface PasswordDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly post: Post
  readonly guard: AttemptGuard
  readonly sessions: Sessions
}

/** New passwords: by a link for who forgot the old one, or by the old one. */
export class Passwords {
  private readonly deps: PasswordDependencies

  constructor(deps: PasswordDependencies) {
    this.deps = deps
  }

  /**
   * Queues a letter for the address, whoever's it is: the same work and the same answer with and without an account.
   * Whether there is one is found out when the letter is sent.
   */
  forgot(email: string, locale: Locale): Promise<TimedRefusal | undefined> {
    const letter = { kind: 'reset-password', userId: null, recipient: email, locale } as const
    return inTransaction(this.deps.pool, (tx) => this.deps.post.queueSparingly(tx, letter))
  }

  /**
   * Uses a link up: sets the password, ends all sessions, takes a lock-out away. Somebody takes his account back: an identity
   * at a provider that opens it might be somebody else's, and is linked anew by whoever is in.
   */
  async reset(body: { readonly token: string; readonly password: string }): Promise<Result<number> | TimedRefusal> {
    const { pool, clock } = this.deps
    const hash = linkTokenHash(body.token)
    const userId = await findToken(pool, 'reset-password', hash, clock.nowMs())
    const account = userId === undefined ? undefined : await findAccount(pool, { id: userId })
    if (account === undefined) return LINK_INVALID
    const weak = checkPassword(body.password, account)
    if (weak) return weak
    const passwordHash = await hashPassword(body.password)
    return orRefused(pool, async (tx) => {
      const locked = await lockAccount(tx, account.id)
      const used = locked && (await useToken(tx, 'reset-password', hash, clock.nowMs()))
      if (!used) throw new Refused(LINK_INVALID)
      await this.renew(tx, locked, passwordHash)
      await deleteIdentities(tx, locked.id)
      await forgetFailures(tx, namesOf(locked))
      return this.deps.sessions.endIn(tx, { userId: locked.id }, 'LOGOUT_ALL')
    })
  }

  /** Sets a password by the one before, or the first one of an account without, and ends the other sessions. */
  async change(
    who: { readonly userId: number; readonly sessionId: string; readonly address: string },
    body: { readonly currentPassword?: string | undefined; readonly newPassword: string },
  ): Promise<Result<number> | TimedRefusal> {
    const { pool, guard, sessions } = this.deps
    const account = await findAccount(pool, { id: who.userId })
    const confirmed =
      body.currentPassword === undefined
        ? withoutPassword(account)
        : await confirmOwner(guard, account, body.currentPassword, who.address)
    if (!confirmed.ok) return confirmed
    const weak = checkPassword(body.newPassword, confirmed.value)
    if (weak) return weak
    const passwordHash = await hashPassword(body.newPassword)
    return orRefused(pool, async (tx) => {
      const locked = await lockAccount(tx, who.userId)
      // Somebody has set another one since it was confirmed.
      if (locked?.passwordHash !== confirmed.value.passwordHash) throw new Refused(refuse('WRONG_PASSWORD'))
      await sessions.requireOpen(tx, who.sessionId)
      await this.renew(tx, locked, passwordHash)
      return sessions.endIn(tx, { owner: { userId: locked.id }, except: who.sessionId }, 'LOGOUT_ALL')
    })
  }

  /**
   * Whoever knew the password before keeps nothing by it: links that were asked for end, and an address that was to take the
   * place of the proven one is forgotten. The owner hears of it.
   */
  private async renew(tx: Queryable, account: AccountRow, passwordHash: string): Promise<void> {
    const { id, email } = account
    await setPassword(tx, id, passwordHash)
    await dropTokens(tx, id, 'reset-password')
    await dropTokens(tx, id, 'verify-email')
    if (email !== null) await forgetPendingEmail(tx, id)
    await tellOwner(this.deps.post, tx, account, 'password-changed')
  }
}

/** All that his log-ins are counted under, whoever tries. */
function namesOf({ id, siteId, email }: AccountRow): CountedName[] {
  const typed = email === null ? [siteId] : [siteId, email]
  return [
    ...typed.map((subject) => ({ scope: 'account' as const, subject })),
    { scope: 'devices', subject: String(id) },
  ]
}

function withoutPassword(account: AccountRow | undefined): Result<AccountRow, 'WRONG_PASSWORD'> {
  return account?.hasPassword === false ? accept(account) : refuse('WRONG_PASSWORD', 'the account has a password')
}
