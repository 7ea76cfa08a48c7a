import { z } from 'zod'

/** Rarest first; the order also in which the weights stand side by side for the draw. */
export const RARITIES = ['LEGENDARY', 'EPIC', 'RARE', 'COMMON'] as const
export const raritySchema = z.enum(RARITIES)
export type Rarity = (typeof RARITIES)[number]

/** What the weights of the rarities come to. */
export const RARITY_TOTAL = 1_000_000

const weight = z.number().int().min(0).max(RARITY_TOTAL)
const price = z.number().int().min(1).max(1_000_000)

export const gachaItemSchema = z.strictObject({
  /** Its name in the message files and in the inventory. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** Among the items of its rarity. */
  weight,
  /** In coins, for the expected value that is disclosed; nobody is paid it. */
  value: z.number().int().min(0).max(1_000_000_000),
})

export const gachaRaritySchema = z.strictObject({
  rarity: raritySchema,
  weight,
  items: z.array(gachaItemSchema).min(1).max(50),
})

/** The odds of the gacha. Whole numbers only; a published table never changes. */
export const gachaTableSchema = z
  .strictObject({
    priceGems: z.strictObject({ single: price, ten: price }),
    rarities: z.array(gachaRaritySchema).length(RARITIES.length),
    /**
     * The pull with this number, counted since the last Epic or better, brings at least an Epic. Exact odds have up to six
     * digits for each: beyond 200 they would hold the server up for seconds.
     */
    pity: z.strictObject({ at: z.number().int().min(2).max(200) }),
    /** How many of a thousand Rare or Common results are shown as if more had been close; what is granted stays. */
    nearMissPerMille: z.number().int().min(0).max(1_000),
  })
  .superRefine(({ priceGems, rarities }, ctx) => {
    const refuse = (message: string) => ctx.addIssue({ code: 'custom', message })
    if (rarities.some(({ rarity }, index) => rarity !== RARITIES[index])) {
      refuse(`the rarities must be ${RARITIES.join(', ')}, in this order`)
    }
    if (priceGems.ten > 10 * priceGems.single) refuse('ten pulls cost more than ten single ones')
    const sum = rarities.reduce((total, rarity) => total + rarity.weight, 0)
    if (sum !== RARITY_TOTAL) refuse(`the weights of the rarities come to ${sum}, not ${RARITY_TOTAL}`)
    const ids = new Set<string>()
    for (const { rarity, weight: own, items } of rarities) {
      if (own === 0) refuse(`${rarity} can never be drawn: its weight is 0`)
      for (const item of items) {
        if (item.weight === 0) refuse(`${item.id} can never be drawn: its weight is 0`)
        if (ids.has(item.id)) refuse(`two items have the id ${item.id}`)
        ids.add(item.id)
      }
    }
  })
export type GachaTable = z.infer<typeof gachaTableSchema>
export type GachaRarity = z.infer<typeof gachaRaritySchema>

/** The gacha the club opens with. */
export const STANDARD_GACHA_TABLE: GachaTable = {
  priceGems: { single: 50, ten: 450 },
  rarities: [
    {
      rarity: 'LEGENDARY',
      weight: 5_000,
      items: [
        { id: 'golden-crown', weight: 1, value: 200_000 },
        { id: 'phoenix-frame', weight: 1, value: 150_000 },
      ],
    },
    {
      rarity: 'EPIC',
      weight: 45_000,
      items: [
        { id: 'diamond-frame', weight: 2, value: 25_000 },
        { id: 'neon-costume', weight: 2, value: 25_000 },
        { id: 'vip-coupon', weight: 1, value: 40_000 },
      ],
    },
    {
      rarity: 'RARE',
      weight: 200_000,
      items: [
        { id: 'streak-shield', weight: 3, value: 6_000 },
        { id: 'coin-booster', weight: 3, value: 5_000 },
        { id: 'silver-frame', weight: 2, value: 4_000 },
        { id: 'shop-coupon', weight: 2, value: 5_000 },
      ],
    },
    {
      rarity: 'COMMON',
      weight: 750_000,
      items: [
        { id: 'xp-booster', weight: 4, value: 1_000 },
        { id: 'lucky-charm', weight: 3, value: 800 },
        { id: 'bronze-frame', weight: 3, value: 700 },
        { id: 'sticker-pack', weight: 5, value: 500 },
      ],
    },
  ],
  pity: { at: 90 },
  nearMissPerMille: 100,
}
