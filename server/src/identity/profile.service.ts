import { nicknameLook, type ProfileChange, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { Refused } from '../platform/http/refused.ts'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { rememberIfExcluded } from '../safe-play/index.ts'
import { type AccountRow, lockAccount, updateProfile } from './account-row.store.ts'
import { TAKEN } from './accounts.service.ts'
import { refuseReservedNames } from './check-names.ts'
import { orRefused } from './or-refused.ts'
import { areRetired } from './retired-names.store.ts'
import { refuseTakenIdentity } from './taken-identity.ts'

const DAY_MS = 86_400_000
const NICKNAME_DAYS = 30

/** What a player says about himself. */
export class Profiles {
  private readonly pool: Pool
  private readonly clock: Clock

  constructor(pool: Pool, clock: Clock) {
    this.pool = pool
    this.clock = clock
  }

  /** Changes what is given: all of it or nothing. */
  change(userId: number, { nickname, phoneNumber, locale }: ProfileChange): Promise<Result<void> | TimedRefusal> {
    return orRefused(
      this.pool,
      async (tx) => {
        const account = await lockAccount(tx, userId)
        if (account === undefined) throw new Refused(refuse('NOT_FOUND', 'no such account'))
        const renamed = nickname === undefined || nickname === account.nickname ? undefined : nickname
        if (phoneNumber != null && phoneNumber !== account.phoneNumber) await refuseTakenPhone(tx, userId, phoneNumber)
        const change = {
          phoneNumber,
          locale,
          nickname: renamed === undefined ? undefined : this.rename(account, renamed),
        }
        await updateProfile(tx, userId, change)
        if (phoneNumber != null) await rememberIfExcluded(tx, userId)
        if (change.nickname) await refuseRetired(tx, change.nickname.look)
      },
      TAKEN,
    )
  }

  private rename({ nicknameChangedAtMs }: AccountRow, nickname: string) {
    const reserved = refuseReservedNames([nickname])
    if (reserved) throw new Refused(reserved)
    const nowMs = this.clock.nowMs()
    const waitMs = nicknameChangedAtMs === null ? 0 : nicknameChangedAtMs + NICKNAME_DAYS * DAY_MS - nowMs
    if (waitMs > 0) {
      const refusal = refuse('NICKNAME_CHANGED_RECENTLY', `a nickname is changed once in ${NICKNAME_DAYS} days`)
      throw new Refused({ ...refusal, retryAfterSeconds: Math.ceil(waitMs / 1_000) })
    }
    return { nickname, look: nicknameLook(nickname), nowMs }
  }
}

async function refuseTakenPhone(tx: Queryable, userId: number, phoneNumber: string): Promise<void> {
  const taken = await refuseTakenIdentity(tx, { phoneNumber }, userId)
  if (taken) throw new Refused(taken)
}

async function refuseRetired(tx: Queryable, look: string): Promise<void> {
  // A site id is no nickname: only the look is asked for.
  if ((await areRetired(tx, '', look)).nickname) throw new Refused(refuse('NICKNAME_TAKEN'))
}
