import type { Direction, Tables } from '../games/contract.ts'

type DiceTable = Tables['dice']

const FACES = 100

/** What the player calls: a roll of 1 to 100 over or under a number. */
export interface Call {
  readonly direction: Direction
  readonly target: number
}

/** How many of the hundred rolls win, which is also the chance in per cent. */
export function winningFaces({ direction, target }: Call): number {
  return direction === 'under' ? target - 1 : FACES - target
}

/** The targets a table offers in a direction. */
export function targetRange({ minChancePercent, maxChancePercent }: DiceTable, direction: Direction) {
  return direction === 'under'
    ? { min: minChancePercent + 1, max: maxChancePercent + 1 }
    : { min: FACES - maxChancePercent, max: FACES - minChancePercent }
}

/** Whether a table offers a call. */
export function isOffered(table: DiceTable, { direction, target }: Call): boolean {
  const { min, max } = targetRange(table, direction)
  return Number.isSafeInteger(target) && target >= min && target <= max
}

/** The same chance from the other side. */
export function mirrored({ direction, target }: Call): Call {
  return { direction: direction === 'under' ? 'over' : 'under', target: FACES + 1 - target }
}

const BASIS_POINTS = 10_000

/** Gross payout of a winning bet, in whole coins, rounded down as the server does. */
export function payoutOf({ edgeBasisPoints }: DiceTable, call: Call, bet: number): number {
  return Math.floor((bet * (BASIS_POINTS - edgeBasisPoints)) / (FACES * winningFaces(call)))
}

/** Gross payout in bets, before it is rounded to whole coins. */
export function multiplierOf({ edgeBasisPoints }: DiceTable, call: Call): number {
  return (BASIS_POINTS - edgeBasisPoints) / (FACES * winningFaces(call))
}
