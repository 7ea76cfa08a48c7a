import { setTimeout as sleep } from 'node:timers/promises'
import { CAMPAIGN_HARMS } from '@casino-club/shared'
import { insertAudit, systemActor } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import type { MayContact } from '../safe-play/index.ts'
import { lockCampaign, writeMove } from './campaigns.store.ts'
import { type Arms, countSince, findPassed, insertChecks } from './guard.store.ts'
import { type HarmCounts, isHarmful } from './harm.rule.ts'
import { endChecks, takeWatched } from './pump.store.ts'
import { CHECK_MS } from './steps.ts'

export interface GuardDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly mayContact: MayContact
  readonly metrics: Pick<Metrics, 'campaignStops'>
}

const PAGE = 5_000
const HOUR_MS = 3_600_000
const POLL_MS = 5_000
const WATCHED: ReadonlySet<string> = new Set(['running', 'paused', 'done'])

/**
 * Looks at what campaigns do to their players, beside the pumps, which wait for nothing of it; of several processes one looks
 * at a campaign.
 */
export class CampaignGuard {
  private readonly deps: GuardDependencies
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined

  constructor(deps: GuardDependencies) {
    this.deps = deps
  }

  start(): void {
    this.running = this.run()
  }

  /** Resolves when the look in hand is done. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  /** Looks at every campaign whose time has come for it, and stops those that do harm; gives how many it looked at. */
  async work(): Promise<number> {
    const { pool, clock, log } = this.deps
    const nowMs = clock.nowMs()
    for (let looks = 0; ; looks++) {
      const id = this.stopping.signal.aborted ? undefined : await takeWatched(pool, nowMs, nowMs + CHECK_MS)
      if (id === undefined) return looks
      await guardCampaign(this.deps, id, nowMs).catch((error: unknown) =>
        // The others do not wait for it.
        log.error({ err: error, campaign: id }, 'what a campaign does could not be looked at; it is in a while'),
      )
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      await this.work().catch((error: unknown) =>
        this.deps.log.warn({ err: error }, 'the guard of campaigns met a fault; it goes on in a moment'),
      )
      await sleep(POLL_MS, undefined, { ref: false, signal }).catch(() => undefined)
    }
  }
}

async function guardCampaign(deps: GuardDependencies, id: number, nowMs: number): Promise<void> {
  const { pool, log, metrics } = deps
  const checks = (await countHarm(deps, id, nowMs)).map((counts) => ({ ...counts, significant: isHarmful(counts) }))
  const worst = checks.find(({ significant }) => significant)
  const stopped = await inTransaction(pool, async (tx) => {
    const held = await lockCampaign(tx, id)
    if (held === undefined || !WATCHED.has(held.state)) return false
    await insertChecks(tx, id, checks, nowMs)
    const isOver = held.endedMs !== null && nowMs > held.endedMs + held.body.goal.withinHours * HOUR_MS
    if (isOver) await endChecks(tx, id)
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
  const harmed = { limits: atLimit, ...(await inTransaction(pool, (tx) => countSince(tx, id))) }
  return CAMPAIGN_HARMS.map((harm) => ({
    harm,
    reached: players.reached,
    reachedHarmed: harmed[harm].reached,
    heldOut: players.heldout,
    heldOutHarmed: harmed[harm].heldout,
  }))
}
