import { type LotteryTable, type Rank, refuse } from '@casino-club/shared'
import { type Clock, utcDay } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { Answer, PlayerActors } from '../../player/index.ts'
import type { OpenRound, Rounds } from '../rounds.service.ts'
import { findRounds, type RoundRow } from '../rounds.store.ts'

export interface LotteryDependencies {
  readonly pool: Pool
  readonly rounds: Rounds
  readonly actors: PlayerActors
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
}

/** Every day at noon UTC: nine in the evening in Seoul. */
const DRAWN_AT_MS = 12 * 3_600_000
const DAY_MS = 86_400_000
/** A drawing that would be drawn sooner than this is tomorrow's. */
const LEAST_SALE_MS = 60_000
const RETRY_MS = 60_000

/** The drawing that tickets are sold for. */
interface Sale {
  readonly round: OpenRound
  readonly closesAtMs: number
}

/** When the drawing after this moment is: its UTC day and its time. */
export function nextDrawing(nowMs: number): { day: string; closesAtMs: number } {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS + DRAWN_AT_MS
  const closesAtMs = today - nowMs >= LEAST_SALE_MS ? today : today + DAY_MS
  return { day: utcDay(closesAtMs), closesAtMs }
}

/**
 * The daily lottery. Its seed is fixed and its hash shown before the first ticket, so the numbers follow from what
 * Postgres has: a drawing that breaks off is taken up again by anybody and comes to the same, and pays each ticket once.
 */
export class Lottery {
  private readonly deps: LotteryDependencies
  private sale: Sale | undefined
  private reading: Promise<void> = Promise.resolve()
  /** Drawings that could not be ended, and when they are tried again. */
  private readonly retryAtMs = new Map<number, number>()

  constructor(deps: LotteryDependencies) {
    this.deps = deps
    deps.bus.on('drawing', () => this.refreshSafely())
    deps.bus.onResync(() => this.refreshSafely())
  }

  /** Reads what is on sale. One reading after the other: an older answer must not come in over a newer one. */
  refresh(): Promise<void> {
    this.reading = this.reading
      .catch(() => undefined)
      .then(async () => {
        const [row] = await findRounds(this.deps.pool, 'lottery', ['open'], { limit: 1 })
        this.sale = row && (await this.saleOf(row))
      })
    return this.reading
  }

  /** Sells a ticket, once per command id. */
  async enter(userId: number, commandId: string, choice: { readonly numbers: readonly number[] }): Promise<Answer> {
    if (this.sale === undefined) await this.refresh()
    const { sale } = this
    if (sale === undefined || this.deps.clock.nowMs() >= sale.closesAtMs) {
      const known = await this.deps.actors.findAnswer(userId, 'lottery.enter', { commandId, payload: choice })
      if (known) return known
      if (sale) return refuse('BETTING_CLOSED', 'the drawing is being drawn')
      return refuse('TABLE_UNAVAILABLE', 'no drawing is on sale')
    }
    const { maxTickets } = sale.round.table as LotteryTable
    const most = (rank: Rank) => maxTickets[rank]
    const options = { type: 'lottery.enter', round: sale.round, choice, most }
    return this.deps.rounds.desk.place(userId, { commandId, payload: choice }, options)
  }

  /** What is due: draws the drawings whose time has come, and puts the next one on sale. May be repeated at any time. */
  async work(): Promise<void> {
    const { pool, clock } = this.deps
    for (const row of await findRounds(pool, 'lottery', ['open', 'closed'], { limit: 100 })) {
      const due = row.state === 'closed' || (row.closes_at?.getTime() ?? 0) <= clock.nowMs()
      if (due) await this.drawSafely(row)
    }
    const [open] = await findRounds(pool, 'lottery', ['open'], { limit: 1 })
    if (open === undefined) await this.openNext()
  }

  /** A ticket that cannot be settled is tried again in a minute; it keeps nobody from the next drawing. */
  private async drawSafely(row: RoundRow): Promise<void> {
    const { clock, log } = this.deps
    if ((this.retryAtMs.get(row.id) ?? 0) > clock.nowMs()) return
    try {
      await this.draw(row)
      this.retryAtMs.delete(row.id)
    } catch (error) {
      this.retryAtMs.set(row.id, clock.nowMs() + RETRY_MS)
      log.error({ err: error, roundId: row.id }, 'a drawing could not be ended; it is tried again')
    }
  }

  private async draw(row: RoundRow): Promise<void> {
    const { rounds, bus, pool, log } = this.deps
    const round = await rounds.terms(row)
    if (round.outcome === undefined) throw new Error(`drawing ${row.id} has no seed`)
    await rounds.close(row.id)
    await rounds.settleOpen(round, round.outcome)
    if (!(await rounds.finish(row.id, round.outcome))) return
    await bus.publish(pool, 'drawing', { roundId: row.id })
    log.info({ roundId: row.id, day: row.day }, 'the lottery was drawn')
  }

  /** A day that has had its drawing, which a clock that was set back makes possible, waits for the next. */
  private async openNext(): Promise<void> {
    const { rounds, bus, pool, clock } = this.deps
    const next = nextDrawing(clock.nowMs())
    for (const days of [0, 1]) {
      const closesAtMs = next.closesAtMs + days * DAY_MS
      const opened = await rounds.open('lottery', { day: utcDay(closesAtMs), closesAtMs })
      if (opened.ok) return bus.publish(pool, 'drawing', { roundId: opened.value.id })
      if (opened.reason !== 'CONFLICT') return
      // Another process may just have opened that day: then it is on sale, and the day after it is not.
      const [open] = await findRounds(pool, 'lottery', ['open'], { limit: 1 })
      if (open) return
    }
  }

  private async saleOf(row: RoundRow): Promise<Sale> {
    return { round: await this.deps.rounds.terms(row), closesAtMs: row.closes_at?.getTime() ?? 0 }
  }

  private refreshSafely(): void {
    this.refresh().catch((error: unknown) => {
      // The next ticket reads it again.
      this.sale = undefined
      this.deps.log.warn({ err: error }, 'the drawing on sale could not be read')
    })
  }
}
