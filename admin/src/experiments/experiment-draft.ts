import {
  type ExperimentBody,
  type ExperimentSubject,
  experimentBodySchema,
  type HarmMetric,
  type Metric,
} from '@casino-club/shared'

/** A variant as it is typed. */
export interface VariantDraft {
  readonly id: string
  readonly name: string
  readonly weight: string
  /** `name=value`, one a line. */
  readonly settings: string
}

/** The texts of an experiment by their inputs; nothing typed: not asked for. Shares are in per cent. */
export const TEXT_FIELDS = [
  'name',
  'hypothesis',
  'layer',
  'layerFrom',
  'layerTo',
  'traffic',
  'startsAt',
  'endsAt',
  'tiers',
  'locales',
  'registeredFrom',
  'registeredBefore',
  'minXp',
  'maxXp',
  'segments',
  'players',
  'days',
] as const
export type TextField = (typeof TEXT_FIELDS)[number]

export interface ExperimentDraft extends Readonly<Record<TextField, string>> {
  readonly subject: ExperimentSubject
  readonly primary: Metric
  readonly secondary: readonly Metric[]
  readonly guardrails: readonly HarmMetric[]
  readonly variants: readonly VariantDraft[]
}

export const EMPTY_VARIANT: VariantDraft = { id: '', name: '', weight: '1', settings: '' }

const EMPTY_TEXTS = Object.fromEntries(TEXT_FIELDS.map((field) => [field, ''])) as Record<TextField, string>
export const EMPTY_EXPERIMENT: ExperimentDraft = {
  ...EMPTY_TEXTS,
  ...{ layerFrom: '0', layerTo: '100', traffic: '10', players: '1000', days: '14' },
  ...{ subject: 'interface', primary: 'retainedD7', secondary: [], guardrails: ['limitHits', 'selfExclusions'] },
  variants: [{ ...EMPTY_VARIANT, id: 'control' }, EMPTY_VARIANT],
}

const percent = (bp: number): string => String(bp / 100)
const textOf = (value: string | number | null): string => (value === null ? '' : String(value))

export const draftOf = ({
  layer,
  trafficBp,
  targeting,
  horizon,
  variants,
  ...body
}: ExperimentBody): ExperimentDraft => ({
  ...{ name: body.name, hypothesis: body.hypothesis, subject: body.subject },
  ...{ primary: body.primary, secondary: body.secondary, guardrails: body.guardrails },
  ...{ layer: layer.id, layerFrom: percent(layer.from), layerTo: percent(layer.to), traffic: percent(trafficBp) },
  ...{ startsAt: textOf(body.startsAt), endsAt: textOf(body.endsAt) },
  ...{ tiers: targeting.tiers.join(', '), locales: targeting.locales.join(', ') },
  ...{ registeredFrom: textOf(targeting.registeredFrom), registeredBefore: textOf(targeting.registeredBefore) },
  ...{ minXp: textOf(targeting.minXp), maxXp: textOf(targeting.maxXp), segments: targeting.segments.join(', ') },
  ...{ players: String(horizon.players), days: String(horizon.days) },
  variants: variants.map(({ id, name, weight, settings }) => ({
    ...{ id, name, weight: String(weight) },
    settings: Object.entries(settings)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n'),
  })),
})

const isEmpty = (text: string) => text.trim() === ''
const number = (text: string): number => (isEmpty(text) ? Number.NaN : Number(text))
/** Rounded to what a hundredth of a percent is, so that 0.1 + 0.2 is no trouble. */
const bpOf = (text: string): number => Math.round(number(text) * 100 * 1e6) / 1e6
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
const instantOf = (text: string): string | null => {
  if (isEmpty(text)) return null
  const at = Date.parse(text.trim())
  return Number.isNaN(at) ? text : new Date(at).toISOString()
}

function settingOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return !isEmpty(text) && Number.isFinite(Number(text)) ? Number(text) : text
}

const settingsOf = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => !isEmpty(line))
      .map((line) => {
        const [key = '', ...value] = line.split('=')
        return [key.trim(), settingOf(value.join('=').trim())]
      }),
  )

/** What was typed as an experiment, or null where that cannot be. */
export function bodyOf(draft: ExperimentDraft): ExperimentBody | null {
  const orNull = (text: string) => (isEmpty(text) ? null : Number(text))
  const read = experimentBodySchema.safeParse({
    ...{ name: draft.name, hypothesis: draft.hypothesis, subject: draft.subject },
    ...{ primary: draft.primary, secondary: draft.secondary, guardrails: draft.guardrails },
    layer: { id: draft.layer.trim(), from: bpOf(draft.layerFrom), to: bpOf(draft.layerTo) },
    ...{ trafficBp: bpOf(draft.traffic), startsAt: instantOf(draft.startsAt), endsAt: instantOf(draft.endsAt) },
    targeting: {
      ...{ tiers: listOf(draft.tiers), locales: listOf(draft.locales), segments: listOf(draft.segments) },
      registeredFrom: instantOf(draft.registeredFrom),
      registeredBefore: instantOf(draft.registeredBefore),
      ...{ minXp: orNull(draft.minXp), maxXp: orNull(draft.maxXp) },
    },
    horizon: { players: number(draft.players), days: number(draft.days) },
    variants: draft.variants.map(({ id, name, weight, settings }) => ({
      ...{ id, name, weight: number(weight), settings: settingsOf(settings) },
    })),
  })
  return read.success ? read.data : null
}

/** Whether a figure of a metric is shown in per cent. */
export const isPercent = (kind: 'share' | 'mean' | 'ratio'): boolean => kind !== 'mean'
