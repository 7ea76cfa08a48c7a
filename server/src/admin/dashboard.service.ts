import type { DashboardReply, DashboardSlot } from '@casino-club/shared'
import { type OddsTables, slotAnalysis, stoppedTables } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { countBehind, type GameSums, minutesSince, sumPlays } from '../stream/index.ts'
import { countPlayers, onlineNow } from './online.store.ts'

const MINUTE_MS = 60_000
const SHOWN_MINUTES = 60
/** Half the width of a 95 % interval, in standard errors. */
const Z95 = 1.959964

/** The measured return and its 95 % interval, by the ratio estimator: plays differ in their bets. */
export function measureReturn({ plays, bet, win, betBet, betWin, winWin }: GameSums) {
  if (plays === 0 || bet === 0) return { measuredRtpPercent: null, rtpLowPercent: null, rtpHighPercent: null }
  const rtp = win / bet
  const residuals = Math.max(0, winWin - 2 * rtp * betWin + rtp * rtp * betBet)
  const half = (Z95 * Math.sqrt(residuals)) / bet
  return {
    measuredRtpPercent: rtp * 100,
    rtpLowPercent: Math.max(0, rtp - half) * 100,
    rtpHighPercent: (rtp + half) * 100,
  }
}

/** Puts the live figures together; everything comes from Postgres, so any process may answer. */
export class Dashboard {
  private readonly pool: Pool
  private readonly tables: OddsTables
  private readonly clock: Clock
  private readonly countersReader: string

  constructor(pool: Pool, tables: OddsTables, clock: Clock, countersReader: string) {
    this.pool = pool
    this.tables = tables
    this.clock = clock
    this.countersReader = countersReader
  }

  async read(): Promise<DashboardReply> {
    const nowMs = this.clock.nowMs()
    const sinceMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS - (SHOWN_MINUTES - 1) * MINUTE_MS
    const minutes = await minutesSince(this.pool, 'slot', sinceMs)
    return {
      serverTime: new Date(nowMs).toISOString(),
      ...(await onlineNow(this.pool)),
      totalPlayers: await countPlayers(this.pool),
      eventsBehind: await countBehind(this.pool, this.countersReader),
      stopped: await stoppedTables(this.pool),
      slot: await this.readSlot(),
      minutes: everyMinute(minutes, sinceMs),
    }
  }

  private async readSlot(): Promise<DashboardSlot | null> {
    const published = await this.tables.findPublished('slot')
    if (published === undefined) return null
    const { odds, table } = published
    const analysis = slotAnalysis(odds.hash, table)
    const sums = await sumPlays(this.pool, 'slot', odds.version)
    return {
      tableVersion: odds.version,
      exactRtpPercent: analysis.rtpPercent,
      exactHitRatePercent: analysis.hitRatePercent,
      spins: sums.plays,
      totalBet: sums.bet,
      totalWin: sums.win,
      ...measureReturn(sums),
      measuredHitRatePercent: sums.plays === 0 ? null : (sums.hits / sums.plays) * 100,
    }
  }
}

/** A minute without plays is a zero, not a gap. */
function everyMinute(found: Awaited<ReturnType<typeof minutesSince>>, sinceMs: number): DashboardReply['minutes'] {
  const byMinute = new Map(found.map((entry) => [entry.minute.getTime(), entry]))
  return Array.from({ length: SHOWN_MINUTES }, (_, index) => {
    const minuteMs = sinceMs + index * MINUTE_MS
    const { spins = 0, bet = 0, win = 0 } = byMinute.get(minuteMs) ?? {}
    return { minute: new Date(minuteMs).toISOString(), spins, bet, win }
  })
}
