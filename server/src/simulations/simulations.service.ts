import { setImmediate } from 'node:timers/promises'
import {
  accept,
  type MissionSimulation,
  type OfferSimulation,
  type PriceCurrency,
  priceOf,
  type Result,
  refuse,
  SIMULATED_DAYS,
  type SimulatedFigure,
  type SimulationReply,
  type SimulationWarning,
  USUAL_SIMULATED_PLAYERS,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { RandomSource } from '../platform/ids.ts'
import { inSnapshot, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'
import { type Drawn, drawOnce, meanOf, SegmentTally, spreadOf } from './draw.rule.ts'
import { SumTooLarge } from './exact.ts'
import {
  boundTime,
  type Days,
  findAmounts,
  findClaims,
  findPayments,
  findReaders,
  findStockLeft,
  type Reader,
} from './history.store.ts'
import { missionModel } from './mission-model.ts'
import { dayAt, type Model, segmentsOf } from './model.ts'
import { offerModel } from './offer-model.ts'
import { orderOf, SeededDraws } from './seeded-draws.ts'

const WEEK_DAYS = 7
/** 1 January 1970 was a Thursday: three days into its week. */
const FIRST_WEEKDAY = 3
const FEW_PLAYERS = 100
const SEED_BYTES = 9
const WHOLE_BP = 10_000
const MOST_AT_ONCE = 2
const QUERY_CANCELED = '57014'

export interface SimulationDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
  readonly policy: { readonly zone: string }
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

type Asked = Pick<OfferSimulation, 'players' | 'draws'>
type Whom = Omit<Parameters<typeof findReaders>[2], 'order'>
interface Read {
  readonly model: Model
  readonly eligible: number
  readonly readers: readonly Reader[]
}
export type Simulated = Result<SimulationReply, 'TOO_BUSY' | 'CHOICE_NOT_OFFERED' | 'SUM_TOO_LARGE'>

/** Tries offers and missions on players as they were in the last weeks; writes nothing. */
export class Simulations {
  private readonly deps: SimulationDependencies
  private running = 0

  constructor(deps: SimulationDependencies) {
    this.deps = deps
  }

  /** What an offer would be taken by and bring, if everybody went on as before. */
  offer(asked: OfferSimulation): Promise<Simulated> {
    const { body } = asked
    const nowMs = this.deps.clock.nowMs()
    const currency: PriceCurrency = body.prices.KRW === null ? 'GEMS' : 'KRW'
    const price = priceOf(body, { currency, quantity: 1, nowMs })?.amount
    if (price === undefined) return Promise.resolve(refuse('CHOICE_NOT_OFFERED', 'it has no price'))
    const [firstDay, lastDay] = this.lastDays()
    const whom = { segments: body.segments ?? [], rank: body.requiredRank }
    return this.simulate(asked, { firstDay, lastDay, whom }, async (tx, readers, days) => {
      const ids = readers.map(({ id }) => id)
      const payments = await findPayments(tx, ids, days, currency)
      const left = body.stock === null ? Infinity : ((await findStockLeft(tx, body.stock)) ?? Infinity)
      return offerModel(asked, { price, currency, nowMs, firstDay, readers, payments, left })
    })
  }

  /** Who would finish a mission, and what it would pay. Weeks are whole weeks of the zone. */
  mission(asked: MissionSimulation): Promise<Simulated> {
    const { body, period } = asked
    const [firstDay, lastDay] = this.lastDays(period === 'weekly')
    const whom = { segments: body.segments ?? [], rank: 'STANDARD' as const }
    return this.simulate(asked, { firstDay, lastDay, whom }, async (tx, readers, days) => {
      const ids = readers.map(({ id }) => id)
      const amounts = await findAmounts(tx, ids, days, body)
      return missionModel(asked, { firstDay, readers, amounts, claims: await findClaims(tx, ids, days) })
    })
  }

  /** The last days that are over; by weeks: to the last Sunday. */
  private lastDays(byWeeks = false): readonly [first: number, last: number] {
    const today = this.deps.dayOf(this.deps.clock.nowMs())
    const end = byWeeks ? today - ((today + FIRST_WEEKDAY) % WEEK_DAYS) : today
    return [end - SIMULATED_DAYS, end - 1]
  }

  private async simulate(
    asked: Asked & { readonly seed: string | null },
    { firstDay, lastDay, whom }: { firstDay: number; lastDay: number; whom: Whom },
    modelOf: (tx: Queryable, readers: readonly Reader[], days: Days) => Promise<Model>,
  ): Promise<Simulated> {
    if (this.running >= MOST_AT_ONCE) return refuse('TOO_BUSY', 'others are simulating now')
    const { pool, random, policy } = this.deps
    const seed = asked.seed ?? random.bytes(SEED_BYTES).toString('base64url')
    const days: Days = { from: dayAt(firstDay), until: dayAt(lastDay), zone: policy.zone }
    this.running++
    try {
      const read = await inSnapshot(pool, async (tx): Promise<Read> => {
        await boundTime(tx)
        const found = await findReaders(tx, days, { ...whom, order: orderOf(seed) })
        return { ...found, model: await modelOf(tx, found.readers, days) }
      })
      return accept(await play(read, asked, { ...days, seed }))
    } catch (error) {
      if (error instanceof SumTooLarge) return refuse('SUM_TOO_LARGE', error.message)
      if (sqlState(error) === QUERY_CANCELED) return refuse('TOO_BUSY', 'reading the history took too long')
      throw error
    } finally {
      this.running--
    }
  }
}

/** Draws, and lets others have their turn between two draws. */
async function drawAll({ population }: Model, players: number, { draws, seed }: { draws: number; seed: string }) {
  const source = new SeededDraws(seed)
  const tally = new SegmentTally(population.segments.reduce((most, each) => Math.max(most, each + 1), 0))
  const drawn: Drawn[] = []
  for (let draw = 0; draw < draws; draw++) {
    drawn.push(drawOnce(population, players, source, tally))
    await setImmediate()
  }
  return { drawn, tally }
}

function warningsOf({ model, eligible, readers }: Read): SimulationWarning[] {
  if (readers.length === 0) return ['NO_HISTORY']
  return [
    ...model.warnings,
    ...(eligible < FEW_PLAYERS ? (['FEW_PLAYERS'] as const) : []),
    ...(eligible > readers.length ? (['SAMPLED'] as const) : []),
  ]
}

async function play(read: Read, asked: Asked, at: Days & { readonly seed: string }): Promise<SimulationReply> {
  const { model, eligible, readers } = read
  const { draws } = asked
  const players = asked.players ?? Math.min(eligible, USUAL_SIMULATED_PLAYERS)
  const told = { ...at, players, draws, eligible, read: readers.length, assumptions: model.assumptions }
  const warnings = warningsOf(read)
  if (readers.length === 0) return { ...told, warnings, figures: null, byDay: [], bySegment: [] }
  const { drawn, tally } = await drawAll(model, players, { draws, seed: at.seed })
  const figures = drawn.map((each) => model.figuresOf(each))
  const names = Object.keys(figures[0] ?? {}) as SimulatedFigure[]
  const shares = drawn.map((each) => model.sharesOf(each, players))
  return {
    ...told,
    warnings,
    figures: names.map((name) => {
      const values = figures.map((each) => each[name] ?? 0)
      return { name, mean: meanOf(values), ...spreadOf(values) }
    }),
    byDay: model.steps.map((day, step) => ({
      day,
      ...spreadOf(shares.map((each) => Math.round((each[step] ?? 0) * WHOLE_BP))),
    })),
    bySegment: segmentsOf(readers).map((segment, index) => {
      const count = tally.drawn[index] ?? 0
      const share = count === 0 ? 0 : Math.round(((tally.taken[index] ?? 0) * WHOLE_BP) / count)
      return { segment, drawn: count, share }
    }),
  }
}
