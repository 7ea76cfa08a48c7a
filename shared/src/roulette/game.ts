import { z } from 'zod'
import type { GameDefinition } from '../games/game.ts'
import { amountSchema } from '../money.ts'
import { analyseRoulette, WHEEL_KIND } from './analysis.ts'
import { ROULETTE_COLOURS } from './layout.ts'
import {
  highestRouletteWin,
  pocketSchema,
  type RouletteChoice,
  refuseRoulette,
  rouletteChoiceSchema,
  rouletteStake,
  spinRoulette,
} from './spin.ts'
import { type RouletteTable, rouletteTableSchema, STANDARD_ROULETTE_TABLE } from './table.ts'

export const rouletteDrawnSchema = z.object({
  number: pocketSchema,
  colour: z.enum(ROULETTE_COLOURS),
  /** Of each bet, in the order of the choice; gross, the stake is not taken off. */
  wins: z.array(amountSchema),
})
export type RouletteDrawn = z.infer<typeof rouletteDrawnSchema>

/** European roulette with a single zero: up to twenty bets on one number. */
export const rouletteGame: GameDefinition<RouletteTable, RouletteChoice, RouletteDrawn, Record<string, never>> = {
  id: 'roulette',
  command: 'roulette.spin',
  event: 'roulette.spun',
  currency: 'coins',
  tableSchema: rouletteTableSchema,
  choiceSchema: rouletteChoiceSchema,
  drawnSchema: rouletteDrawnSchema,
  carriedSchema: z.strictObject({}),
  carriedAtFirst: {},
  standardTable: STANDARD_ROULETTE_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, choice) => ({ currency: 'coins', amount: rouletteStake(choice) }),
  refuseChoice: refuseRoulette,
  highestWin: highestRouletteWin,
  play(table, choice, _, stream) {
    const { number, colour, wins, win } = spinRoulette(table, choice, stream)
    return {
      drawn: { number, colour, wins: [...wins] },
      win,
      carried: {},
      counted: [{ kind: WHEEL_KIND, outcome: `${number}` }],
    }
  },
  carriedOf: () => ({ before: {}, after: {} }),
  analyse: analyseRoulette,
}
