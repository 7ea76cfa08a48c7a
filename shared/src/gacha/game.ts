import { z } from 'zod'
import type { CountedOutcome, GameDefinition } from '../games/game.ts'
import { analyseGacha } from './analysis.ts'
import {
  type GachaChoice,
  type GachaPull,
  gachaChoiceSchema,
  gachaPrice,
  gachaPullSchema,
  itemsOf,
  pullMany,
} from './pull.ts'
import { type GachaTable, gachaTableSchema, STANDARD_GACHA_TABLE } from './table.ts'

export const gachaDrawnSchema = z.object({ pulls: z.array(gachaPullSchema).min(1).max(10) })
export type GachaDrawn = z.infer<typeof gachaDrawnSchema>
export type GachaCarried = { readonly pity: number }

/** Items by rarity for gems, with an Epic or better guaranteed after so many misses. */
export const gachaGame: GameDefinition<GachaTable, GachaChoice, GachaDrawn, GachaCarried> = {
  id: 'gacha',
  command: 'gacha.pull',
  event: 'gacha.pulled',
  currency: 'gems',
  tableSchema: gachaTableSchema,
  choiceSchema: gachaChoiceSchema,
  drawnSchema: gachaDrawnSchema,
  carriedSchema: z.strictObject({ pity: z.number().int().min(0).max(1_000_000) }),
  carriedAtFirst: { pity: 0 },
  standardTable: STANDARD_GACHA_TABLE,
  declaredRtp: () => null,
  stakeOf: (table, choice) => ({ currency: 'gems', amount: gachaPrice(table, choice) }),
  refuseChoice: () => undefined,
  highestWin: () => 0,
  play(table, { count }, { pity }, stream) {
    const pulls = pullMany(table, count, pity, stream)
    return {
      drawn: { pulls },
      win: 0,
      carried: { pity: pulls.at(-1)?.pityAfter ?? pity },
      counted: pulls.flatMap(countedOf),
      items: itemsOf(pulls),
    }
  },
  carriedOf: ({ pulls }) => ({
    before: { pity: pulls[0]?.pityBefore ?? 0 },
    after: { pity: pulls.at(-1)?.pityAfter ?? 0 },
  }),
  itemsIn: ({ rarities }) => rarities.flatMap(({ items }) => items.map(({ id }) => id)),
  analyse: analyseGacha,
}

function countedOf({ rarity, item, guaranteed }: GachaPull): CountedOutcome[] {
  return [
    { kind: guaranteed ? 'guaranteed' : 'pull', outcome: rarity },
    { kind: `items-${rarity}`, outcome: item },
  ]
}
