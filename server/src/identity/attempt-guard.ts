import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { countAttempts, forgetAttempts, type LockoutScope } from './lockout.store.ts'

export interface LoginLimits {
  readonly maxFailures: number
  readonly maxFailuresPerAddress: number
  readonly lockoutSeconds: number
}

/** Who tries to show a password, and from where. */
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

  /** What `judge` gives; undefined from it is a failure, and anything else takes the attempt back. */
  async judge<T, R extends TimedRefusal>(
    { scope, subject, address }: Attempt,
    failure: R,
    judge: () => Promise<T | undefined>,
  ): Promise<Result<T> | R | LockedOut> {
    const retryAfterSeconds = await this.count(scope, subject, address)
    if (retryAfterSeconds > 0) return { ...refuse('LOCKED_OUT', 'too many failed log-ins'), retryAfterSeconds }
    const result = await judge()
    if (result === undefined) return failure
    await forgetAttempts(this.pool, address, scope, subject)
    return accept(result)
  }

  private count(scope: LockoutScope, subject: string, address: string): Promise<number> {
    const { maxFailures, maxFailuresPerAddress, lockoutSeconds } = this.limits
    const perAddress = { maxFailures: maxFailuresPerAddress, lockoutSeconds }
    const perName = { maxFailures, lockoutSeconds }
    return countAttempts(
      this.pool,
      [
        { scope: 'address', subject: address, policy: perAddress },
        { scope, subject, policy: perName },
      ],
      this.clock.nowMs(),
    )
  }
}
