import { z } from 'zod'
import { betSchema, clientSeedSchema, commandIdSchema } from '../fields.ts'
import { TABLED_GAMES } from '../games/registry.ts'
import { amountSchema } from '../money.ts'
import { slotSpinOutcomeSchema } from '../protocol.ts'
import { slotTableSchema } from '../slot/table.ts'
import { instantSchema, isoTimeSchema, pagingSchema, versionParamSchema } from './common.ts'

/** The games by name, for whoever words or draws them; the schema knows whatever the registry has. */
export const GAMES = ['slot', 'gacha', 'roulette', 'rps', 'dice', 'crash', 'match', 'lottery'] as const
export type Game = (typeof GAMES)[number]
export const gameSchema = z.enum(Object.keys(TABLED_GAMES) as [Game, ...Game[]])

/** HTTP twin of `slot.spin`; without a command id in the body the header `Idempotency-Key` must carry one. */
export const slotSpinBody = z.strictObject({ commandId: commandIdSchema.optional(), bet: betSchema })
export const slotSpinReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(slotSpinOutcomeSchema.shape)

export const fractionSchema = z.object({ numerator: z.string(), denominator: z.string() })
export const slotAnalysisSchema = z
  .object({
    rtp: fractionSchema,
    rtpPercent: z.number(),
    lowestRtp: fractionSchema,
    lowestRtpPercent: z.number(),
    lowestRtpBet: z.number().int(),
    hitRate: fractionSchema,
    hitRatePercent: z.number(),
    volatility: z.number(),
    maxWinMultiple: z.number(),
    lines: z.array(
      z.object({
        line: z.enum(['pair', 'triple']),
        symbol: z.string(),
        multiplier: z.number().int(),
        probability: fractionSchema,
        percent: z.number(),
      }),
    ),
  })
  .meta({ id: 'SlotAnalysis' })

/** Public: the odds that are drawn, straight from the published table. */
export const slotConfigReply = z
  .object({
    tableVersion: z.number().int(),
    tableHash: z.string(),
    publishedAt: isoTimeSchema,
    table: slotTableSchema,
    analysis: slotAnalysisSchema,
  })
  .meta({ id: 'SlotConfig' })
export type SlotConfigReply = z.infer<typeof slotConfigReply>

/** `userId-seq`. */
const eventIdSchema = z.string().regex(/^[1-9][0-9]{0,15}-[1-9][0-9]{0,15}$/)

export const gameVersionParams = z.object({ game: gameSchema, version: versionParamSchema })
export const gameParams = z.object({ game: gameSchema })

const outcomeOddsSchema = z.object({
  outcome: z.string(),
  multiplier: z.number().nullable(),
  probability: fractionSchema,
  percent: z.number(),
})

/** Exact odds by kind of play; the slot's own config says more of it. */
export const gameAnalysisSchema = z
  .object({
    kinds: z.array(
      z.object({
        kind: z.string(),
        rtp: fractionSchema.nullable(),
        rtpPercent: z.number().nullable(),
        lowestRtp: fractionSchema.nullable(),
        lowestRtpPercent: z.number().nullable(),
        hitRate: fractionSchema,
        hitRatePercent: z.number(),
        volatility: z.number(),
        maxWinMultiple: z.number(),
        outcomes: z.array(outcomeOddsSchema),
      }),
    ),
    facts: z.record(z.string(), fractionSchema.or(z.number())).optional(),
  })
  .meta({ id: 'GameAnalysis' })

/** Public: the odds of a game, straight from the published table. */
export const gameConfigReply = z
  .object({
    game: gameSchema,
    tableVersion: z.number().int(),
    tableHash: z.string(),
    publishedAt: isoTimeSchema,
    table: z.unknown(),
    analysis: gameAnalysisSchema.or(slotAnalysisSchema),
  })
  .meta({ id: 'GameConfig' })
export type GameConfigReply = z.infer<typeof gameConfigReply>

export const historyQuery = pagingSchema.extend({
  game: gameSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  /** Go on behind this play in the order asked for; it takes the place of `page`. */
  after: eventIdSchema.optional(),
})
export const exportQuery = historyQuery
  .pick({ game: true, from: true, to: true })
  .extend({ format: z.enum(['csv', 'json']).default('csv') })
export const playSchema = z
  .object({
    eventId: z.string(),
    game: gameSchema,
    occurredAt: isoTimeSchema,
    bet: amountSchema,
    win: amountSchema,
    net: z.number().int(),
    /** The play's outcome as it was answered then. */
    outcome: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Play' })
export type Play = z.infer<typeof playSchema>
export const historyReply = z.array(playSchema)

export const gameTypeParams = z.object({ type: gameSchema })

export const rouletteRecentReply = z.object({ numbers: z.array(z.number().int()) })
export const inventoryReply = z.object({
  items: z.array(
    z.object({
      item: z.string(),
      quantity: z.number().int(),
      /** Null: it lasts for ever. */
      expiresAt: isoTimeSchema.nullable(),
      updatedAt: isoTimeSchema,
    }),
  ),
})
export type InventoryReply = z.infer<typeof inventoryReply>

export const seedsReply = z
  .object({
    active: z.object({ serverSeedHash: z.string(), clientSeed: z.string(), nonce: z.number().int() }),
    nextServerSeedHash: z.string(),
    revealed: z.array(
      z.object({
        serverSeed: z.string(),
        serverSeedHash: z.string(),
        clientSeed: z.string(),
        plays: z.number().int(),
        revealedAt: isoTimeSchema,
      }),
    ),
  })
  .meta({ id: 'Seeds' })
export type SeedsReply = z.infer<typeof seedsReply>

export const rotateBody = z.strictObject({
  commandId: commandIdSchema.optional(),
  clientSeed: clientSeedSchema.optional(),
})

/** JSON in a query parameter, for what is a tree. */
const jsonParameter = z
  .string()
  .max(4_000)
  .transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      ctx.addIssue({ code: 'custom', message: 'it must be JSON' })
      return z.NEVER
    }
  })

/** All that decided a play. A spin of the slot may give `bet` and `streakBefore` instead of choice and before. */
export const playTranscriptSchema = z.object({
  /** The slot unless it says otherwise. */
  game: gameSchema.optional(),
  serverSeed: z.string().regex(/^[0-9a-f]{64}$/),
  clientSeed: clientSeedSchema,
  nonce: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  tableVersion: versionParamSchema,
  choice: jsonParameter.optional(),
  before: jsonParameter.optional(),
  bet: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
  streakBefore: z.coerce.number().int().min(0).max(1_000_000).optional(),
})

/** Either the event id of a play of one's own (with a token), or a whole transcript (for anybody). */
export const verifyQuery = z.strictObject({
  eventId: eventIdSchema.optional(),
  ...playTranscriptSchema.partial().shape,
})
export const verifyReply = z
  .object({
    /** True when the recorded outcome equals the computed one; null where no recorded one was asked for. */
    verified: z.boolean().nullable(),
    transcript: z.object({
      game: z.string(),
      serverSeed: z.string(),
      clientSeed: z.string(),
      nonce: z.number().int(),
      tableVersion: z.number().int(),
      tableHash: z.string(),
      /** The whole stake. */
      bet: amountSchema,
      /** What the player decided. */
      choice: z.record(z.string(), z.unknown()),
      /** What his play before left him with. */
      before: z.record(z.string(), z.number()),
    }),
    serverSeedHash: z.string(),
    /** The draw and the win. */
    computed: z.record(z.string(), z.unknown()),
    /** What the play granted. */
    items: z.array(z.object({ item: z.string(), quantity: z.number().int() })),
    recorded: z.record(z.string(), z.unknown()).nullable(),
    /** Names of the fields in which record and computation differ. */
    differences: z.array(z.string()),
  })
  .meta({ id: 'Verification' })
export type VerifyQuery = z.infer<typeof verifyQuery>
export type VerifyReply = z.infer<typeof verifyReply>
