import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { expireRule } from './expire.rule.ts'
import { findEndedLots, forgetEmptyLots } from './inventory.store.ts'

const PAGE = 200

export interface ExpirySweepDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
}

/** Takes out whatever has ended, a command a player; gives for how many players. What cannot be done now is left to the next. */
export async function sweepExpired({ pool, actors, clock, random, log }: ExpirySweepDependencies): Promise<number> {
  const nowMs = clock.nowMs()
  let swept = 0
  for (let after = 0; ; ) {
    const page = await findEndedLots(pool, { nowMs, after, limit: PAGE })
    for (const { userId, lots } of page) {
      const answer = await actors.execute(userId, expireRule, { commandId: random.uuid(), payload: { lots } })
      if (answer.ok) swept++
      else log.info({ userId, reason: answer.reason }, 'ended stocks are left to the next sweep')
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.userId
  }
  await forgetEmptyLots(pool, nowMs)
  return swept
}
