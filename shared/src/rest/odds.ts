import { z } from 'zod'
import { instantSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { gameAnalysisSchema, gameSchema } from './games.ts'

/** A table's name in the admin: its game and its version, as `slot-3`. */
const ODDS_ID = /^([a-z]{2,20})-([1-9]\d{0,8})$/
export const oddsIdParams = z.object({
  id: z
    .string()
    .regex(ODDS_ID)
    .transform((id) => {
      const [, game = '', version = ''] = ODDS_ID.exec(id) ?? []
      return { game, version: Number(version) }
    }),
})

export const oddsStatusSchema = z.enum(['draft', 'published', 'retired'])

export const oddsTableSchema = z
  .object({
    id: z.string(),
    game: gameSchema,
    version: z.number().int(),
    status: oddsStatusSchema,
    hash: z.string(),
    note: z.string(),
    table: z.unknown(),
    analysis: gameAnalysisSchema,
    createdAt: isoTimeSchema,
    publishedAt: isoTimeSchema.nullable(),
    retiredAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'OddsTable' })
export type OddsTable = z.infer<typeof oddsTableSchema>

export const oddsTablesQuery = pagingSchema.extend({ game: gameSchema.optional(), status: oddsStatusSchema.optional() })
/** A list is for choosing: the outcomes of each kind are left to the table itself. */
export const oddsTablesReply = z.array(oddsTableSchema)

const noteSchema = z.string().trim().min(1).max(500)
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

export const oddsCheckBody = z.strictObject({ game: gameSchema, table: z.unknown() })
/** What would become of a table: its exact odds, and why it could not be published (null: it could). */
export const oddsCheckReply = z
  .object({
    analysis: gameAnalysisSchema.nullable(),
    hash: hashSchema.nullable(),
    refusal: z.object({ reason: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'OddsCheck' })
export type OddsCheckReply = z.infer<typeof oddsCheckReply>

export const oddsDraftBody = z.strictObject({ game: gameSchema, table: z.unknown(), note: noteSchema })
/** `seenHash` is the hash of the draft as it was when the editor was opened: a later change of somebody else is told. */
export const oddsRedraftBody = z.strictObject({ table: z.unknown(), note: noteSchema, seenHash: hashSchema })
export const oddsPublishBody = z.strictObject({ seenHash: hashSchema, reason: noteSchema })

/** Out of force by hand; nobody plays the game until another version is published. */
export const oddsRetireBody = z.strictObject({ reason: noteSchema })
/** In force from a time, and to another one if `retireAt` is given; then the version before comes back. */
export const oddsScheduleBody = z.strictObject({
  seenHash: hashSchema,
  publishAt: instantSchema,
  retireAt: instantSchema.nullable().default(null),
  reason: noteSchema,
})
export const oddsUnscheduleBody = z.strictObject({ reason: noteSchema })

export const ODDS_PLAN_STATUSES = ['waiting', 'in_force', 'done', 'refused', 'overtaken', 'cancelled'] as const
export const oddsPlanSchema = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    status: z.enum(ODDS_PLAN_STATUSES),
    publishAt: isoTimeSchema,
    /** Null: it stays in force. */
    retireAt: isoTimeSchema.nullable(),
    reason: z.string(),
    createdBy: z.string(),
    createdAt: isoTimeSchema,
    /** In force before; null where none was. */
    replacedVersion: z.number().int().nullable(),
    /** Why it could not be published. */
    refusal: z.string().nullable(),
    settledAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'OddsPlan' })
export type OddsPlan = z.infer<typeof oddsPlanSchema>
/** The plans of a version, the latest first. */
export const oddsPlansReply = z.object({ plans: z.array(oddsPlanSchema) })

/** What a look of the drift watch found about a kind of play; the audit log keeps it of a stop. */
export const driftFiguresSchema = z.object({
  kind: z.string(),
  draws: z.number().int(),
  chiSquare: z.number(),
  degrees: z.number().int(),
  pValue: z.number(),
  threshold: z.number(),
})

/** What was drawn from a table beside what must be drawn, and every look the drift watch has taken at it. */
export const oddsDriftReply = z
  .object({
    falseAlarmRate: z.number(),
    kinds: z.array(
      z.object({
        kind: z.string(),
        draws: z.number().int(),
        outcomes: z.array(z.object({ outcome: z.string(), counted: z.number().int(), expected: z.number() })),
        looks: z.array(
          z.object({
            look: z.number().int(),
            draws: z.number().int(),
            chiSquare: z.number(),
            degrees: z.number().int(),
            pValue: z.number(),
            threshold: z.number(),
            alarm: z.boolean(),
            checkedAt: isoTimeSchema,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'OddsDrift' })
export type OddsDriftReply = z.infer<typeof oddsDriftReply>
