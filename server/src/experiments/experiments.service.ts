import { type AbtestReply, accept, type Result, refuse } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { CommandAnswer, PlayerActors } from '../player/index.ts'
import { type Experiment, type Standing, standingOf } from './assign.rule.ts'
import { findStarted } from './experiments.store.ts'
import { exposeRule } from './expose.rule.ts'
import { findStandingFacts } from './exposures.store.ts'

const RETRY_MS = 500

/** Which segments a player is in; asked of experiments alone that are meant for some of them. */
export interface SegmentSource {
  of(userId: number): Promise<readonly string[]>
}

/** Nobody is in any. */
export const NO_SEGMENTS: SegmentSource = { of: async () => [] }

export interface ExperimentDependencies {
  readonly pool: Pool
  readonly bus: Pick<Bus, 'on' | 'onResync'>
  readonly clock: Clock
  readonly log: Log
  readonly actors: Pick<PlayerActors, 'execute'>
  /** Whether a player may be shown what costs something. */
  readonly mayOffer: (userId: number, nowMs: number) => Promise<boolean>
  readonly segments?: SegmentSource
}

type VariantResult = Result<AbtestReply>

interface Found extends Standing {
  readonly experiment: Experiment
  /** He has met it, so he counts. */
  readonly met: boolean
}

/** All experiments that have started: in memory for whoever asks for a variant, changed in Postgres, told to every process. */
export class Experiments {
  private readonly deps: ExperimentDependencies
  private started: ReadonlyMap<string, Experiment> = new Map()
  private loading: Promise<void> = Promise.resolve()

  constructor(deps: ExperimentDependencies) {
    this.deps = deps
    const reload = () => {
      this.load().catch((error: unknown) => {
        deps.log.error({ err: error }, 'the experiments could not be read; it is tried again')
        setTimeout(reload, RETRY_MS).unref()
      })
    }
    deps.bus.on('experiments', reload)
    deps.bus.onResync(reload)
  }

  /** One reading after the other: an older answer must not come in over a newer one. */
  load(): Promise<void> {
    this.loading = this.loading
      .catch(() => undefined)
      .then(async () => {
        const { experiments, unreadable } = await findStarted(this.deps.pool)
        for (const id of unreadable) this.deps.log.error({ experiment: id }, 'an experiment cannot be read')
        this.started = new Map(experiments.map((experiment) => [experiment.id, experiment]))
      })
    return this.loading
  }

  /** What a player has of an experiment, told without being counted. */
  async variant(userId: number, id: string): Promise<VariantResult> {
    const found = await this.find(userId, id)
    return found.ok ? accept(toReply(found.value)) : found
  }

  /** What a player has of an experiment that he is about to meet: he counts from now on, once. */
  async assign(userId: number, id: string): Promise<VariantResult> {
    const found = await this.find(userId, id)
    if (!found.ok) return found
    const { experiment, variant, reason, met } = found.value
    if (met || reason !== null) return accept(toReply(found.value))
    const commandId = idFromWords(`experiment ${id} ${userId}`)
    const request = { commandId, payload: { experiment: id } }
    const answer = await this.deps.actors.execute(userId, exposeRule(experiment, variant), request)
    if (answer.ok) return this.exposedTo(found.value, answer)
    if (answer.reason !== 'CONFLICT') return answer
    // It was paused or ended in this moment: he gets what others get now.
    await this.load()
    return this.variant(userId, id)
  }

  /** The variant that was written down: of two requests at once, the first one's. */
  private exposedTo(found: Found, answer: CommandAnswer): VariantResult {
    const variant =
      found.experiment.body.variants.find(({ id }) => id === (answer as { variant?: unknown }).variant) ?? found.variant
    return accept(toReply({ ...found, variant, met: true }))
  }

  private async find(userId: number, id: string): Promise<Result<Found>> {
    const experiment = this.started.get(id)
    if (experiment === undefined) return refuse('NOT_FOUND', 'no such experiment')
    const { pool, clock, mayOffer, segments = NO_SEGMENTS } = this.deps
    const nowMs = clock.nowMs()
    const { subject, targeting } = experiment.body
    const [facts, offered, own] = await Promise.all([
      findStandingFacts(pool, userId, id),
      subject === 'offers' ? mayOffer(userId, nowMs) : true,
      targeting.segments.length > 0 ? segments.of(userId) : [],
    ])
    if (facts === undefined) return refuse('NOT_FOUND', 'no such player')
    const player = { ...facts.player, segments: own }
    const standing = standingOf(experiment, { player, met: facts.met, mayOffer: offered, nowMs })
    return accept({ ...standing, experiment, met: facts.met !== undefined && standing.reason === null })
  }
}

const toReply = ({ experiment, variant, reason, met }: Found): AbtestReply => ({
  ...{ experiment: experiment.id, variant: variant.id, settings: variant.settings, exposed: met, reason },
})
