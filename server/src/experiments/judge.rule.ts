import {
  type AnyMetric,
  type Compared,
  chiSquareTail,
  compareMeans,
  compareShares,
  type Difference,
  type ExperimentBody,
  type ExperimentResults,
  HARM_KINDS,
  type HarmMetric,
  type Interval,
  METRIC_KINDS,
  type MetricResult,
  meanInterval,
  ratioOf,
  type Sample,
  type VariantFigure,
  wilson,
} from '@casino-club/shared'

/** What was measured of a figure among the players of a variant. Of a ratio the mean is that of its part. */
export interface Measured {
  readonly variant: string
  readonly n: number
  readonly mean: number
  /** With n - 1 below it. */
  readonly variance: number
  /** What a ratio is a part of. */
  readonly whole?: { readonly mean: number; readonly variance: number; readonly covariance: number }
}

/** Exposures of a variant by the version they happened under. */
export interface ExposureCount {
  readonly variant: string
  readonly version: number
  readonly players: number
}

export interface JudgeInput {
  readonly id: string
  readonly body: ExperimentBody
  readonly exposures: readonly ExposureCount[]
  /** The variants' weights in every version anybody came in by. */
  readonly weights: ReadonlyMap<number, Readonly<Record<string, number>>>
  readonly measured: ReadonlyMap<AnyMetric, readonly Measured[]>
  readonly startedAtMs: number | null
  /** When it ended, or now. */
  readonly untilMs: number
  readonly nowMs: number
}

const DAY_MS = 86_400_000
const ALPHA = 0.05
/** Of a split as it was asked for, one in a thousand looks worse (Fabijan and others 2019). */
const SAMPLE_RATIO_ALPHA = 0.001
/** Below this the chi-square distribution is no measure. */
const LEAST_EXPECTED = 5
/** How often a day the guard-rails are looked at; every look costs a part of what may be a false alarm. */
export const LOOKS_A_DAY = 4

/** A figure as a sample of so many, and how often it was met where it is a share. */
const sampleOf = ({ n, mean, variance, whole }: Measured): Sample | null =>
  whole === undefined
    ? { n, mean, variance }
    : ratioOf({
        ...{ n, part: mean, partVariance: variance },
        ...{ whole: whole.mean, wholeVariance: whole.variance, covariance: whole.covariance },
      })

const kindOf = (metric: AnyMetric): MetricResult['kind'] => ({ ...METRIC_KINDS, ...HARM_KINDS })[metric]
const hitsOf = ({ n, mean }: Measured): { hits: number; n: number } => ({ hits: Math.round(mean * n), n })

function compare(metric: AnyMetric, control: Measured, variant: Measured, alpha: number): Compared | null {
  if (kindOf(metric) === 'share') return compareShares(hitsOf(control), hitsOf(variant), alpha)
  const [first, second] = [sampleOf(control), sampleOf(variant)]
  return first && second && compareMeans(first, second, alpha)
}

/** Why there is no figure of so many players. */
function missingOf({ n, whole }: Measured): NonNullable<VariantFigure['missing']> {
  if (n === 0) return 'NOBODY'
  return whole && whole.mean <= 0 ? 'NOTHING_TO_DIVIDE_BY' : 'TOO_FEW'
}

function figureOf(metric: AnyMetric, measured: Measured): VariantFigure {
  const { variant, n: players } = measured
  const sample = players > 0 ? sampleOf(measured) : null
  if (sample === null) return { variant, players, value: null, interval: null, missing: missingOf(measured) }
  const { hits, n } = hitsOf(measured)
  const interval: Interval | null = kindOf(metric) === 'share' ? wilson(hits, n, ALPHA) : meanInterval(sample, ALPHA)
  return { variant, players, value: sample.mean, interval, missing: interval ? null : 'TOO_FEW' }
}

function differenceOf(metric: AnyMetric, control: Measured, variant: Measured, alpha: number): Difference {
  const compared = compare(metric, control, variant, alpha)
  const about = { variant: variant.variant }
  if (compared) return { ...about, ...compared, missing: null }
  const poorer = control.n < variant.n || sampleOf(variant) !== null ? control : variant
  return { ...about, difference: null, interval: null, pValue: null, missing: missingOf(poorer) }
}

const NONE = (variant: string): Measured => ({ variant, n: 0, mean: 0, variance: 0 })

/**
 * The variants that do harm: their figure is above the control's beyond doubt, however often it is looked. The doubt is shared out
 * among all looks, variants and guard-rails (Bonferroni), so that together they stop a harmless experiment once in twenty.
 */
function harmOf(metric: HarmMetric, figures: readonly Measured[], alpha: number): string[] {
  const [control, ...others] = figures
  if (control === undefined) return []
  return others.flatMap((variant) => {
    const compared = compare(metric, control, variant, alpha)
    return compared && compared.interval.low > 0 && compared.pValue < alpha ? [variant.variant] : []
  })
}

interface Judging {
  readonly input: JudgeInput
  readonly alpha: number
  readonly harmAlpha: number
}

function resultOf({ input, alpha, harmAlpha }: Judging, metric: AnyMetric, role: MetricResult['role']): MetricResult {
  const measured = new Map((input.measured.get(metric) ?? []).map((figure) => [figure.variant, figure]))
  const figures = input.body.variants.map(({ id }) => measured.get(id) ?? NONE(id))
  const [control, ...others] = figures
  return {
    metric,
    role,
    kind: kindOf(metric),
    variants: figures.map((figure) => figureOf(metric, figure)),
    differences: control ? others.map((figure) => differenceOf(metric, control, figure, alpha)) : [],
    harmedBy: role === 'guardrail' ? harmOf(metric as HarmMetric, figures, harmAlpha) : [],
  }
}

/** Whether the players are split as the weights of each version say. */
function sampleRatioOf({ body, exposures, weights }: JudgeInput): ExperimentResults['sampleRatio'] {
  const expected = new Map<string, number>()
  for (const { version, players } of exposures) {
    const shares = Object.entries(weights.get(version) ?? {})
    const sum = shares.reduce((total, [, weight]) => total + weight, 0)
    for (const [variant, weight] of shares) {
      expected.set(variant, (expected.get(variant) ?? 0) + (players * weight) / sum)
    }
  }
  const counts = body.variants.map(({ id: variant }) => ({
    variant,
    players: exposures.reduce((sum, row) => sum + (row.variant === variant ? row.players : 0), 0),
    expected: expected.get(variant) ?? 0,
  }))
  if (counts.some((count) => count.expected < LEAST_EXPECTED)) return { counts, chiSquare: null, pValue: null }
  const chiSquare = counts.reduce((sum, count) => sum + (count.players - count.expected) ** 2 / count.expected, 0)
  return { counts, chiSquare, pValue: chiSquareTail(chiSquare, counts.length - 1) }
}

function horizonOf({ body: { horizon }, startedAtMs, untilMs }: JudgeInput, least: number) {
  const daysPassed = startedAtMs === null ? 0 : Math.max(0, untilMs - startedAtMs) / DAY_MS
  const reached = least >= horizon.players && daysPassed >= horizon.days
  return { ...horizon, daysPassed, least, reached }
}

const sameWeights = (weights: JudgeInput['weights'], exposures: readonly ExposureCount[]): boolean =>
  new Set(exposures.map(({ version }) => JSON.stringify(weights.get(version)))).size <= 1

/**
 * What an experiment has shown so far. A fixed horizon: its intervals hold at its end and nothing is decided before; whoever
 * looks earlier is told that he peeks. Several variants share the five percent out among themselves.
 */
export function judge(input: JudgeInput): ExperimentResults {
  const { id, body, exposures, weights, nowMs } = input
  const comparisons = body.variants.length - 1
  const alpha = ALPHA / comparisons
  const sampleRatio = sampleRatioOf(input)
  const horizon = horizonOf(input, Math.min(...sampleRatio.counts.map(({ players }) => players)))
  const looks = Math.ceil(Math.max(horizon.days, horizon.daysPassed)) * LOOKS_A_DAY
  const judging = { input, alpha, harmAlpha: (2 * alpha) / (looks * body.guardrails.length) }
  const isSkewed = sampleRatio.pValue !== null && sampleRatio.pValue < SAMPLE_RATIO_ALPHA
  const isEmpty = exposures.length === 0
  const doubts = {
    ...{ SAMPLE_RATIO: isSkewed, WEIGHTS_CHANGED: !sameWeights(weights, exposures) },
    ...{ PEEKING: !horizon.reached, NOBODY: isEmpty },
  }
  const secondary = body.secondary.filter((metric) => metric !== body.primary)
  return {
    id,
    trusted: !isSkewed && !isEmpty,
    doubts: (Object.keys(doubts) as (keyof typeof doubts)[]).filter((doubt) => doubts[doubt]),
    sampleRatio,
    horizon,
    confidence: 1 - alpha,
    metrics: [
      resultOf(judging, body.primary, 'primary'),
      ...secondary.map((metric) => resultOf(judging, metric, 'secondary')),
      ...body.guardrails.map((metric) => resultOf(judging, metric, 'guardrail')),
    ],
    countedAt: new Date(nowMs).toISOString(),
  }
}
