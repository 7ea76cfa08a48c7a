import type { CommandJob, Fence, PageContext } from '../jobs/index.ts'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors } from '../player/index.ts'
import { expireRule } from './expire.rule.ts'
import { findEndedLots, forgetEmptyLots, type Lot } from './inventory.store.ts'

export interface ExpiryDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly log: Log
}

/** Where a stock ended that has ended before under the same name, nothing is left of the first. */
const commandIdOf = (userId: number, lots: readonly Lot[]) =>
  idFromWords(`inventory.expire ${userId} ${JSON.stringify(lots)}`)

/**
 * Takes out whatever has ended, a command a player, whether a day was missed or not: what has ended cannot be used anyway.
 * What cannot be done now is left to the next run.
 */
export function itemExpiryJob(deps: ExpiryDependencies): CommandJob {
  return {
    name: 'items.expiry',
    cron: '15 0 * * *',
    catchUp: 'latest',
    repeatable: true,
    commands: (context, fence) => expirePage(deps, context, fence),
  }
}

async function expirePage({ pool, actors, log }: ExpiryDependencies, context: PageContext, fence: Fence) {
  const { nowMs, cursor, limit, dryRun, signal } = context
  const rule = fence.around(expireRule)
  const page = await findEndedLots(pool, { nowMs, after: typeof cursor === 'number' ? cursor : 0, limit })
  let [worked, failed] = [0, 0]
  for (const { userId, lots } of page) {
    if (signal.aborted) return { worked, skipped: 0, failed, cursor: userId - 1 }
    if (dryRun) {
      worked++
      continue
    }
    const answer = await actors.execute(userId, rule, { commandId: commandIdOf(userId, lots), payload: { lots } })
    if (answer.ok) worked += answer.replayed ? 0 : 1
    else {
      failed++
      log.info({ userId, reason: answer.reason }, 'ended stocks are left to the next sweep')
    }
  }
  if (page.length === limit) return { worked, skipped: 0, failed, cursor: page.at(-1)?.userId }
  if (!dryRun) await forgetEmptyLots(pool, nowMs)
  return { worked, skipped: 0, failed }
}
