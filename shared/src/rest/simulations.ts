import { z } from 'zod'
import { daySchema, missionBodySchema, missionPeriodSchema } from '../missions/mission.ts'
import { productBodySchema } from '../shop/product.ts'

export const MAX_SIMULATED_PLAYERS = 20_000
export const MAX_SIMULATED_DRAWS = 500
/** Without a number of players, so many at most. */
export const USUAL_SIMULATED_PLAYERS = 5_000
/** Players times draws: as much as is done within a second or two. */
export const MAX_SIMULATED_RECORDS = 2_500_000
/** So many whole days, the last that are over, are what players are drawn from. */
export const SIMULATED_DAYS = 28

const count = z.number().int()
const percent = z.number().int().min(0).max(100)
const drawing = {
  /** Null: as many as there are, at most `USUAL_SIMULATED_PLAYERS`. */
  players: count.min(1).max(MAX_SIMULATED_PLAYERS).nullable().default(null),
  draws: count.min(20).max(MAX_SIMULATED_DRAWS).default(200),
  /** The same seed over the same days draws the same players; null: a new one is made, and given back. */
  seed: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .nullable()
    .default(null),
}
const inBounds = ({ players, draws }: { players: number | null; draws: number }) =>
  (players ?? USUAL_SIMULATED_PLAYERS) * draws <= MAX_SIMULATED_RECORDS
const BOUNDS = { message: 'too many players times draws', path: ['draws'] }

export const offerSimulationBody = z
  .strictObject({
    ...drawing,
    body: productBodySchema,
    /** Of the occasions on which somebody paid as much, how many would go to this. */
    takePercent: percent.default(20),
    /** Of what was paid on such an occasion, how much would not be paid any more. */
    replacedPercent: percent.default(50),
  })
  .refine(inBounds, BOUNDS)
export type OfferSimulation = z.output<typeof offerSimulationBody>

export const missionSimulationBody = z
  .strictObject({ ...drawing, period: missionPeriodSchema, body: missionBodySchema })
  .refine(inBounds, BOUNDS)
export type MissionSimulation = z.output<typeof missionSimulationBody>

export const OFFER_FIGURES = [
  'takers',
  'units',
  'revenueWon',
  'replacedWon',
  'netWon',
  'gemsPaid',
  'gemsReplaced',
  'coins',
  'gems',
  'tickets',
  'xp',
  'items',
] as const
export const MISSION_FIGURES = ['takers', 'completions', 'paid', 'coins', 'gems', 'tickets', 'xp', 'items'] as const
const figureNames = [...new Set([...OFFER_FIGURES, ...MISSION_FIGURES])] as const
export type SimulatedFigure = (typeof OFFER_FIGURES)[number] | (typeof MISSION_FIGURES)[number]

/** What makes the figures worth less than they look. */
export const SIMULATION_WARNINGS = ['NO_HISTORY', 'NO_PURCHASES', 'FEW_PLAYERS', 'SAMPLED'] as const
export type SimulationWarning = (typeof SIMULATION_WARNINGS)[number]

/** What is taken for granted; a percentage where there is one. */
export const SIMULATION_ASSUMPTIONS = [
  'AS_BEFORE',
  'NOBODY_NEW',
  'TAKE_SHARE',
  'REPLACED_SHARE',
  'LIST_PRICE',
  'CLAIM_SHARE',
  'CLAIM_SHARE_UNKNOWN',
  'ROUNDS_NOT_COUNTED',
] as const
export type SimulationAssumption = (typeof SIMULATION_ASSUMPTIONS)[number]

const spread = { p5: z.number(), p50: z.number(), p95: z.number() }

export const simulationReply = z
  .object({
    seed: z.string(),
    /** Drawn with replacement, so many times over. */
    players: count,
    draws: count,
    /** The days they are drawn from, of the zone. */
    from: daySchema,
    until: daySchema,
    zone: z.string(),
    /** Those who were there in these days and whom it would be for, and how many of them were read. */
    eligible: count,
    read: count,
    warnings: z.array(z.enum(SIMULATION_WARNINGS)),
    assumptions: z.array(z.object({ code: z.enum(SIMULATION_ASSUMPTIONS), percent: count.nullable() })),
    /** Over all days, of one draw; null: there is no history to draw from. */
    figures: z.array(z.object({ name: z.enum(figureNames), mean: z.number(), ...spread })).nullable(),
    /** Who took or finished it, in hundredths of a percent: by day, of a weekly mission by day of the week and all to it. */
    byDay: z.array(z.object({ day: z.string(), ...spread })),
    /** By the segment of `lifecycle` that they are in; null: in none yet. */
    bySegment: z.array(z.object({ segment: z.string().nullable(), drawn: count, share: count })),
  })
  .meta({ id: 'Simulation' })
export type SimulationReply = z.infer<typeof simulationReply>
