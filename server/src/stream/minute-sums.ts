import type { EventEnvelope } from '@casino-club/shared'

/** Sums over the plays of a game, by one table version, within a minute. */
export interface MinuteSums {
  readonly game: string
  readonly tableVersion: number | null
  /** An instant of Postgres. */
  readonly minute: string
  plays: number
  hits: number
  bet: bigint
  win: bigint
  betBet: bigint
  betWin: bigint
  winWin: bigint
}

/** `2026-01-02T03:04`: instants of events are of UTC. */
const MINUTE_LETTERS = 16

/** Sums the plays among events; exact, however great the stakes. */
export function sumByMinute(events: readonly EventEnvelope[]): Map<string, MinuteSums> {
  const sums = new Map<string, MinuteSums>()
  for (const { game, tableVersion, occurredAt, bet, win } of events) {
    if (game === null) continue
    const minute = occurredAt.slice(0, MINUTE_LETTERS)
    const name = `${game} ${tableVersion} ${minute}`
    let sum = sums.get(name)
    if (sum === undefined) {
      sum = { game, tableVersion, minute: `${minute}Z`, plays: 0, hits: 0, ...NONE }
      sums.set(name, sum)
    }
    if (bet === null || win === null) throw new TypeError('a play without its stake')
    add(sum, BigInt(bet), BigInt(win))
  }
  return sums
}

const NONE = { bet: 0n, win: 0n, betBet: 0n, betWin: 0n, winWin: 0n }

function add(sum: MinuteSums, bet: bigint, win: bigint): void {
  sum.plays += 1
  if (win > 0n) sum.hits += 1
  sum.bet += bet
  sum.win += win
  sum.betBet += bet * bet
  sum.betWin += bet * win
  sum.winWin += win * win
}
