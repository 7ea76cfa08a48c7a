import {
  accept,
  type ExperimentActBody,
  type ExperimentBody,
  type ExperimentPhase,
  type Refusal,
  type Result,
  refuse,
} from '@casino-club/shared'
import type { Experiment } from './assign.rule.ts'
import { reachesOddsOrPrices } from './forbidden-settings.ts'

/** What the results say about deciding: nothing is decided before the horizon, nor by a split that cannot be believed. */
export interface Judged {
  readonly reached: boolean
  readonly trusted: boolean
}

export interface Changed {
  readonly phase: ExperimentPhase
  readonly body: ExperimentBody
  readonly winner: string | null
}

export type ActRefusal =
  | 'EXPERIMENT_PHASE'
  | 'EXPERIMENT_ON_ODDS'
  | 'EXPERIMENT_TRAFFIC_LOWERED'
  | 'EXPERIMENT_TOO_EARLY'
  | 'EXPERIMENT_UNTRUSTED'
  | 'EXPERIMENT_VARIANT_UNKNOWN'
  | 'NOTHING_TO_CHANGE'

/** From where each act may be taken. */
const FROM: Readonly<Record<ExperimentActBody['act'], readonly ExperimentPhase[]>> = {
  start: ['draft'],
  ramp: ['running', 'paused'],
  reweight: ['running', 'paused'],
  pause: ['running'],
  resume: ['paused'],
  stop: ['running', 'paused'],
  decide: ['running', 'paused'],
}

/**
 * Refuses what an experiment on players must never be about: odds are the same for everybody at any time, and a price is
 * one that all of those see whom it is offered to.
 */
export function refuseSubject({ subject, variants }: ExperimentBody): Refusal<'EXPERIMENT_ON_ODDS'> | undefined {
  if (subject === 'odds')
    return refuse('EXPERIMENT_ON_ODDS', 'odds are the same for everybody: compare two tables by time')
  const reached = variants.flatMap(({ settings }) => Object.keys(settings)).find(reachesOddsOrPrices)
  if (reached === undefined) return undefined
  return refuse('EXPERIMENT_ON_ODDS', `the setting ${reached} would give a player odds or a price of his own`)
}

/** Refuses what would let nobody in any more. */
export const refuseOver = ({ endsAt }: ExperimentBody, nowMs: number): Refusal<'EXPERIMENT_OVER'> | undefined =>
  endsAt !== null && Date.parse(endsAt) <= nowMs ? refuse('EXPERIMENT_OVER', `its end, ${endsAt}, is past`) : undefined

/** What becomes of an experiment by an act; the rows of others are not looked at here. */
export function changeBy(experiment: Experiment, act: ExperimentActBody, judged: Judged): Result<Changed, ActRefusal> {
  const { phase, body, winner } = experiment
  if (!FROM[act.act].includes(phase))
    return refuse('EXPERIMENT_PHASE', `an experiment that is ${phase} has no such act`)
  switch (act.act) {
    case 'start':
      return refuseSubject(body) ?? accept({ phase: 'running', body, winner })
    case 'pause':
      return accept({ phase: 'paused', body, winner })
    case 'resume':
      return accept({ phase: 'running', body, winner })
    case 'stop':
      return accept({ phase: 'stopped', body, winner })
    case 'ramp':
      return ramp(experiment, act.trafficBp)
    case 'reweight':
      return reweight(experiment, act.weights)
    case 'decide':
      return decide(experiment, act.winner, judged)
  }
}

function ramp({ phase, body, winner }: Experiment, trafficBp: number): Result<Changed, ActRefusal> {
  if (trafficBp === body.trafficBp) return refuse('NOTHING_TO_CHANGE', 'the traffic is this already')
  if (trafficBp < body.trafficBp) {
    return refuse('EXPERIMENT_TRAFFIC_LOWERED', 'traffic is only raised: pause it to let nobody in')
  }
  return accept({ phase, body: { ...body, trafficBp }, winner })
}

function reweight(
  { phase, body, winner }: Experiment,
  weights: Readonly<Record<string, number>>,
): Result<Changed, ActRefusal> {
  const known = new Set(body.variants.map(({ id }) => id))
  const unknown = Object.keys(weights).find((id) => !known.has(id))
  if (unknown !== undefined) return refuse('EXPERIMENT_VARIANT_UNKNOWN', `there is no variant ${unknown}`)
  const variants = body.variants.map((variant) => ({ ...variant, weight: weights[variant.id] ?? variant.weight }))
  if (variants.every(({ weight }, index) => weight === body.variants[index]?.weight)) {
    return refuse('NOTHING_TO_CHANGE', 'the weights are these already')
  }
  return accept({ phase, body: { ...body, variants }, winner })
}

function decide({ body }: Experiment, winner: string, { reached, trusted }: Judged): Result<Changed, ActRefusal> {
  if (!body.variants.some(({ id }) => id === winner)) {
    return refuse('EXPERIMENT_VARIANT_UNKNOWN', `there is no variant ${winner}`)
  }
  if (!trusted) return refuse('EXPERIMENT_UNTRUSTED', 'the split is not the one that was asked for')
  if (!reached) return refuse('EXPERIMENT_TOO_EARLY', 'its horizon has not been reached')
  return accept({ phase: 'decided', body, winner })
}
