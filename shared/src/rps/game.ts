import { z } from 'zod'
import type { GameDefinition } from '../games/game.ts'
import { refuseStake } from '../games/limits.ts'
import { analyseRps, RPS_KIND } from './analysis.ts'
import { type RpsTable, rpsTableSchema, STANDARD_RPS_TABLE } from './table.ts'
import { RPS_RESULTS, type RpsChoice, rpsChoiceSchema, rpsHandSchema, rpsWin, throwHand } from './throw.ts'

export const rpsDrawnSchema = z.object({ house: rpsHandSchema, result: z.enum(RPS_RESULTS) })
export type RpsDrawn = z.infer<typeof rpsDrawnSchema>

/** Rock, paper, scissors against the house. */
export const rpsGame: GameDefinition<RpsTable, RpsChoice, RpsDrawn, Record<string, never>> = {
  id: 'rps',
  command: 'rps.play',
  event: 'rps.played',
  currency: 'coins',
  tableSchema: rpsTableSchema,
  choiceSchema: rpsChoiceSchema,
  drawnSchema: rpsDrawnSchema,
  carriedSchema: z.strictObject({}),
  carriedAtFirst: {},
  standardTable: STANDARD_RPS_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { bet }) => ({ currency: 'coins', amount: bet }),
  refuseChoice: (table, { bet }, rank) => refuseStake(table, rank, bet),
  highestWin: (table, { bet }) => rpsWin(table, bet, 'win'),
  play(table, choice, _, stream) {
    const { house, result, win } = throwHand(table, choice, stream)
    return { drawn: { house, result }, win, carried: {}, counted: [{ kind: RPS_KIND, outcome: result }] }
  },
  carriedOf: () => ({ before: {}, after: {} }),
  analyse: analyseRps,
}
