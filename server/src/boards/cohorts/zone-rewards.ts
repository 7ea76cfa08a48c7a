import { accept, type Result, refuse } from '@casino-club/shared'
import type { CommandJob, Fence, PageContext } from '../../jobs/index.ts'
import { idFromWords } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Pool, Queryable } from '../../platform/postgres/pool.ts'
import { type Decision, type PersistingRule, type PlayerActors, RefusedInTransaction } from '../../player/index.ts'
import { closedTo } from '../../safe-play/index.ts'
import { type DueZone, findDue, writePaid } from './results.store.ts'

export interface ZoneRewardDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly log: Log
}

/** Pays the zone a player ended in, once; nobody is drawn back who has taken a pause or excluded himself. */
export const zoneRewardRule: PersistingRule<DueZone, DueZone, Queryable> = {
  type: 'board.zone',
  decide({ player, payload, nowMs }): Result<Decision<DueZone>, 'PAUSED' | 'SELF_EXCLUDED'> {
    const restrictions = player.state.safe?.restrictions
    const closed = restrictions && closedTo(restrictions, nowMs)
    if (closed) return closed
    const { userId: _, coins: amount, ...of } = payload
    return accept({
      event: { type: 'board.zoneRewarded', schemaVersion: 1 },
      postings: [{ currency: 'coins', amount, counterAccount: 'house:boards', reason: 'board.zoneRewarded' }],
      outcome: ({ coins }) => ({ ...of, amount, coins }),
      detail: payload,
    })
  },
  async persist(tx, zone, at) {
    if (!(await writePaid(tx, zone, at))) {
      throw new RefusedInTransaction(refuse('NOTHING_TO_CHANGE', 'this zone was paid'))
    }
  },
}

/** Pays what seasons that are over owe, a command a player and season; killed anywhere, the next run goes on. */
export function zoneRewardsJob(deps: ZoneRewardDependencies): CommandJob {
  return {
    name: 'boards.zones',
    cron: '40 0 * * *',
    catchUp: 'latest',
    repeatable: true,
    commands: (context, fence) => payPage(deps, context, fence),
  }
}

async function payPage({ pool, actors, log }: ZoneRewardDependencies, context: PageContext, fence: Fence) {
  const { cursor, limit, dryRun, signal } = context
  const rule = fence.around(zoneRewardRule)
  const page = await findDue(pool, typeof cursor === 'number' ? cursor : 0, limit)
  let [worked, failed] = [0, 0]
  for (const due of page) {
    if (signal.aborted) return { worked, skipped: 0, failed, cursor: due.userId - 1 }
    if (dryRun) {
      worked++
      continue
    }
    const commandId = idFromWords(`board.zone ${due.userId} ${due.board} ${due.startsAt}`)
    const answer = await actors.execute(due.userId, rule, { commandId, payload: due })
    if (answer.ok) worked += answer.replayed ? 0 : 1
    else {
      failed++
      log.info({ userId: due.userId, reason: answer.reason }, 'the reward of a zone is left to the next run')
    }
  }
  // A player may have more than one due: the page goes on with him, and what was paid is not found again.
  const last = page.at(-1)?.userId
  if (page.length === limit && last !== undefined)
    return { worked, skipped: 0, failed, cursor: last - (worked > 0 ? 1 : 0) }
  return { worked, skipped: 0, failed }
}
