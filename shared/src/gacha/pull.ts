import { z } from 'zod'
import { pickWeighted, type RandomStream } from '../fairness/stream.ts'
import type { GrantedItem } from '../games/game.ts'
import { must } from '../must.ts'
import { type GachaTable, RARITIES, type Rarity, raritySchema } from './table.ts'

export const gachaChoiceSchema = z.strictObject({ count: z.union([z.literal(1), z.literal(10)]) })
export type GachaChoice = z.infer<typeof gachaChoiceSchema>

export const ANIMATIONS = ['plain', 'near-miss'] as const

export const gachaPullSchema = z.object({
  rarity: raritySchema,
  item: z.string(),
  /** Drawn from Epic and Legendary alone, because the pulls before had brought neither. */
  guaranteed: z.boolean(),
  /** Pulls since the last Epic or better, before and after this one. */
  pityBefore: z.number().int(),
  pityAfter: z.number().int(),
  animation: z.enum(ANIMATIONS),
})
export type GachaPull = z.infer<typeof gachaPullSchema>

/** How many of the rarities, from the rarest on, end the count. */
const HIGH = RARITIES.indexOf('EPIC') + 1
const PER_MILLE = 1_000

export const isHigh = (rarity: Rarity): boolean => RARITIES.indexOf(rarity) < HIGH

/** Gems a choice costs. */
export const gachaPrice = ({ priceGems }: GachaTable, { count }: GachaChoice): number =>
  count === 1 ? priceGems.single : priceGems.ten

/**
 * One pull. Draws, in this order and always all three: the rarity, the item among those of the rarity, and how it is
 * shown. The variant is drawn last and looked at last: it can change nothing of what is granted.
 */
export function pullOnce(table: GachaTable, pityBefore: number, stream: RandomStream): GachaPull {
  const guaranteed = pityBefore >= table.pity.at - 1
  const rarities = guaranteed ? table.rarities.slice(0, HIGH) : table.rarities
  const { rarity, items } = must(rarities[pickWeighted(weights(rarities), stream)])
  const item = must(items[pickWeighted(weights(items), stream)]).id
  const shown = stream.below(PER_MILLE)
  const high = isHigh(rarity)
  return {
    rarity,
    item,
    guaranteed,
    pityBefore,
    pityAfter: high ? 0 : pityBefore + 1,
    animation: !high && shown < table.nearMissPerMille ? 'near-miss' : 'plain',
  }
}

const weights = (entries: readonly { weight: number }[]): number[] => entries.map(({ weight }) => weight)

/** One pull after the other, each with the counter the one before left. */
export function pullMany(table: GachaTable, count: number, pity: number, stream: RandomStream): GachaPull[] {
  const pulls: GachaPull[] = []
  for (let index = 0; index < count; index++) {
    pulls.push(pullOnce(table, pulls.at(-1)?.pityAfter ?? pity, stream))
  }
  return pulls
}

/** What pulls grant: each item once, with its number. */
export function itemsOf(pulls: readonly GachaPull[]): GrantedItem[] {
  const quantities = new Map<string, number>()
  for (const { item } of pulls) quantities.set(item, (quantities.get(item) ?? 0) + 1)
  return [...quantities].map(([item, quantity]) => ({ item, quantity }))
}
