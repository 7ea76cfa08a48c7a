import { accept, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { Post } from '../post/index.ts'
import { rememberIfExcluded } from '../safe-play/index.ts'
import { findAccount, lockAccount, proveEmail, setPendingEmail } from './account-row.store.ts'
import type { AttemptGuard } from './attempt-guard.ts'
import { confirmOwner } from './confirm-owner.ts'
import { dropTokens, findToken, useToken } from './link-tokens.store.ts'
import { LINK_INVALID, linkTokenHash } from './link-tokens.ts'
import { orRefused } from './or-refused.ts'
import { refuseTakenIdentity } from './taken-identity.ts'
import { tellOwner } from './tell-owner.ts'

export interface EmailDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly post: Post
  readonly guard: AttemptGuard
}

/** Addresses: an address proves nothing until its owner has opened the link that was sent there. */
export class Emails {
  private readonly deps: EmailDependencies

  constructor(deps: EmailDependencies) {
    this.deps = deps
  }

  /** Uses a link up: the waiting address becomes the account's, and the one before is told. */
  async verify(token: string): Promise<Result<void> | TimedRefusal> {
    const { pool, clock, post } = this.deps
    const hash = linkTokenHash(token)
    const taken = { users_email_key: refuse('EMAIL_TAKEN', 'another account has proven this address') }
    return orRefused(
      pool,
      async (tx) => {
        const userId = await findToken(tx, 'verify-email', hash, clock.nowMs())
        const account = userId === undefined ? undefined : await lockAccount(tx, userId)
        const used = account && (await useToken(tx, 'verify-email', hash, clock.nowMs()))
        if (!used || account.pendingEmail === null) throw new Refused(LINK_INVALID)
        const taken = await refuseTakenIdentity(tx, { email: account.pendingEmail }, account.id)
        if (taken) throw new Refused(taken)
        await proveEmail(tx, account.id)
        await rememberIfExcluded(tx, account.id)
        // Whoever reads the mailbox before has no way back in by a link that was sent there.
        await dropTokens(tx, account.id, 'reset-password')
        // To the address before: `account` is what it was.
        await tellOwner(post, tx, account, 'email-changed')
      },
      taken,
    )
  }

  /** Sends the link for the waiting address again; the one before is good no more. */
  async resend(userId: number): Promise<Result<void> | TimedRefusal> {
    const { pool, post } = this.deps
    return orRefused(pool, async (tx) => {
      const account = await lockAccount(tx, userId)
      if (account?.pendingEmail == null) throw new Refused(refuse('EMAIL_UNCHANGED', 'no address waits to be proven'))
      const { pendingEmail: recipient, locale } = account
      const refusal = await post.queueSparingly(tx, { kind: 'verify-email', userId, recipient, locale })
      if (refusal) throw new Refused(refusal)
    })
  }

  /** Lets an address wait to be proven. Whether it has an account already is told to the address alone. */
  async change(
    userId: number,
    body: { readonly email: string; readonly password: string },
    address: string,
  ): Promise<Result<{ pendingEmail: string }> | TimedRefusal> {
    const { pool, guard, post } = this.deps
    const account = await findAccount(pool, { id: userId })
    const confirmed = await confirmOwner(guard, account, body.password, address)
    if (!confirmed.ok) return confirmed
    if (confirmed.value.email?.toLowerCase() === body.email.toLowerCase()) {
      return refuse('EMAIL_UNCHANGED', 'this is the address of the account')
    }
    const changed = await orRefused(pool, async (tx) => {
      const locked = await lockAccount(tx, userId)
      // Somebody has taken the account back since it was confirmed.
      if (locked?.passwordHash !== confirmed.value.passwordHash) throw new Refused(refuse('WRONG_PASSWORD'))
      await setPendingEmail(tx, userId, body.email)
      await dropTokens(tx, userId, 'verify-email')
      const letter = { kind: 'verify-email', userId, recipient: body.email, locale: locked.locale } as const
      const refusal = await post.queueSparingly(tx, letter)
      if (refusal) throw new Refused(refusal)
    })
    return changed.ok ? accept({ pendingEmail: body.email }) : changed
  }
}
