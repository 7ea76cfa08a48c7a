import { type AgeStatus, accept, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { findLatestCheck, insertCheck, isVerified, lockVerified } from './age.store.ts'
import type { AgeProvider } from './provider.ts'

export interface AgeDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly provider: AgeProvider
  readonly minAge: number
  /** In which days and birthdays are counted. */
  readonly zone: string
  readonly ratedGames: readonly string[]
}

export type AgeRefusal = 'NOT_FOUND' | 'NOTHING_TO_CHANGE' | 'AGE_PENDING' | 'TOO_YOUNG' | 'INVALID_PAYLOAD'

/** What players say of their age, and what came of it. */
export class AgeChecks {
  private readonly deps: AgeDependencies
  private readonly dayFormat: Intl.DateTimeFormat

  constructor(deps: AgeDependencies) {
    this.deps = deps
    this.dayFormat = new Intl.DateTimeFormat('en-CA', {
      timeZone: deps.zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
  }

  async status(userId: number): Promise<AgeStatus> {
    const { pool, minAge, ratedGames } = this.deps
    const latest = await findLatestCheck(pool, userId)
    const verified = await isVerified(pool, userId)
    return {
      status: verified ? 'VERIFIED' : (latest?.status ?? 'NONE'),
      minAge,
      submittedAt: latest?.submittedAt.toISOString() ?? null,
      decidedAt: latest?.decidedAt?.toISOString() ?? null,
      againFrom: latest?.againFrom ?? null,
      ratedGames: [...ratedGames],
    }
  }

  /**
   * Takes a day of birth. The provider is asked before anything is locked; a check of the same player that came in
   * between is seen under the lock.
   */
  async submit(userId: number, birthDate: string): Promise<Result<AgeStatus, AgeRefusal>> {
    const { provider, minAge, clock, pool } = this.deps
    const nowMs = clock.nowMs()
    const today = this.dayFormat.format(nowMs)
    const verdict = await provider.check({ userId, birthDate, today, minAge })
    if (verdict.verdict === 'IMPLAUSIBLE') return refuse('INVALID_PAYLOAD', 'nobody can be born on this day')
    // Who is of age is marked by an event of his own, which a person makes: a provider's proof waits for it as well.
    const againFrom = verdict.verdict === 'TOO_YOUNG' ? verdict.againFrom : undefined
    const refusal = await inTransaction(pool, async (tx) => {
      const verified = await lockVerified(tx, userId)
      if (verified === undefined) return refuse('NOT_FOUND', 'no such player')
      if (verified) return refuse('NOTHING_TO_CHANGE', 'the age is verified')
      const latest = await findLatestCheck(tx, userId)
      if (latest?.status === 'PENDING') return refuse('AGE_PENDING', 'it is being looked at')
      if (latest?.againFrom != null && latest.againFrom > today) {
        return refuse('TOO_YOUNG', `again from ${latest.againFrom} on`)
      }
      await insertCheck(tx, { userId, provider: provider.name, birthDate, againFrom, nowMs })
      return undefined
    })
    return refusal ?? accept(await this.status(userId))
  }
}
