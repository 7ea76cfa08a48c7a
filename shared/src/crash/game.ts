import type { RoundGame } from '../games/game.ts'
import { analyseCrash } from './analysis.ts'
import {
  type CrashAct,
  type CrashChoice,
  type CrashOutcome,
  crashActSchema,
  crashChoiceSchema,
  crashOutcomeSchema,
  crashWin,
  drawCrash,
  refuseCrash,
  STAKE_HUNDREDTHS,
} from './flight.ts'
import { type CrashTable, crashTableSchema, STANDARD_CRASH_TABLE } from './table.ts'

/** A multiplier that rises for all until it crashes; whoever has cashed out before is paid it. */
export const crashGame: RoundGame<CrashTable, CrashChoice, CrashAct, CrashOutcome> = {
  id: 'crash',
  event: 'crash.settled',
  currency: 'coins',
  tableSchema: crashTableSchema,
  choiceSchema: crashChoiceSchema,
  actSchema: crashActSchema,
  outcomeSchema: crashOutcomeSchema,
  standardTable: STANDARD_CRASH_TABLE,
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { bet }) => ({ currency: 'coins', amount: bet }),
  refuseChoice: refuseCrash,
  highestWin: ({ maxMultiplier }, { bet, autoCashOut }) =>
    crashWin(bet, autoCashOut ?? maxMultiplier * STAKE_HUNDREDTHS),
  draw: drawCrash,
  winOf(_, { choice: { bet, autoCashOut }, act }, { point }) {
    const missed = act === null && autoCashOut !== undefined && autoCashOut <= point
    const impossible = act !== null && (act.cashedOutAt > point || act.cashedOutAt > (autoCashOut ?? point))
    if (missed || impossible) return undefined
    return act === null ? 0 : crashWin(bet, act.cashedOutAt)
  },
  analyse: analyseCrash,
}
