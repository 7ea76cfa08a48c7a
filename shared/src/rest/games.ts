import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { betSchema, clientSeedSchema, commandIdSchema, slotSpinOutcomeSchema } from '../protocol.ts'
import { slotTableSchema } from '../slot/table.ts'
import { instantSchema, isoTimeSchema, pagingSchema, versionParamSchema } from './common.ts'

export const GAMES = ['slot'] as const
export const gameSchema = z.enum(GAMES)
export type Game = (typeof GAMES)[number]

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

export const slotTableVersionParams = z.object({ version: versionParamSchema })

export const historyQuery = pagingSchema.extend({
  game: gameSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
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

export const gameStatsSchema = z
  .object({
    game: gameSchema,
    plays: z.number().int(),
    wins: z.number().int(),
    winRate: z.number(),
    totalBet: amountSchema,
    totalWin: amountSchema,
    netResult: z.number().int(),
    bestWin: amountSchema,
    lastPlayedAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'GameStats' })
export type GameStats = z.infer<typeof gameStatsSchema>
export const gameTypeParams = z.object({ type: gameSchema })
export const profileGameStatsReply = z.object({ games: z.array(gameStatsSchema), totalPlays: z.number().int() })

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

/** All that decided a spin. */
export const spinTranscriptSchema = z.object({
  serverSeed: z.string().regex(/^[0-9a-f]{64}$/),
  clientSeed: clientSeedSchema,
  nonce: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  tableVersion: versionParamSchema,
  bet: z.coerce.number().int().min(1).max(1_000_000_000),
  streakBefore: z.coerce.number().int().min(0).max(1_000_000),
})

/** Either the event id of a spin of one's own (with a token), or a whole transcript (for anybody). */
export const verifyQuery = z.strictObject({
  eventId: z
    .string()
    .regex(/^[1-9][0-9]{0,15}-[1-9][0-9]{0,15}$/)
    .optional(),
  ...spinTranscriptSchema.partial().shape,
})
export const verifyReply = z
  .object({
    /** True when the recorded outcome equals the computed one; null where no recorded one was asked for. */
    verified: z.boolean().nullable(),
    transcript: z.object({
      serverSeed: z.string(),
      clientSeed: z.string(),
      nonce: z.number().int(),
      tableVersion: z.number().int(),
      tableHash: z.string(),
      bet: amountSchema,
      streakBefore: z.number().int(),
    }),
    serverSeedHash: z.string(),
    computed: z.object({
      reels: z.array(z.string()),
      line: z.string(),
      multiplier: z.number().int(),
      bonusPercent: z.number().int(),
      win: amountSchema,
      streak: z.number().int(),
    }),
    recorded: z.record(z.string(), z.unknown()).nullable(),
    /** Names of the fields in which record and computation differ. */
    differences: z.array(z.string()),
  })
  .meta({ id: 'Verification' })
export type VerifyReply = z.infer<typeof verifyReply>
