import { accept, type Result, refuse } from '@casino-club/shared'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { publishOn } from '../platform/postgres/bus.ts'
import type { Pool, Queryable } from '../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, type PlayerActors, RefusedInTransaction } from '../player/index.ts'
import { findLiving } from './merged-achievements.store.ts'
import { type Due, findDue, insertUnlock, setUnlocked } from './own-achievements.store.ts'

const HELD = refuse('NOTHING_TO_CHANGE', 'it was unlocked before')

/** Makes an achievement the player's, once in its window, by an event that his room is told of. */
export function unlockRule(due: Due): PersistingRule<object, undefined, Queryable> {
  const { achievement, version, began, title } = due
  return {
    type: 'achievement.unlock',
    decide(): Result<Decision> {
      return accept({
        event: { type: 'achievement.unlocked', schemaVersion: 1 },
        postings: [],
        outcome: () => ({ achievement, version, began }),
        detail: undefined,
      })
    },
    async persist(tx, _, at) {
      if (!(await insertUnlock(tx, due, at))) throw new RefusedInTransaction(HELD)
      const notice = { kind: 'achievementUnlocked', achievement, title } as const
      await publishOn(tx, 'player', { userId: at.userId, version: at.seq, notice })
    },
  }
}

export interface UnlockerDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly log: Log
}

/** Refusals that no later round would lift: whoever is gone must not stand before those who come. */
const FOR_GOOD: ReadonlySet<string> = new Set(['NOTHING_TO_CHANGE', 'ACCOUNT_MERGED', 'NOT_FOUND'])
const EVERY_MS = 1_000
const PAGE = 200

/** Unlocks what has been done; gives how many were looked at. What cannot be done now is done in a later round. */
export async function unlockDue({ pool, actors, log }: UnlockerDependencies): Promise<number> {
  const page = await findDue(pool, PAGE)
  for (const due of page) {
    const { userId, achievement, began } = due
    const commandId = idFromWords(`achievement.unlock ${userId} ${achievement} ${began}`)
    const asked = { commandId, payload: { achievement, began } }
    const own = await actors.execute(userId, unlockRule(due), asked)
    // Done before a merge and counted after it: it is the living account's.
    const living = !own.ok && own.reason === 'ACCOUNT_MERGED' ? await findLiving(pool, userId) : undefined
    const answer = living === undefined ? own : await actors.execute(living, unlockRule(due), asked)
    if (answer.ok || FOR_GOOD.has(answer.reason)) await setUnlocked(pool, due)
    else log.info({ userId, reason: answer.reason }, 'an achievement is unlocked later')
  }
  return page.length
}

/** Does so again and again, never twice at once. */
export function startUnlocking(deps: UnlockerDependencies): { stop(): Promise<void> } {
  let round: Promise<unknown> | undefined
  const timer = setInterval(() => {
    round ??= unlockDue(deps)
      .catch((error: unknown) =>
        deps.log.error({ err: error }, 'achievements could not be unlocked; it is tried again'),
      )
      .finally(() => {
        round = undefined
      })
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
