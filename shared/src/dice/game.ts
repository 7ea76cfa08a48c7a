import { z } from 'zod'
import type { GameDefinition } from '../games/game.ts'
import { analyseDice, diceKind } from './analysis.ts'
import { DICE_FACES, type DiceChoice, diceChoiceSchema, diceWin, refuseDice, rollDice } from './roll.ts'
import { type DiceTable, diceTableSchema, STANDARD_DICE_TABLE } from './table.ts'

export const diceDrawnSchema = z.object({ roll: z.number().int().min(1).max(DICE_FACES), won: z.boolean() })
export type DiceDrawn = z.infer<typeof diceDrawnSchema>

/** A roll from 1 to 100, bet to come out under or over a target of the player's own. */
export const diceGame: GameDefinition<DiceTable, DiceChoice, DiceDrawn, Record<string, never>> = {
  id: 'dice',
  command: 'dice.roll',
  event: 'dice.rolled',
  currency: 'coins',
  tableSchema: diceTableSchema,
  choiceSchema: diceChoiceSchema,
  drawnSchema: diceDrawnSchema,
  carriedSchema: z.strictObject({}),
  carriedAtFirst: {},
  standardTable: STANDARD_DICE_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { bet }) => ({ currency: 'coins', amount: bet }),
  refuseChoice: refuseDice,
  highestWin: diceWin,
  play(table, choice, _, stream) {
    const { roll, won, win } = rollDice(table, choice, stream)
    return {
      drawn: { roll, won },
      win,
      carried: {},
      counted: [{ kind: diceKind(choice), outcome: won ? 'win' : 'lose' }],
    }
  },
  carriedOf: () => ({ before: {}, after: {} }),
  analyse: analyseDice,
}
