import { z } from 'zod'
import { zoneSchema } from '../fields.ts'
import { amountSchema, currencySchema } from '../money.ts'
import { instantSchema, isoTimeSchema } from './common.ts'
import { gameSchema } from './games.ts'

const stepSchema = z.enum(['day', 'week', 'month'])

/**
 * Which plays are summed. `period` is the day, week (from Monday) or month that is now in `zone`, or all of them; `from`
 * (in it) and `to` (not in it) take its place. `by` is the step of the series: a day, or a month of all plays.
 */
export const statsQuery = z.object({
  period: z.enum(['day', 'week', 'month', 'all']).default('all'),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  zone: zoneSchema.default('UTC'),
  by: stepSchema.optional(),
})
export type StatsQuery = z.output<typeof statsQuery>

/** Sums of plays of one currency. A win is a play that paid anything, be it less than its stake. */
export const playTotalsSchema = z.object({
  plays: z.number().int(),
  wins: z.number().int(),
  winRate: z.number(),
  totalBet: amountSchema,
  totalWin: amountSchema,
  netResult: z.number().int(),
  bestWin: amountSchema,
})
export type PlayTotals = z.infer<typeof playTotalsSchema>

const periodSchema = z.object({
  /** Null where the period is open. */
  from: isoTimeSchema.nullable(),
  to: isoTimeSchema.nullable(),
  zone: z.string(),
  by: stepSchema,
})

export const gameStatsSchema = z
  .object({ game: gameSchema, currency: currencySchema })
  .extend(playTotalsSchema.shape)
  .extend({
    lastPlayedAt: isoTimeSchema.nullable(),
    /** By day, week or month, named by the first day in the zone; the earliest first, without those of no play. */
    series: z.array(z.object({ start: z.iso.date() }).extend(playTotalsSchema.shape)),
  })
  .meta({ id: 'GameStats' })
export type GameStats = z.infer<typeof gameStatsSchema>

export const gameStatsReply = gameStatsSchema.extend(periodSchema.shape).meta({ id: 'GamePeriodStats' })
export const profileGameStatsReply = periodSchema
  .extend({
    games: z.array(gameStatsSchema),
    totalPlays: z.number().int(),
    /** Over all games of a currency. */
    currencies: z.array(z.object({ currency: currencySchema }).extend(playTotalsSchema.shape)),
  })
  .meta({ id: 'ProfileGameStats' })

export const gachaStatsReply = gameStatsSchema
  .extend({
    /** Players who pulled today (UTC), and their pulls. */
    playersToday: z.number().int(),
    pullsToday: z.number().int(),
    /** One's own pulls by rarity. */
    own: z.record(z.string(), z.number().int()),
    /** Pulls since one's last Epic or better. */
    pity: z.number().int(),
  })
  .meta({ id: 'GachaStats' })
