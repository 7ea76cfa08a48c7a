import { type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import type { Post } from '../post/index.ts'
import { type AccountRow, findAccount, lockAccount, setDeletion } from './account-row.store.ts'
import type { AttemptGuard } from './attempt-guard.ts'
import { confirmOwner } from './confirm-owner.ts'
import { orRefused } from './or-refused.ts'
import type { Sessions } from './sessions.service.ts'
import { tellOwner } from './tell-owner.ts'

export interface LeavingDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly post: Post
  readonly guard: AttemptGuard
  readonly sessions: Sessions
  /** How long an account that is to go can still be kept. */
  readonly graceMs: number
}

export interface Departure {
  /** When it is erased, ms since the epoch; not sooner. */
  readonly atMs: number
  readonly sessionsEnded: number
}

/** Going for good: asked for, logged out everywhere, erased after a time of grace unless its owner logs in to keep it. */
export class Leaving {
  private readonly deps: LeavingDependencies

  constructor(deps: LeavingDependencies) {
    this.deps = deps
  }

  async leave(userId: number, password: string, address: string): Promise<Result<Departure> | TimedRefusal> {
    const { pool, clock, post, guard, sessions, graceMs } = this.deps
    const confirmed = await confirmOwner(guard, await findAccount(pool, { id: userId }), password, address)
    if (!confirmed.ok) return confirmed
    return orRefused(pool, async (tx) => {
      const account = await lockAccount(tx, userId)
      if (account?.passwordHash !== confirmed.value.passwordHash) throw new Refused(refuse('WRONG_PASSWORD'))
      const requestedAtMs = account.deletionRequestedAtMs ?? clock.nowMs()
      await setDeletion(tx, userId, requestedAtMs)
      const atMs = requestedAtMs + graceMs
      const day = new Date(atMs).toISOString().slice(0, 10)
      await tellOwner(post, tx, account, 'account-leaving', { day })
      return { atMs, sessionsEnded: await sessions.endIn(tx, { userId }, 'LOGOUT_ALL') }
    })
  }

  /** Keeps an account that was to go, in the transaction of its log-in. */
  async restoreIn(tx: Queryable, account: AccountRow): Promise<void> {
    await setDeletion(tx, account.id, null)
    await tellOwner(this.deps.post, tx, account, 'account-kept')
  }
}
