import { accept, type Refusal, type Result, refuse } from '@casino-club/shared'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { networkOf } from '../platform/http/network-of.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { type CountedName, countEach, type LockoutPolicy, takeAttemptBack } from './lockout.store.ts'

/** Who tries to show a password, and from where; failures of one network count together. */
export interface Attempt {
  /** A name counts as it was typed, so that a lock-out tells nothing of which names are one account. */
  readonly names: readonly CountedName[]
  readonly address: string
}

export type LockedOut = Refusal<'LOCKED_OUT'> & { readonly retryAfterSeconds: number }

/** Attempts that come within so long of each other are counted by one statement. */
const ATTEMPTS_APART_MS = 10

/** How a success takes its attempt back in a transaction of its own. */
export interface TakeBack {
  /** All that it is counted under. */
  readonly names: readonly CountedName[]
  /** To be called as the last of that transaction. */
  in(tx: Queryable): Promise<void>
  /** It was taken back by another statement. */
  done(): void
}

/** The one place where a password is tried: every attempt is counted for its account and its address, then judged. */
export class AttemptGuard {
  private readonly pool: Pool
  private readonly counts: Batches<readonly CountedName[], number | Error>

  constructor(pool: Pool, clock: Clock, policy: LockoutPolicy) {
    this.pool = pool
    this.counts = new Batches({
      apartMs: ATTEMPTS_APART_MS,
      work: (attempts) => countEach(pool, attempts, policy, clock.nowMs()),
    })
  }

  /**
   * What `judge` gives; undefined from it is a failure, and anything else takes the attempt back: by what `judge` is given,
   * else after it.
   */
  async judge<T, R extends TimedRefusal>(
    attempt: Attempt,
    failure: R,
    judge: (takeBack: TakeBack) => Promise<T | undefined>,
  ): Promise<Result<T> | R | LockedOut> {
    const names = [{ scope: 'address' as const, subject: networkOf(attempt.address) }, ...attempt.names]
    const retryAfterSeconds = await this.counts.hand(names)
    if (retryAfterSeconds instanceof Error) throw retryAfterSeconds
    if (retryAfterSeconds > 0) return { ...refuse('LOCKED_OUT', 'too many failed log-ins'), retryAfterSeconds }
    let isDone = false
    const done = () => {
      isDone = true
    }
    const result = await judge({
      names,
      in: (tx) => takeAttemptBack(tx, names).then(done),
      done,
    })
    if (result === undefined) return failure
    if (!isDone) await takeAttemptBack(this.pool, names)
    return accept(result)
  }
}
