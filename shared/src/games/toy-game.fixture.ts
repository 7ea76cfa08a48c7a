import { z } from 'zod'
import { betSchema } from '../fields.ts'
import { ratio } from '../rational.ts'
import type { GameDefinition } from './game.ts'
import { analyseKind, checkLimits, LIMIT_FIELDS, refuseStake, wholeCoins } from './limits.ts'

const SIDES = ['heads', 'tails'] as const
const tableSchema = z
  .strictObject({ payPercent: z.number().int().min(100).max(200), ...LIMIT_FIELDS })
  .superRefine(checkLimits)
const choiceSchema = z.strictObject({ bet: betSchema, side: z.enum(SIDES) })
const drawnSchema = z.object({ shown: z.enum(SIDES), tossesBefore: z.number().int(), tosses: z.number().int() })

type CoinTable = z.infer<typeof tableSchema>

/** A game that the club does not have: one file, to be put into the registry by one line. */
export const coinGame: GameDefinition<
  CoinTable,
  z.infer<typeof choiceSchema>,
  z.infer<typeof drawnSchema>,
  { readonly tosses: number }
> = {
  id: 'coin',
  command: 'coin.toss',
  event: 'coin.tossed',
  currency: 'coins',
  tableSchema,
  choiceSchema,
  drawnSchema,
  carriedSchema: z.strictObject({ tosses: z.number().int() }),
  carriedAtFirst: { tosses: 0 },
  standardTable: {
    payPercent: 190,
    minBet: 100,
    maxBet: { STANDARD: 1_000, PREMIUM: 1_000, VIP: 1_000 },
    declaredRtp: { minBasisPoints: 9_400, maxBasisPoints: 9_500 },
  },
  declaredRtp: ({ declaredRtp }) => declaredRtp,
  stakeOf: (_, { bet }) => ({ currency: 'coins', amount: bet }),
  refuseChoice: (table, { bet }, rank) => refuseStake(table, rank, bet),
  highestWin: ({ payPercent }, { bet }) => wholeCoins(bet, ratio(payPercent, 100)),
  play({ payPercent }, { bet, side }, { tosses }, stream) {
    const shown = stream.below(2) === 0 ? 'heads' : 'tails'
    const won = shown === side
    return {
      drawn: { shown, tossesBefore: tosses, tosses: tosses + 1 },
      win: won ? wholeCoins(bet, ratio(payPercent, 100)) : 0,
      carried: { tosses: tosses + 1 },
      counted: [{ kind: 'toss', outcome: won ? 'win' : 'lose' }],
    }
  },
  carriedOf: ({ tossesBefore, tosses }) => ({ before: { tosses: tossesBefore }, after: { tosses } }),
  analyse: (table) => ({
    kinds: [
      analyseKind(
        'toss',
        [
          { outcome: 'win', multiplier: ratio(table.payPercent, 100), probability: ratio(1, 2) },
          { outcome: 'lose', multiplier: ratio(0, 1), probability: ratio(1, 2) },
        ],
        table,
      ),
    ],
  }),
}
