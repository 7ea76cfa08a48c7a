import { z } from 'zod'

/**
 * What is known of a player when segments are decided, all of it numbers; null: there is none, as days since a purchase of
 * one who never bought. Days are those of the club's zone, money is Korean won.
 */
export const FACTS = {
  accountAgeDays: 'days',
  daysSinceSeen: 'days',
  activeDays7: 'days',
  activeDays30: 'days',
  activeDays90: 'days',
  plays30: 'count',
  wagered30: 'coins',
  playMinutes30: 'minutes',
  nightShare30: 'percent',
  purchases90: 'count',
  spent30: 'won',
  spent90: 'won',
  spent365: 'won',
  daysSincePurchase: 'days',
  spendGrowth: 'percent',
  deposits: 'won',
  daysSinceCharge: 'days',
  recencyScore: 'score',
  frequencyScore: 'score',
  monetaryScore: 'score',
  spendPercentile: 'percent',
  expectedSpend84: 'won',
  vipLevel: 'level',
  protections90: 'count',
} as const
export type Fact = keyof typeof FACTS
export const FACT_NAMES = Object.keys(FACTS) as Fact[]
export type Facts = Readonly<Record<Fact, number | null>>

export const COMPARISONS = ['<', '<=', '=', '>=', '>'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type Condition =
  | { readonly fact: Fact; readonly is: Comparison; readonly value: number }
  | { readonly fact: Fact; readonly is: 'known' | 'unknown' }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

const MAX_DEPTH = 5
const MAX_NODES = 40
const MAX_BRANCHES = 12
const fact = z.enum(FACT_NAMES as [Fact, ...Fact[]])

const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      fact,
      is: z.enum(COMPARISONS),
      value: z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000),
    }),
    z.strictObject({ fact, is: z.enum(['known', 'unknown']) }),
    z.strictObject({ all: z.array(conditionSchema).min(1).max(MAX_BRANCHES) }),
    z.strictObject({ any: z.array(conditionSchema).min(1).max(MAX_BRANCHES) }),
    z.strictObject({ not: conditionSchema }),
  ]),
)

const partsOf = (condition: Condition): readonly Condition[] => {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}
const depthOf = (condition: Condition): number => 1 + Math.max(0, ...partsOf(condition).map(depthOf))
const nodesOf = (condition: Condition): number => 1 + partsOf(condition).reduce((sum, part) => sum + nodesOf(part), 0)

/** Nested no deeper than this: asked before the rest, so that nothing deep is walked through. */
export function isShallow(value: unknown, left = 2 * MAX_DEPTH + 1): boolean {
  if (value === null || typeof value !== 'object') return true
  return left > 0 && Object.values(value).every((each) => isShallow(each, left - 1))
}

/** When a player belongs to a segment; at most five levels and forty parts. */
export const condition: z.ZodType<Condition> = z
  .unknown()
  .refine((value) => isShallow(value), 'nested too deeply')
  .pipe(conditionSchema)
  .refine((parsed) => depthOf(parsed) <= MAX_DEPTH && nodesOf(parsed) <= MAX_NODES, 'too deep or too long')

export const segmentKeySchema = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/)
export const dimensionSchema = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/)
const name = z.strictObject({ en: z.string().trim().min(1).max(60), ko: z.string().trim().min(1).max(60) })

export const segmentRuleSchema = z.strictObject({ segment: segmentKeySchema, name, when: condition })
export type SegmentRule = z.infer<typeof segmentRuleSchema>

/** One way to divide all players: the first rule that holds decides, and whom none holds for is in the last segment. */
export const ruleSetSchema = z
  .strictObject({
    rules: z.array(segmentRuleSchema).min(1).max(20),
    otherwise: z.strictObject({ segment: segmentKeySchema, name }),
  })
  .refine(
    ({ rules, otherwise }) =>
      new Set([otherwise.segment, ...rules.map(({ segment }) => segment)]).size === rules.length + 1,
    'a segment is named once',
  )
export type RuleSet = z.infer<typeof ruleSetSchema>

function compare(left: number, is: Comparison, right: number): boolean {
  if (is === '<') return left < right
  if (is === '<=') return left <= right
  if (is === '=') return left === right
  return is === '>=' ? left >= right : left > right
}

/** Whether a condition holds; of what is not known no comparison holds. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts))
  if ('any' in condition) return condition.any.some((part) => holds(part, facts))
  if ('not' in condition) return !holds(condition.not, facts)
  const value = facts[condition.fact]
  if (!('value' in condition)) return (value === null) === (condition.is === 'unknown')
  return value !== null && compare(value, condition.is, condition.value)
}

/** The segment that a set of rules puts these facts in. */
export const segmentFor = ({ rules, otherwise }: RuleSet, facts: Facts): string =>
  rules.find(({ when }) => holds(when, facts))?.segment ?? otherwise.segment

/** Whom a player is protected by is nobody's target: the club's own key for it. */
export const RISK_DIMENSION = 'risk'
/** Whether offers, missions, campaigns and experiments may be aimed by it. */
export const isTargetable = (dimension: string): boolean => dimension !== RISK_DIMENSION

/** A segment as something is aimed at it: `lifecycle:NEW`. */
export const segmentTargetSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,31}:[A-Z][A-Z0-9_]{1,31}$/, 'a dimension and a segment of it, as lifecycle:NEW')
  .refine((target) => isTargetable(target.split(':')[0] ?? ''), 'nobody is aimed at by what protects him')
/** Whom something is for: whoever is in one of these; none named, everybody. */
export const segmentTargetsSchema = z
  .array(segmentTargetSchema)
  .max(20)
  .refine((targets) => new Set(targets).size === targets.length, 'a segment is named once')
/** Whether what is aimed so is for somebody who is in these segments. */
export const isAimedAt = (targets: readonly string[] | undefined, own: { has(target: string): boolean }): boolean =>
  targets === undefined || targets.length === 0 || targets.some((target) => own.has(target))
/** A segment of a dimension, as something is aimed at it. */
export const targetOf = ({ dimension, segment }: { readonly dimension: string; readonly segment: string }): string =>
  `${dimension}:${segment}`
