import {
  ALL_BP,
  type ExperimentBody,
  type ExperimentPhase,
  type NotIn,
  type Targeting,
  type Variant,
} from '@casino-club/shared'
import { partOf } from './murmur.ts'

/** An experiment as every process keeps it. */
export interface Experiment {
  readonly id: string
  readonly version: number
  readonly phase: ExperimentPhase
  readonly body: ExperimentBody
  readonly winner: string | null
}

/** What of a player decides whether he is meant. */
export interface PlayerFacts {
  readonly userId: number
  readonly tier: string | null
  readonly locale: string
  readonly registeredAtMs: number
  readonly xp: number
  /** Segments he is in; looked up only where an experiment asks for one. */
  readonly segments: readonly string[]
}

/** What a player has, and whether he counts: `in` by having met it, or by meeting it now. */
export interface Standing {
  readonly variant: Variant
  readonly reason: NotIn | null
}

export interface StandingInput {
  readonly player: PlayerFacts
  /** The variant he has met; undefined: none yet. */
  readonly met: string | undefined
  /** Whether he may be shown what costs something; asked of experiments about offers alone. */
  readonly mayOffer: boolean
  readonly nowMs: number
}

/**
 * Which variant an id falls to, by its number alone: the layer's salt shares the players out among experiments, the
 * experiment's own salts say who is taken first and who gets what. More traffic adds players and moves none.
 */
export function assign({ id, body }: Pick<Experiment, 'id' | 'body'>, userId: number): Variant | NotIn {
  const { layer, trafficBp, variants } = body
  const place = partOf(`layer:${layer.id}`, userId, ALL_BP)
  if (place < layer.from || place >= layer.to) return 'NOT_IN_LAYER'
  if (partOf(`traffic:${id}`, userId, ALL_BP) >= trafficBp) return 'NOT_IN_TRAFFIC'
  let sum = 0
  for (const { weight } of variants) sum += weight
  let left = partOf(`variant:${id}`, userId, sum)
  for (const variant of variants) {
    left -= variant.weight
    if (left < 0) return variant
  }
  throw new RangeError(`the experiment ${id} has no variants`)
}

/** The control: what everybody has who is not in. */
export function controlOf({ id, body: { variants } }: Pick<Experiment, 'id' | 'body'>): Variant {
  const [control] = variants
  if (control === undefined) throw new RangeError(`the experiment ${id} has no variants`)
  return control
}

function isMeant(targeting: Targeting, player: PlayerFacts): boolean {
  const { tiers, locales, registeredFrom, registeredBefore, minXp, maxXp, segments } = targeting
  const { tier, locale, registeredAtMs, xp } = player
  return (
    (tiers.length === 0 || (tier !== null && tiers.includes(tier))) &&
    (locales.length === 0 || locales.some((asked) => asked === locale)) &&
    (registeredFrom === null || registeredAtMs >= Date.parse(registeredFrom)) &&
    (registeredBefore === null || registeredAtMs < Date.parse(registeredBefore)) &&
    (minXp === null || xp >= minXp) &&
    (maxXp === null || xp <= maxXp) &&
    (segments.length === 0 || segments.some((segment) => player.segments.includes(segment)))
  )
}

const isOpen = ({ phase, body: { startsAt, endsAt } }: Experiment, nowMs: number): boolean =>
  phase === 'running' &&
  (startsAt === null || nowMs >= Date.parse(startsAt)) &&
  (endsAt === null || nowMs < Date.parse(endsAt))

/**
 * What a player has of an experiment, in order of precedence: who may not be shown offers has the control of whatever is about
 * them; then what was decided; then what he has met; and only then the hash. Nothing happens here: being met is written elsewhere.
 */
export function standingOf(experiment: Experiment, { player, met, mayOffer, nowMs }: StandingInput): Standing {
  const { phase, body, winner } = experiment
  const control = controlOf(experiment)
  const without = (reason: NotIn): Standing => ({ variant: control, reason })
  const find = (id: string | null | undefined) => body.variants.find((variant) => variant.id === id)
  if (phase === 'draft') return without('NOT_RUNNING')
  if (phase === 'stopped') return without('STOPPED')
  if (body.subject === 'offers' && !mayOffer) return without('OFFERS_CLOSED')
  if (phase === 'decided') {
    return isMeant(body.targeting, player)
      ? { variant: find(winner) ?? control, reason: 'DECIDED' }
      : without('NOT_TARGETED')
  }
  const his = find(met)
  if (his) return { variant: his, reason: null }
  if (!isOpen(experiment, nowMs)) return without('NOT_RUNNING')
  if (!isMeant(body.targeting, player)) return without('NOT_TARGETED')
  const drawn = assign(experiment, player.userId)
  return typeof drawn === 'string' ? without(drawn) : { variant: drawn, reason: null }
}
