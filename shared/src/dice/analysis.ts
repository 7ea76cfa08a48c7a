import type { GameAnalysis } from '../games/game.ts'
import { analyseKind } from '../games/limits.ts'
import { minus, ONE, ratio, ZERO } from '../rational.ts'
import { DICE_DIRECTIONS, DICE_FACES, type DicePlace, dicePays, isDiceOffered, winningFaces } from './roll.ts'
import type { DiceTable } from './table.ts'

/** A target as a kind of play: `under-50`, `over-95`. */
export const diceKind = ({ direction, target }: DicePlace): string => `${direction}-${target}`

/** Every target the table offers, all under first. */
export function offeredDice(table: DiceTable): DicePlace[] {
  const targets = Array.from({ length: DICE_FACES }, (_, index) => index + 1)
  return DICE_DIRECTIONS.flatMap((direction) => targets.map((target) => ({ direction, target }))).filter((place) =>
    isDiceOffered(table, place),
  )
}

/** Exact odds of every offered target. */
export function analyseDice(table: DiceTable): GameAnalysis {
  const kinds = offeredDice(table).map((place) => {
    const faces = winningFaces(place)
    const chance = ratio(faces, DICE_FACES)
    const outcomes = [
      { outcome: 'win', multiplier: dicePays(table, faces), probability: chance },
      { outcome: 'lose', multiplier: ZERO, probability: minus(ONE, chance) },
    ]
    return analyseKind(diceKind(place), outcomes, table)
  })
  return { kinds }
}
