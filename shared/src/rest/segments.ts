import { z } from 'zod'
import { daySchema } from '../missions/mission.ts'
import { condition, dimensionSchema, FACT_NAMES, ruleSetSchema, segmentKeySchema } from '../segments/rule.ts'
import { whySchema } from './common.ts'

const instant = z.iso.datetime()
const name = z.object({ en: z.string(), ko: z.string() })
const reason = whySchema(5)
const count = z.number().int()
const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  perPage: z.coerce.number().int().min(1).max(100).default(25),
}

/** The groups that a player himself is in. */
export const userSegmentsReply = z
  .object({
    segments: z.array(z.object({ dimension: z.string(), segment: z.string(), name, since: instant })),
    /** The day they were last decided for; null: not yet. */
    asOf: daySchema.nullable(),
  })
  .meta({ id: 'OwnSegments' })
export type UserSegmentsReply = z.infer<typeof userSegmentsReply>

export const adminSegmentsReply = z.array(
  z.object({
    /** Dimension and segment. */
    id: z.string(),
    dimension: z.string(),
    segment: z.string(),
    name,
    players: count,
    /** Of all players of the dimension, in percent; null: there is nobody. */
    share: z.number().nullable(),
    overridden: count,
    /** Who came and went within the last day. */
    entered: count,
    left: count,
  }),
)
export type AdminSegment = z.infer<typeof adminSegmentsReply>[number]

export const segmentMembersQuery = z.strictObject({
  ...paging,
  dimension: dimensionSchema,
  segment: segmentKeySchema,
  sort: z.enum(['id', 'since', 'spent365']).default('id'),
  order: z.enum(['ASC', 'DESC', 'asc', 'desc']).default('ASC'),
})
export const segmentMembersReply = z.array(
  z.object({
    id: count,
    nickname: z.string(),
    since: instant,
    overridden: z.boolean(),
    spent365: count.nullable(),
    daysSinceSeen: count.nullable(),
  }),
)
export type SegmentMember = z.infer<typeof segmentMembersReply>[number]

const reasonable = z.object({
  segment: z.string(),
  name,
  /** It holds for him; the first that does decides. */
  holds: z.boolean(),
  when: condition,
})
const factValues = z.object(Object.fromEntries(FACT_NAMES.map((fact) => [fact, count.nullable()])))
const CAUSES = ['rules', 'override', 'override_end', 'merged'] as const
const moveSchema = z.object({
  at: instant,
  dimension: z.string(),
  from: z.string().nullable(),
  /** Null: he left, as his account was made one with another. */
  to: z.string().nullable(),
  cause: z.enum(CAUSES),
  version: count,
})
export type SegmentMove = z.infer<typeof moveSchema>
/** A page of moves, the newest first; `next` is asked for as `before`, null: there are no older ones. */
export const segmentMovesReply = z
  .object({ moves: z.array(moveSchema), next: z.string().nullable() })
  .meta({ id: 'SegmentMoves' })
export type SegmentMovesReply = z.infer<typeof segmentMovesReply>
export const segmentMovesQuery = z.strictObject({
  dimension: dimensionSchema.optional(),
  cause: z.enum(CAUSES).optional(),
  before: z
    .string()
    .regex(/^\d{1,18}_[01]_\d{1,18}_[a-z][a-z0-9-]{1,31}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type SegmentMovesQuery = z.output<typeof segmentMovesQuery>

/** Why a player is where he is. */
export const playerSegmentsReply = z
  .object({
    id: count,
    nickname: z.string(),
    asOf: daySchema.nullable(),
    facts: factValues.nullable(),
    dimensions: z.array(
      z.object({
        dimension: z.string(),
        segment: z.string().nullable(),
        since: instant.nullable(),
        version: count.nullable(),
        /** What the rules of the last run say of the facts; null: there are none yet. */
        byRules: z.string().nullable(),
        rules: z.array(reasonable),
        /** Every segment of it. */
        choices: z.array(z.string()),
        override: z
          .object({ id: count, segment: z.string(), until: instant, reason: z.string(), by: z.string() })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'PlayerSegments' })
export type PlayerSegmentsReply = z.infer<typeof playerSegmentsReply>

export const overrideBody = z.strictObject({
  userId: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  dimension: dimensionSchema,
  segment: segmentKeySchema,
  until: z.iso.datetime({ offset: true }),
  reason,
})
export type OverrideBody = z.infer<typeof overrideBody>
export const overrideEndBody = z.strictObject({ reason })

const ruleVersion = z.object({
  version: count,
  status: z.enum(['draft', 'approved']),
  rules: ruleSetSchema,
  changedAt: instant,
  changedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  effectiveOn: daySchema.nullable(),
  reason: z.string().nullable(),
})
export const segmentRulesReply = z
  .object({
    id: z.string(),
    revision: count,
    targetable: z.boolean(),
    /** What the segments stand by: the last finished run decided by it. */
    live: ruleVersion.nullable(),
    /** What the next run will take, and the day whose rules that are. */
    next: ruleVersion.nullable(),
    nextOn: daySchema,
    draft: ruleVersion.nullable(),
    /** All of them, newest first. */
    versions: z.array(ruleVersion),
  })
  .meta({ id: 'SegmentRules' })
export type SegmentRulesReply = z.infer<typeof segmentRulesReply>
export const segmentRulesListReply = z.array(segmentRulesReply)
export const dimensionParams = z.strictObject({ dimension: dimensionSchema })
export const segmentDraftBody = z.strictObject({ seenRevision: z.number().int().min(0), rules: ruleSetSchema })
export const segmentDryRunBody = z.strictObject({ rules: ruleSetSchema })
export const segmentApproveBody = z.strictObject({
  seenRevision: z.number().int().min(1),
  effectiveOn: daySchema,
  reason,
})

export const segmentDryRunReply = z
  .object({
    asOf: daySchema.nullable(),
    players: count,
    /** Who would be elsewhere; what is set by hand stays. */
    moves: z.array(z.object({ from: z.string().nullable(), to: z.string(), players: count })),
    /** Each segment: for how many its condition holds, and how many it gets since no earlier one does. */
    segments: z.array(z.object({ segment: z.string(), holds: count, gets: count })),
    warnings: z.array(z.object({ code: z.enum(['NOBODY', 'EVERYBODY', 'ALL_TAKEN_BEFORE']), segment: z.string() })),
    sample: z.array(z.object({ userId: count, nickname: z.string(), from: z.string().nullable(), to: z.string() })),
  })
  .meta({ id: 'SegmentDryRun' })
export type SegmentDryRunReply = z.infer<typeof segmentDryRunReply>

const heldOut = z.object({
  players: count,
  /** Won, per player who had paid. */
  meanError: z.number(),
  /** The same for the guess that everybody goes on as before. */
  baselineError: z.number(),
  expected: count,
  actual: count,
})
export const segmentModelReply = z
  .object({
    asOf: daySchema,
    payers: count,
    percentiles: z.object({ p50: count.nullable(), p90: count.nullable(), p99: count.nullable() }),
    /** Expected spending of 84 days as a part of what was spent before, in thousandths, by recency and frequency. */
    cells: z.record(z.string(), z.number()),
    heldOut: heldOut.nullable(),
  })
  .nullable()
export type SegmentModelReply = z.infer<typeof segmentModelReply>
