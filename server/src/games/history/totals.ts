import { type Currency, findGame, type GameStats, type PlayTotals } from '@casino-club/shared'

/** What was played, in one currency. */
export interface Sums {
  readonly plays: number
  readonly wins: number
  readonly bet: number
  readonly win: number
  readonly bestWin: number
}

export interface GameSums extends Sums {
  readonly game: string
  /** First day of the step of the series, `YYYY-MM-DD` in the zone asked for. */
  readonly start: string
  readonly lastAtMs: number
}

const NOTHING: Sums = { plays: 0, wins: 0, bet: 0, win: 0, bestWin: 0 }

const plus = (a: Sums, b: Sums): Sums => ({
  plays: a.plays + b.plays,
  wins: a.wins + b.wins,
  bet: a.bet + b.bet,
  win: a.win + b.win,
  bestWin: Math.max(a.bestWin, b.bestWin),
})

/** 0 of nothing. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const toTotals = ({ plays, wins, bet, win, bestWin }: Sums): PlayTotals => ({
  plays,
  wins,
  winRate: ratio(wins, plays),
  totalBet: bet,
  totalWin: win,
  netResult: win - bet,
  bestWin,
})

/** All of these together; they must be of one currency. */
export const totalOf = (sums: readonly Sums[]): PlayTotals => toTotals(sums.reduce(plus, NOTHING))

const groupBy = <T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}

/** Totals of a game with their series, the earliest step first; steps in which nothing was played are left out. */
export function statsOf(game: GameStats['game'], all: readonly GameSums[]): GameStats {
  const sums = all.filter((one) => one.game === game)
  const series = [...groupBy(sums, ({ start }) => start)].sort(([a], [b]) => (a < b ? -1 : 1))
  const lastAtMs = Math.max(...sums.map((one) => one.lastAtMs))
  return {
    game,
    currency: currencyOf(game),
    ...totalOf(sums),
    lastPlayedAt: sums.length === 0 ? null : new Date(lastAtMs).toISOString(),
    series: series.map(([start, step]) => ({ start, ...totalOf(step) })),
  }
}

export const currencyOf = (game: string): Currency => findGame(game)?.currency ?? 'coins'

/** What was played for each currency: coins and gems are never added up. */
export function totalsByCurrency(sums: readonly GameSums[]): ({ currency: Currency } & PlayTotals)[] {
  return [...groupBy(sums, ({ game }) => currencyOf(game))].map(([currency, of]) => ({ currency, ...totalOf(of) }))
}
