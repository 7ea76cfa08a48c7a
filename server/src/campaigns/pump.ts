import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { measureCampaigns } from './progress.store.ts'
import { delayPage, findWork } from './pump.store.ts'
import { stepCampaign } from './steps.ts'

export interface PumpDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly bus: Pick<Bus, 'on'>
  readonly metrics: Pick<Metrics, 'campaignPlayers' | 'campaigns' | 'campaignLagSeconds'>
}

const POLL_MS = 1_000
const MEASURE_MS = 15_000
/** One that met a fault lets the others go first. */
const AFTER_FAULT_MS = 30_000
const AT_ONCE = 20
const STATES = ['draft', 'approval', 'scheduled', 'running', 'paused'] as const

/**
 * Works campaigns off, page by page; any number of them stand beside each other, as a page holds its campaign. What is raised
 * and what is marked as raised is one transaction: wherever this is cut off, another goes on.
 */
export class CampaignPump {
  private readonly deps: PumpDependencies
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined
  private deafen: () => void = () => undefined
  private wake: () => void = () => undefined
  private measuredMs = Number.NEGATIVE_INFINITY

  constructor(deps: PumpDependencies) {
    this.deps = deps
  }

  start(): void {
    this.deafen = this.deps.bus.on('campaigns', () => this.wake())
    this.running = this.run()
  }

  /** Resolves when the page in hand is done. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.deafen()
    this.wake()
    await this.running
  }

  /** One round: a step of every campaign that has something to do. Gives how many steps there were. */
  async work(): Promise<number> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    await this.measure(nowMs)
    let steps = 0
    for (const id of await findWork(pool, nowMs, AT_ONCE)) {
      if (this.stopping.signal.aborted) break
      if (await this.step(id, nowMs)) steps++
    }
    return steps
  }

  private async step(id: number, nowMs: number): Promise<boolean> {
    const { pool, log } = this.deps
    try {
      return await stepCampaign(this.deps, id, nowMs)
    } catch (error) {
      log.error({ err: error, campaign: id }, 'a campaign met a fault; it goes on in a moment')
      await delayPage(pool, id, nowMs + AFTER_FAULT_MS)
      return false
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const steps = await this.work().catch((error: unknown) => {
        this.deps.log.warn({ err: error }, 'campaigns met a fault; they go on in a moment')
        return 0
      })
      if (steps === 0 && !this.stopping.signal.aborted) await this.pause()
    }
  }

  private async pause(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    await Promise.race([woken, sleep(POLL_MS, undefined, { ref: false })])
  }

  private async measure(nowMs: number): Promise<void> {
    if (nowMs < this.measuredMs + MEASURE_MS) return
    this.measuredMs = nowMs
    const { metrics, pool } = this.deps
    const { states, lagSeconds } = await measureCampaigns(pool, nowMs)
    for (const state of STATES) metrics.campaigns.set({ state }, states.get(state) ?? 0)
    metrics.campaignLagSeconds.set(lagSeconds)
  }
}
