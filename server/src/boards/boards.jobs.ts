import { JobFault, type PageContext, type PageResult, type SqlJob } from '../jobs/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { isBehind } from '../stream/index.ts'
import { BOARDS_READER } from './board-reader.ts'
import { findBoards } from './boards.store.ts'
import { settleCohorts } from './cohorts/results.store.ts'
import { type EndedSeason, freeze, isToFreeze } from './freeze.store.ts'
import { seasonBefore } from './season.rule.ts'

/** Seasons of a board that are looked at: a club that was off for a month misses none. */
const LOOKED_AT = 35

/** Writes down who was ahead in the seasons that are over, as soon as all of their plays are counted. */
export const boardsFreezeJob: SqlJob = {
  name: 'boards.freeze',
  cron: '30 0 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page(context, tx) {
    const due = await findEnded(context, tx)
    if (context.dryRun) return { worked: due.length, skipped: 0 }
    for (const season of due) {
      if (await isBehind(tx, BOARDS_READER, season.endsAtMs))
        throw new JobFault('plays of the season are not counted yet')
      await freeze(tx, season, context.nowMs)
      await settleCohorts(tx, season, context.nowMs)
    }
    return { worked: due.length, skipped: 0 } satisfies PageResult
  },
}

async function findEnded({ nowMs }: PageContext, tx: Queryable): Promise<EndedSeason[]> {
  const due: EndedSeason[] = []
  for (const { id: boardId, period } of await findBoards(tx)) {
    let season = seasonBefore(period, nowMs)
    for (let count = 0; season && season.endsAtMs !== null && count < LOOKED_AT; count++) {
      const ended = { boardId, startsAtMs: season.startsAtMs, endsAtMs: season.endsAtMs }
      if (await isToFreeze(tx, ended)) due.push(ended)
      season = seasonBefore(period, season.startsAtMs)
    }
  }
  return due
}
