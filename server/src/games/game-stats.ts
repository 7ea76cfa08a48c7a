import type { Game, GameStats } from '@casino-club/shared'
import type { GameTotals } from './history.store.ts'

/** 0 of nothing. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const toStats = (totals: GameTotals): GameStats => ({
  ...totals,
  winRate: ratio(totals.wins, totals.plays),
  netResult: totals.totalWin - totals.totalBet,
  lastPlayedAt: totals.lastPlayedAt?.toISOString() ?? null,
})

export const NO_PLAYS: Omit<GameTotals, 'game'> = {
  plays: 0,
  wins: 0,
  totalBet: 0,
  totalWin: 0,
  bestWin: 0,
  lastPlayedAt: null,
}

/** A player's totals of one game, whether he has played it or not. */
export const statsOf = (totals: readonly GameTotals[], game: Game): GameStats =>
  toStats(totals.find((each) => each.game === game) ?? { game, ...NO_PLAYS })
