import { CAMPAIGN_HARMS } from '@casino-club/shared'
import { insertAudit, systemActor } from '../admin/index.ts'
import { inTransaction } from '../platform/postgres/pool.ts'
import { lockCampaign, writeMove } from './campaigns.store.ts'
import { type Arms, countExcluded, countNightSpend, findPassed, insertChecks } from './guard.store.ts'
import { type HarmCounts, isHarmful } from './harm.rule.ts'
import { delayCheck, findWatched } from './pump.store.ts'
import type { PumpDependencies } from './pump.ts'
import { CHECK_MS } from './steps.ts'

type GuardDependencies = Pick<PumpDependencies, 'pool' | 'log' | 'mayContact' | 'metrics'>
const PAGE = 5_000
const HOUR_MS = 3_600_000
const WATCHED: ReadonlySet<string> = new Set(['running', 'paused', 'done'])

/** Looks at every campaign whose time has come for it, and stops those that do harm; gives how many it stopped. */
export async function guardCampaigns(deps: GuardDependencies, nowMs: number): Promise<number> {
  let stopped = 0
  for (const id of await findWatched(deps.pool, nowMs)) {
    try {
      if (await guardCampaign(deps, id, nowMs)) stopped++
    } catch (error) {
      // Neither the other campaigns nor the pages wait for it.
      deps.log.error({ err: error, campaign: id }, 'what a campaign does could not be looked at; it is in a while')
      await delayCheck(deps.pool, id, nowMs + CHECK_MS)
    }
  }
  return stopped
}

async function guardCampaign(deps: GuardDependencies, id: number, nowMs: number): Promise<boolean> {
  const { pool, log, metrics } = deps
  const checks = (await countHarm(deps, id, nowMs)).map((counts) => ({ ...counts, significant: isHarmful(counts) }))
  const worst = checks.find(({ significant }) => significant)
  const stopped = await inTransaction(pool, async (tx) => {
    const held = await lockCampaign(tx, id)
    if (held === undefined || !WATCHED.has(held.state)) return false
    await insertChecks(tx, id, checks, nowMs)
    const isOver = held.endedMs !== null && nowMs > held.endedMs + held.body.goal.withinHours * HOUR_MS
    await delayCheck(tx, id, isOver ? null : nowMs + CHECK_MS)
    if (worst === undefined) return false
    const { harm, reached, reachedHarmed, heldOut, heldOutHarmed } = worst
    const stopReason = `${harm}: ${reachedHarmed} of ${reached} reached, ${heldOutHarmed} of ${heldOut} held out`
    await writeMove(tx, id, { state: 'stopped', stopReason, sweeps: true }, { nowMs, counted: false })
    await insertAudit(tx, systemActor('campaigns'), {
      ...{ action: 'campaigns.stop', targetType: 'campaign', targetId: String(id), reason: stopReason, atMs: nowMs },
      ...{ before: { state: held.state }, after: { state: 'stopped', ...worst } },
    })
    return true
  })
  if (stopped && worst) {
    metrics.campaignStops.inc({ harm: worst.harm })
    log.error({ campaign: id, harm: worst.harm }, 'a campaign was stopped: it does harm')
  }
  return stopped
}

/** Both arms by each harm: at a limit now, excluded since, money spent between midnight and six since. */
async function countHarm({ pool, mayContact }: GuardDependencies, id: number, nowMs: number): Promise<HarmCounts[]> {
  const players: Arms = { reached: 0, heldout: 0 }
  const atLimit: Arms = { reached: 0, heldout: 0 }
  for (let afterId = 0; ; ) {
    const page = await findPassed(pool, id, { afterId, limit: PAGE, nowMs })
    const fine = await mayContact(
      page.map(({ userId }) => userId),
      nowMs,
    )
    for (const { userId, arm, closed } of page) {
      players[arm]++
      // Who has closed the club to himself is counted by the next harm.
      if (!closed && !fine.has(userId)) atLimit[arm]++
    }
    afterId = page.at(-1)?.userId ?? 0
    if (page.length < PAGE) break
  }
  const harmed = {
    limits: atLimit,
    exclusions: await countExcluded(pool, id),
    nightSpend: await countNightSpend(pool, id),
  }
  return CAMPAIGN_HARMS.map((harm) => ({
    harm,
    reached: players.reached,
    reachedHarmed: harmed[harm].reached,
    heldOut: players.heldout,
    heldOutHarmed: harmed[harm].heldout,
  }))
}
