import {
  DICE_FACES,
  type DicePlace,
  type DiceTable,
  dicePays,
  diceWin,
  isDiceOffered,
  winningFaces,
} from '@casino-club/shared'

/** What the player calls: a roll of 1 to 100 over or under a number. */
export type Call = DicePlace

/** The targets a table offers in a direction. */
export function targetRange({ minChancePercent, maxChancePercent }: DiceTable, direction: Call['direction']) {
  return direction === 'under'
    ? { min: minChancePercent + 1, max: maxChancePercent + 1 }
    : { min: DICE_FACES - maxChancePercent, max: DICE_FACES - minChancePercent }
}

/** Whether a table offers a call; what is typed need not be a number. */
export const isOffered = (table: DiceTable, call: Call): boolean =>
  Number.isSafeInteger(call.target) && isDiceOffered(table, call)

/** The same chance from the other side. */
export function mirrored({ direction, target }: Call): Call {
  return { direction: direction === 'under' ? 'over' : 'under', target: DICE_FACES + 1 - target }
}

/** Gross payout of a winning bet, in whole coins, rounded down as the server does. */
export const payoutOf = (table: DiceTable, call: Call, bet: number): number => diceWin(table, { ...call, bet })

/** Gross payout in bets, before it is rounded to whole coins. */
export function multiplierOf(table: DiceTable, call: Call): number {
  const { n, d } = dicePays(table, winningFaces(call))
  return Number(n) / Number(d)
}
