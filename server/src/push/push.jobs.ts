import type { PushCleanupCounts } from '@casino-club/shared'
import type { SqlJob } from '../jobs/index.ts'
import { orderOf } from './cleanup.service.ts'
import { addCleanup, cleanPage, countCleanup, NOTHING_CLEANED } from './cleanup.store.ts'
import { insertRun } from './cleanup-runs.store.ts'
import { findSettings } from './settings.store.ts'

interface Cursor {
  readonly afterId: string
  readonly counts: PushCleanupCounts
}

/** Cleans up subscriptions once a day, by the settings; what came of it is in the history beside what admins did. */
export const pushCleanupJob: SqlJob = {
  name: 'push.cleanup',
  cron: '40 3 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page({ cursor, nowMs, limit, dryRun }, tx) {
    const order = orderOf(await findSettings(tx))
    const question = { order, nowMs, refusedOrigins: [] }
    if (dryRun) return { worked: (await countCleanup(tx, question)).cleanedCount, skipped: 0 }
    const before = cursor as Cursor | undefined
    const { counts, lastId } = await cleanPage(tx, question, { afterId: before?.afterId, limit })
    const total = addCleanup(before?.counts ?? NOTHING_CLEANED, counts)
    const worked = counts.cleanedCount
    if (lastId !== undefined) return { cursor: { afterId: lastId, counts: total } satisfies Cursor, worked, skipped: 0 }
    await insertRun(tx, { adminId: null, nowMs, order, counts: total })
    return { worked, skipped: 0 }
  },
}
