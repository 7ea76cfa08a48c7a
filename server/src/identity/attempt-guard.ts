import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { networkOf } from '../platform/http/network-of.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { countAttempts, forgetAttempts, type LockoutScope } from './lockout.store.ts'

export interface LoginLimits {
  readonly maxFailures: number
  readonly maxFailuresPerAddress: number
  readonly lockoutSeconds: number
}

/** Who tries to show a password, and from where; failures of one network count together. */
export interface Attempt {
  readonly scope: Exclude<LockoutScope, 'address'>
  /** What was typed for a name. Counted as typed, so that a lock-out tells nothing of which names are one account. */
  readonly subject: string
  readonly address: string
}

export type LockedOut = Refusal<'LOCKED_OUT'> & { readonly retryAfterSeconds: number }

/** The one place where a password is tried: every attempt is counted for its account and its address, then judged. */
export class AttemptGuard {
  private readonly pool: Pool
  private readonly clock: Clock
  private readonly limits: LoginLimits

  constructor(pool: Pool, clock: Clock, limits: LoginLimits) {
    this.pool = pool
    this.clock = clock
    this.limits = limits
  }

  /**
   * What `judge` gives; undefined from it is a failure, and anything else takes the attempt back: in its own transaction,
   * where it calls what it is given as the last of it, else after it.
   */
  async judge<T, R extends TimedRefusal>(
    { scope, subject, address }: Attempt,
    failure: R,
    judge: (forgetIn: (tx: Queryable) => Promise<void>) => Promise<T | undefined>,
  ): Promise<Result<T> | R | LockedOut> {
    const retryAfterSeconds = await this.count(scope, subject, address)
    if (retryAfterSeconds > 0) return { ...refuse('LOCKED_OUT', 'too many failed log-ins'), retryAfterSeconds }
    let forgotten = false
    const result = await judge(async (tx) => {
      await forgetAttempts(tx, networkOf(address), scope, subject)
      forgotten = true
    })
    if (result === undefined) return failure
    if (!forgotten) await forgetAttempts(this.pool, networkOf(address), scope, subject)
    return accept(result)
  }

  private count(scope: LockoutScope, subject: string, address: string): Promise<number> {
    const { maxFailures, maxFailuresPerAddress, lockoutSeconds } = this.limits
    const perAddress = { maxFailures: maxFailuresPerAddress, lockoutSeconds }
    const perName = { maxFailures, lockoutSeconds }
    return countAttempts(
      this.pool,
      [
        { scope: 'address', subject: networkOf(address), policy: perAddress },
        { scope, subject, policy: perName },
      ],
      this.clock.nowMs(),
    )
  }
}
