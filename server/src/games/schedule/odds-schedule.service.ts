import { accept, findTabledGame, type Reason, type Refusal, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { findOddsVersion, insertDraft, type OddsVersion, publishDraft } from '../odds.store.ts'
import type { Beside, OddsTables } from '../odds-tables.service.ts'
import { checkPlan, type PlannedSpan } from './check-plan.ts'
import {
  duePlans,
  insertPlan,
  justRetired,
  lockGame,
  openPlans,
  type Plan,
  plansOf,
  settlePlan,
} from './schedule.store.ts'

/** What has become of a plan, for the audit log; `back` is the version that came back in its place. */
export interface PlanStep {
  readonly step: 'schedule' | 'unschedule' | 'publish' | 'refuse' | 'end' | 'overtake'
  readonly plan: Plan
  readonly back?: OddsVersion | null
}

/** Writes a step into the audit log, in the transaction of the step. */
export type AuditStep = (tx: Queryable, step: PlanStep) => Promise<void>

export interface OddsScheduleDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly tables: OddsTables
  readonly clock: Clock
  readonly log: Log
  /** For the steps that the club takes by itself. */
  readonly audit: AuditStep
}

const EVERY_MS = 1_000

const spanOf = ({ publishAt, retireAt }: Plan): PlannedSpan => ({
  publishAtMs: publishAt.getTime(),
  retireAtMs: retireAt?.getTime() ?? null,
})

interface Named {
  readonly game: string
  readonly version: number
}
export interface Asked extends Named, PlannedSpan {
  readonly seenHash: string
  readonly reason: string
  readonly by: string
}

/**
 * Tables that come into force at a time and go at another. Each step is one transaction that takes its plan on only from
 * the state it was in, so however many processes work at it, and however their clocks jump, it is taken once.
 */
export class OddsSchedule {
  private readonly deps: OddsScheduleDependencies
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(deps: OddsScheduleDependencies) {
    this.deps = deps
  }

  /** Looks every second whether a step is due. */
  start(): void {
    this.timer = setInterval(() => void this.runDue(), EVERY_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  /** All plans of a version, the latest first. */
  list({ game, version }: Named): Promise<Plan[]> {
    return plansOf(this.deps.pool, game, version)
  }

  /** Plans a draft that still is what was looked at and could be published as it is. */
  async schedule(asked: Asked, audit: AuditStep): Promise<Result<Plan> | Refusal<Reason>> {
    const { pool, clock, tables } = this.deps
    const { game, version, seenHash } = asked
    const definition = findTabledGame(game)
    if (definition === undefined) return refuse('NOT_FOUND', 'no such game')
    return inTransaction(pool, async (tx): Promise<Result<Plan>> => {
      // The draft's row first, as publishing does: two orders could wait for each other.
      const draft = await findOddsVersion(tx, game, version, 'for update')
      await lockGame(tx, game)
      if (draft === undefined) return refuse('NOT_FOUND', 'no such version')
      if (draft.status !== 'draft') return refuse('TABLE_NOT_DRAFT', 'only a draft can be planned')
      if (draft.hash !== seenHash) return refuse('CONFLICT', 'somebody else has changed this draft meanwhile')
      const checked = await tables.check(definition, JSON.parse(draft.body), tx)
      if (!checked.ok) return checked
      const open = await openPlans(tx, game)
      if (open.some((plan) => plan.version === version)) return refuse('ALREADY_SCHEDULED', 'it is planned already')
      const refusal = checkPlan(asked, open.map(spanOf), clock.nowMs())
      if (refusal) return refusal
      const plan = await insertPlan(tx, { ...asked, hash: seenHash, createdBy: asked.by, nowMs: clock.nowMs() })
      await audit(tx, { step: 'schedule', plan })
      return accept(plan)
    })
  }

  /** Gives up what is still to come of a version's plan; a table that is in force stays. */
  async cancel({ game, version }: Named, audit: AuditStep): Promise<Result<Plan, 'NOT_SCHEDULED'>> {
    const { pool, clock } = this.deps
    return inTransaction(pool, async (tx): Promise<Result<Plan, 'NOT_SCHEDULED'>> => {
      const open = (await openPlans(tx, game)).find((plan) => plan.version === version)
      const step = { to: 'cancelled', nowMs: clock.nowMs() } as const
      const plan = open && (await settlePlan(tx, open.id, { ...step, from: open.status }))
      if (plan === undefined) return refuse('NOT_SCHEDULED', 'nothing is planned for this version')
      await audit(tx, { step: 'unschedule', plan })
      return accept(plan)
    })
  }

  /** Takes a table out of force by hand: the game is closed until another one is published. */
  async retire({ game, version }: Named, beside: Beside): Promise<Result<OddsVersion>> {
    const { pool, tables } = this.deps
    const retired = await inTransaction(pool, async (tx): Promise<Result<OddsVersion>> => {
      const before = await findOddsVersion(tx, game, version, 'for update')
      if (before === undefined) return refuse('NOT_FOUND', 'no such version')
      const after = await tables.stop(tx, game, version)
      if (after === undefined) return refuse('TABLE_NOT_PUBLISHED', 'it is not in force')
      await beside(tx, { before, after })
      return accept(after)
    })
    // It is out of force whether this process can read that now or not; the bus brings it here too.
    if (retired.ok) await tables.reload(game).catch(() => undefined)
    return retired
  }

  /** Takes every step that is due, one after the other; never rejects. */
  runDue(): Promise<void> {
    this.running ??= this.takeSteps().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async takeSteps(): Promise<void> {
    const { pool, clock, log } = this.deps
    try {
      for (const plan of await duePlans(pool, clock.nowMs())) {
        const step = plan.status === 'waiting' ? this.publish(plan) : this.end(plan)
        await step.catch((error: unknown) =>
          log.error({ err: error, plan: plan.id }, 'a planned table could not be changed'),
        )
      }
    } catch (error) {
      log.warn({ err: error }, 'the plans of tables could not be read')
    }
  }

  private async publish(plan: Plan): Promise<void> {
    const { tables, clock, audit } = this.deps
    const beside: Beside = async (tx) => {
      const replacedVersion = (await justRetired(tx, plan.game)) ?? null
      const to = plan.retireAt === null ? 'done' : 'in_force'
      const taken = await settlePlan(tx, plan.id, { from: 'waiting', to, replacedVersion, nowMs: clock.nowMs() })
      if (taken === undefined) throw new Error(`the plan ${plan.id} was settled meanwhile`)
      await audit(tx, { step: 'publish', plan: taken })
    }
    const published = await tables.publish(plan.game, plan.version, { seenHash: plan.hash, beside })
    if (!published.ok) await this.refuse(plan, published)
  }

  /** It stays a draft; who planned it finds why in the audit log. */
  private async refuse(plan: Plan, { reason, message }: Refusal): Promise<void> {
    const { pool, clock, log, audit } = this.deps
    await inTransaction(pool, async (tx) => {
      const refusal = `${reason}: ${message}`
      const step = { from: 'waiting', to: 'refused', refusal, nowMs: clock.nowMs() } as const
      const refused = await settlePlan(tx, plan.id, step)
      if (refused === undefined) return
      await audit(tx, { step: 'refuse', plan: refused })
      log.error({ game: plan.game, version: plan.version, reason }, 'a planned table could not be published')
    })
  }

  private async end(plan: Plan): Promise<void> {
    const { pool, tables, bus, clock, audit } = this.deps
    const { game, version } = plan
    await inTransaction(pool, async (tx) => {
      await lockGame(tx, game)
      const inForce = (await findOddsVersion(tx, game, version))?.status === 'published'
      const to = inForce ? 'done' : 'overtaken'
      const settled = await settlePlan(tx, plan.id, { from: 'in_force', to, nowMs: clock.nowMs() })
      if (settled === undefined) return
      const back = inForce ? await this.bringBack(tx, settled) : null
      if (inForce && back === null) await tables.stop(tx, game, version)
      await bus.publish(tx, 'odds', { game })
      await audit(tx, { step: inForce ? 'end' : 'overtake', plan: settled, back })
    })
    await tables.reload(game).catch(() => undefined)
  }

  /** The table before as a new version; null where there was none, or it could not be published today. */
  private async bringBack(tx: Queryable, { game, replacedVersion }: Plan): Promise<OddsVersion | null> {
    const nowMs = this.deps.clock.nowMs()
    const definition = findTabledGame(game)
    const before = replacedVersion === null ? undefined : await findOddsVersion(tx, game, replacedVersion)
    if (definition === undefined || before === undefined) return null
    if (!(await this.deps.tables.check(definition, JSON.parse(before.body), tx)).ok) return null
    const { body, hash, version } = before
    const draft = await insertDraft(tx, { game, body, hash, note: `Version ${version} again, as planned.`, nowMs })
    return publishDraft(tx, game, draft.version, nowMs)
  }
}
