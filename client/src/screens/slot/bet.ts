import { RANKS, type Rank } from '@casino-club/shared'

/** The part of a table that limits bets, in coins. */
export interface BetTable {
  readonly minBet: number
  readonly maxBet: Readonly<Record<Rank, number>>
}

/** What a player of some rank may bet on one spin, in coins. */
export interface BetLimits {
  readonly min: number
  readonly max: number
}

/** The limits of a table for a rank; a rank the app does not know has those of the lowest. */
export function betLimits(table: BetTable, rank: string): BetLimits {
  const known = RANKS.find((name) => name === rank) ?? 'STANDARD'
  return { min: table.minBet, max: table.maxBet[known] }
}

export type BetTrouble = 'betNotWhole' | 'betTooLow' | 'betTooHigh' | 'betTooRich'

/** Whether the server would take this bet, and if not why not; null: it would. */
export function betTrouble(bet: number, limits: BetLimits, coins: number): BetTrouble | null {
  if (!Number.isSafeInteger(bet)) return 'betNotWhole'
  if (bet < limits.min) return 'betTooLow'
  if (bet > limits.max) return 'betTooHigh'
  return bet > coins ? 'betTooRich' : null
}

const within = (bet: number, { min, max }: BetLimits) => Math.min(max, Math.max(min, bet))

/** Round steps: 10 below 100, 100 below 1,000 and so on; at least the smallest bet. */
function stepAt(bet: number, { min }: BetLimits): number {
  return Math.max(min, 10 ** Math.max(1, Math.floor(Math.log10(Math.max(1, bet)))))
}

/** The next larger bet on the ladder of round bets. */
export function raiseBet(bet: number, limits: BetLimits): number {
  const step = stepAt(bet, limits)
  return within((Math.floor(bet / step) + 1) * step, limits)
}

/** The next smaller bet on the ladder of round bets. */
export function lowerBet(bet: number, limits: BetLimits): number {
  const step = stepAt(bet - 1, limits)
  return within((Math.ceil(bet / step) - 1) * step, limits)
}

const ROUND = [100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 1_000_000]

/** Bets offered as buttons: the smallest, up to three round ones within the limits, the largest; each once. */
export function betPresets(limits: BetLimits): number[] {
  const round = ROUND.filter((bet) => bet > limits.min && bet < limits.max)
  const chosen = [round[0], round[Math.floor(round.length / 2)], round.at(-1)].filter((bet) => bet !== undefined)
  return [...new Set([limits.min, ...chosen, limits.max])].sort((a, b) => a - b)
}

/** What to bet first: 100 where the limits and the balance allow it. */
export function firstBet(limits: BetLimits, coins: number): number {
  return within(Math.min(100, coins), limits)
}
