import { z } from 'zod'
import {
  ALL_BP,
  EXPERIMENT_PHASES,
  experimentBodySchema,
  experimentKeySchema,
  HARM_METRICS,
  METRICS,
  NOT_IN,
  variantIdSchema,
  variantSchema,
} from '../experiments/experiment.ts'
import { amountSchema } from '../money.ts'
import { isoTimeSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const abtestBody = z.strictObject({ experiment: experimentKeySchema })
export const abtestReply = z
  .object({
    experiment: experimentKeySchema,
    variant: variantIdSchema,
    settings: variantSchema.shape.settings,
    /** He counts among those the experiment is measured by. */
    exposed: z.boolean(),
    /** Why he has what he has without being in; null: he is in, or would be. */
    reason: z.enum(NOT_IN).nullable(),
  })
  .meta({ id: 'AbtestVariant' })
export type AbtestReply = z.infer<typeof abtestReply>

const revision = z.number().int().min(1).max(2_147_483_647)

/** Why an act of the history took place, and what it was. */
export const EXPERIMENT_ACTS = [
  'draft',
  'start',
  'ramp',
  'reweight',
  'pause',
  'resume',
  'stop',
  'decide',
  'guardrail',
] as const
export type ExperimentAct = (typeof EXPERIMENT_ACTS)[number]

/** An experiment as those who run it see it. */
export const adminExperimentSchema = z
  .object({
    id: experimentKeySchema,
    /** One more with every change; an editor names the one he saw. */
    version: revision,
    phase: z.enum(EXPERIMENT_PHASES),
    body: experimentBodySchema,
    winner: variantIdSchema.nullable(),
    startedAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
    changedAt: isoTimeSchema,
    exposed: amountSchema,
  })
  .meta({ id: 'AdminExperiment' })
export type AdminExperiment = z.infer<typeof adminExperimentSchema>
export const adminExperimentsReply = z.array(adminExperimentSchema)

export const experimentVersionSchema = z
  .object({
    version: revision,
    act: z.enum(EXPERIMENT_ACTS),
    phase: z.enum(EXPERIMENT_PHASES),
    body: experimentBodySchema,
    reason: z.string(),
    /** Null: the club itself, by its guard-rails. */
    admin: z.string().nullable(),
    at: isoTimeSchema,
  })
  .meta({ id: 'ExperimentVersion' })
export type ExperimentVersion = z.infer<typeof experimentVersionSchema>
export const adminExperimentDetailSchema = adminExperimentSchema.extend({ history: z.array(experimentVersionSchema) })
export type AdminExperimentDetail = z.infer<typeof adminExperimentDetailSchema>

export const experimentParams = z.object({ id: experimentKeySchema })
/** `seenVersion` null: it is new. */
export const experimentDraftBody = z.strictObject({ seenVersion: revision.nullable(), body: experimentBodySchema })

const asked = { seenVersion: revision, reason: rewardReasonSchema }
export const experimentActBody = z.discriminatedUnion('act', [
  z.strictObject({ ...asked, act: z.literal('start') }),
  z.strictObject({ ...asked, act: z.literal('ramp'), trafficBp: z.number().int().min(1).max(ALL_BP) }),
  z.strictObject({
    ...asked,
    act: z.literal('reweight'),
    weights: z.record(variantIdSchema, variantSchema.shape.weight),
  }),
  z.strictObject({ ...asked, act: z.literal('pause') }),
  z.strictObject({ ...asked, act: z.literal('resume') }),
  z.strictObject({ ...asked, act: z.literal('stop') }),
  z.strictObject({ ...asked, act: z.literal('decide'), winner: variantIdSchema }),
])
export type ExperimentActBody = z.infer<typeof experimentActBody>

/** Why there is no figure. */
export const NO_FIGURE = ['NOBODY', 'TOO_FEW', 'NOTHING_TO_DIVIDE_BY'] as const
const interval = z.object({ low: z.number(), high: z.number() })
const missing = z.enum(NO_FIGURE).nullable()

const variantFigureSchema = z.object({
  variant: variantIdSchema,
  /** Players that the figure speaks of: of retention, those whose day is over. */
  players: amountSchema,
  value: z.number().nullable(),
  interval: interval.nullable(),
  missing,
})
const differenceSchema = z.object({
  variant: variantIdSchema,
  /** Of the variant less that of the control. */
  difference: z.number().nullable(),
  interval: interval.nullable(),
  pValue: z.number().nullable(),
  missing,
})
export const metricResultSchema = z.object({
  metric: z.enum([...METRICS, ...HARM_METRICS]),
  role: z.enum(['primary', 'secondary', 'guardrail']),
  kind: z.enum(['share', 'mean', 'ratio']),
  variants: z.array(variantFigureSchema),
  differences: z.array(differenceSchema),
  /** Of a guard-rail: the variants that do harm, beyond doubt. */
  harmedBy: z.array(variantIdSchema),
})
export type MetricResult = z.infer<typeof metricResultSchema>
export type VariantFigure = MetricResult['variants'][number]
export type Difference = MetricResult['differences'][number]

export const EXPERIMENT_DOUBTS = ['SAMPLE_RATIO', 'WEIGHTS_CHANGED', 'PEEKING', 'NOBODY'] as const
export const experimentResultsReply = z
  .object({
    id: experimentKeySchema,
    /** The results may be believed; false: the split is not the one that was asked for. */
    trusted: z.boolean(),
    doubts: z.array(z.enum(EXPERIMENT_DOUBTS)),
    sampleRatio: z.object({
      counts: z.array(z.object({ variant: variantIdSchema, players: amountSchema, expected: z.number() })),
      chiSquare: z.number().nullable(),
      pValue: z.number().nullable(),
    }),
    horizon: z.object({
      players: amountSchema,
      days: z.number().int(),
      daysPassed: z.number(),
      least: amountSchema,
      reached: z.boolean(),
    }),
    /** Of intervals: 0.95 and more where several variants are held against the control. */
    confidence: z.number(),
    metrics: z.array(metricResultSchema),
    countedAt: isoTimeSchema,
  })
  .meta({ id: 'ExperimentResults' })
export type ExperimentResults = z.infer<typeof experimentResultsReply>
