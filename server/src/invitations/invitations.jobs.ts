import type { SqlJob } from '../jobs/index.ts'
import { countOver, settleOver } from './settle.store.ts'

/** Ends invitations whose time is over and nobody asked about: earned, to be looked at, or missed. */
export const friendsSettleJob: SqlJob = {
  name: 'friends.settle',
  cron: '25 0 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page({ nowMs, limit, dryRun }, tx) {
    if (dryRun) return { worked: await countOver(tx, nowMs), skipped: 0 }
    const worked = await settleOver(tx, nowMs, limit)
    // What is settled waits no more, so that the next page begins where this one did.
    return { worked, skipped: 0, ...(worked === limit && { cursor: true }) }
  },
}
