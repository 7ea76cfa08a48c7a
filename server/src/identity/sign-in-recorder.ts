import type { Reason } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { RequestInfo, TimedRefusal } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { deviceOf } from './replies.ts'
import { insertSignIn, type SignIn, type SignInSubject } from './sign-ins.store.ts'

/** Writes an attempt into the history; that of a right password is written with its session. */
export function signInRecorder({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }) {
  return (
    subject: SignInSubject,
    method: SignIn['method'],
    result: { readonly ok: true; readonly challenged?: boolean } | { readonly ok: false; readonly reason: Reason },
    request: RequestInfo,
  ): Promise<void> =>
    insertSignIn(pool, {
      subject,
      method,
      outcome: !result.ok ? 'failure' : result.challenged ? 'challenged' : 'success',
      reason: result.ok ? null : result.reason,
      device: deviceOf(request),
      nowMs: clock.nowMs(),
    })
}

/** A refusal thrown out of the transaction (a ban, a merge) is an outcome like any other, and stands in the history. */
export async function orRefusal<T>(work: Promise<T>): Promise<T | TimedRefusal> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}
