import { setTimeout as sleep } from 'node:timers/promises'
import type { SqlJob } from '../jobs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { assess } from './assess.ts'
import { endDue, findCandidates, lockDue, setDue } from './due.store.ts'
import type { DayOf } from './standings.store.ts'

const POLL_MS = 500
const PAGE = 100

export interface VipKeeping {
  readonly pool: Pool
  readonly clock: Clock
  readonly dayOf: DayOf
}

/** Looks at those who are due, a page in a transaction; gives how many there were. */
export function assessDue({ pool, clock, dayOf }: VipKeeping): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const nowMs = clock.nowMs()
    const due = await lockDue(tx, nowMs, PAGE)
    if (due.length === 0) return 0
    await endDue(tx, due)
    const { busy } = await assess(tx, due, { nowMs, dayOf, mayFall: false })
    // Not at once: whoever is busy is most often playing.
    await setDue(
      tx,
      busy.map((userId) => ({ userId, atMs: nowMs + POLL_MS })),
    )
    return due.length
  })
}

/** Raises tiers soon after what they are reached by, gives notice, and ends what was set when its time is over. */
export function startVip(keeping: VipKeeping & { readonly log: Log }): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const done = await assessDue(keeping).catch((error: unknown) => {
        keeping.log.error({ err: error }, 'tiers could not be looked at')
        return 0
      })
      if (done < PAGE) await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Every player who may stand elsewhere, once a day: the only one who lowers a tier, and who finds what was missed. */
export const vipDailyJob = (dayOf: DayOf): SqlJob => ({
  name: 'vip.daily',
  cron: '40 0 * * *',
  catchUp: 'latest',
  repeatable: true,
  async page({ nowMs, limit, cursor, dryRun }, tx) {
    const after = typeof cursor === 'number' ? cursor : 0
    const players = await findCandidates(tx, after, limit)
    const last = players.at(-1)
    const next = players.length === limit ? { cursor: last } : {}
    if (dryRun) return { worked: players.length, skipped: 0, ...next }
    const { changed, busy } = await assess(tx, players, { nowMs, dayOf, mayFall: true })
    // Not lowered by the others: they wait for the next day.
    await setDue(
      tx,
      busy.map((userId) => ({ userId, atMs: nowMs })),
    )
    return {
      worked: changed.length,
      skipped: players.length - changed.length - busy.length,
      failed: busy.length,
      ...next,
    }
  },
})
