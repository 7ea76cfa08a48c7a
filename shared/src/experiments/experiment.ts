import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { segmentTargetSchema } from '../segments/rule.ts'
import { vipTierIdSchema } from '../vip/tiers.ts'

/** An experiment's name for life; the hash that splits the players is salted with it. */
export const experimentKeySchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const variantIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/)

/** What it changes. Odds stand here to be refused by name: an experiment splits players, and odds are the same for all of them. */
export const EXPERIMENT_SUBJECTS = ['offers', 'missions', 'interface', 'messages', 'onboarding', 'odds'] as const
export type ExperimentSubject = (typeof EXPERIMENT_SUBJECTS)[number]

export const EXPERIMENT_PHASES = ['draft', 'running', 'paused', 'stopped', 'decided'] as const
export type ExperimentPhase = (typeof EXPERIMENT_PHASES)[number]

/** Basis points: hundredths of a percent. */
export const ALL_BP = 10_000

export const METRIC_KINDS = {
  /** Shares of players. */
  played: 'share',
  purchased: 'share',
  retainedD1: 'share',
  retainedD7: 'share',
  /** Means of players. */
  plays: 'mean',
  wageredCoins: 'mean',
  daysSeen: 'mean',
  purchases: 'mean',
  revenueWon: 'mean',
  gemsSpent: 'mean',
} as const
/** More of them is harm, whatever the rest says. */
export const HARM_KINDS = {
  limitHits: 'share',
  selfExclusions: 'share',
  refunds: 'share',
  /** Won spent from midnight to five o'clock of the club's zone, of all won spent. */
  lateNightSpend: 'ratio',
} as const
export type Metric = keyof typeof METRIC_KINDS
export type HarmMetric = keyof typeof HARM_KINDS
export type AnyMetric = Metric | HarmMetric
export const METRICS = Object.keys(METRIC_KINDS) as [Metric, ...Metric[]]
export const HARM_METRICS = Object.keys(HARM_KINDS) as [HarmMetric, ...HarmMetric[]]

const MAX_XP = 1_000_000_000
const MAX_VARIANTS = 6
const MAX_SETTINGS = 20
const text = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .refine((words) => !words.includes('\0'), 'must not hold a zero byte')
const bp = z.number().int().min(0).max(ALL_BP)
const instant = z.iso.datetime()
const unlike = <T>(list: readonly T[]) => new Set(list).size === list.length

const settingSchema = z.union([text(0, 200), z.number().finite(), z.boolean()])
export const variantSchema = z.strictObject({
  id: variantIdSchema,
  name: text(1, 80),
  /** Its part of all weights. */
  weight: z.number().int().min(1).max(ALL_BP),
  /** What whoever asks for the variant goes by. */
  settings: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/), settingSchema)
    .refine((all) => Object.keys(all).length <= MAX_SETTINGS, `at most ${MAX_SETTINGS} settings`),
})
export type Variant = z.infer<typeof variantSchema>

const targetingSchema = z.strictObject({
  /** Players who stand at one of these tiers; empty: all. */
  tiers: z.array(vipTierIdSchema).max(20).refine(unlike),
  locales: z
    .array(z.enum(['ko', 'en']))
    .max(2)
    .refine(unlike),
  registeredFrom: instant.nullable(),
  registeredBefore: instant.nullable(),
  minXp: z.number().int().min(0).max(MAX_XP).nullable(),
  maxXp: z.number().int().min(0).max(MAX_XP).nullable(),
  /** Players in one of these segments; empty: all. */
  segments: z.array(segmentTargetSchema).max(20).refine(unlike),
})
export type Targeting = z.infer<typeof targetingSchema>

/** What a version of an experiment says. The first variant is the control: what everybody has who is not in. */
export const experimentBodySchema = z
  .strictObject({
    name: text(1, 80),
    hypothesis: text(10, 500),
    subject: z.enum(EXPERIMENT_SUBJECTS),
    variants: z
      .array(variantSchema)
      .min(2)
      .max(MAX_VARIANTS)
      .refine((all) => unlike(all.map(({ id }) => id)), 'two variants of one id'),
    /** Experiments of one layer share its players out: nobody is in two of them. */
    layer: z.strictObject({ id: experimentKeySchema, from: bp, to: bp }).refine(({ from, to }) => from < to, 'empty'),
    /** How many of those it may take are taken; raised step by step. */
    trafficBp: bp,
    /** Outside of these times nobody comes in. */
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
    targeting: targetingSchema,
    primary: z.enum(METRICS),
    secondary: z.array(z.enum(METRICS)).max(METRICS.length).refine(unlike),
    guardrails: z.array(z.enum(HARM_METRICS)).min(1).max(HARM_METRICS.length).refine(unlike),
    /** When it is over: with so many players in each variant, after so many days. Nothing is decided before. */
    horizon: z.strictObject({
      players: z.number().int().min(2).max(10_000_000),
      days: z.number().int().min(1).max(180),
    }),
  })
  .refine(
    ({ startsAt, endsAt }) => startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt),
    'ends before it starts',
  )
export type ExperimentBody = z.infer<typeof experimentBodySchema>

/** Why a player has the control without being in. */
export const NOT_IN = [
  'NOT_RUNNING',
  'STOPPED',
  'DECIDED',
  'OFFERS_CLOSED',
  'NOT_TARGETED',
  'NOT_IN_LAYER',
  'NOT_IN_TRAFFIC',
] as const
export type NotIn = (typeof NOT_IN)[number]

export const experimentExposedSchema = z.object({
  ...acceptedFields,
  experiment: experimentKeySchema,
  variant: variantIdSchema,
  /** The experiment's version that he came in by. */
  version: z.number().int().min(1),
})
