import { STANDARD_GACHA_TABLE } from '../gacha/table.ts'
import type { ItemFields, ItemKind, UseEffect } from './item.ts'

type Words = readonly [en: string, ko: string]

const NOTHING: Words = ['', '']

/** Kind, name and description of the items of the standard gacha. */
const OF_THE_GACHA: Readonly<Record<string, readonly [ItemKind, Words]>> = {
  'golden-crown': ['COLLECTIBLE', ['Golden crown', '황금 왕관']],
  'phoenix-frame': ['COLLECTIBLE', ['Phoenix frame', '불사조 프레임']],
  'diamond-frame': ['COLLECTIBLE', ['Diamond frame', '다이아몬드 프레임']],
  'neon-costume': ['COLLECTIBLE', ['Neon costume', '네온 코스튬']],
  'vip-coupon': ['COUPON', ['VIP coupon', 'VIP 쿠폰']],
  'streak-shield': ['STREAK_SHIELD', ['Streak shield', '연속 출석 방패']],
  'coin-booster': ['BOOSTER', ['Coin booster', '코인 부스터']],
  'silver-frame': ['COLLECTIBLE', ['Silver frame', '실버 프레임']],
  'shop-coupon': ['COUPON', ['Shop coupon', '상점 쿠폰']],
  'xp-booster': ['BOOSTER', ['XP booster', 'XP 부스터']],
  'lucky-charm': ['COLLECTIBLE', ['Lucky charm', '행운의 부적']],
  'bronze-frame': ['COLLECTIBLE', ['Bronze frame', '브론즈 프레임']],
  'sticker-pack': ['COLLECTIBLE', ['Sticker pack', '스티커 팩']],
}

/** Items that are no prize of the gacha and turn into play money when they are used. */
const PACKS: Readonly<Record<string, readonly [Words, Words, UseEffect]>> = {
  'coin-pouch': [
    ['Coin pouch', '코인 주머니'],
    ['Holds 1,000 coins.', '코인 1,000개가 들어 있습니다.'],
    { type: 'grant', currency: 'coins', amount: 1_000 },
  ],
  'gem-pouch': [
    ['Gem pouch', '젬 주머니'],
    ['Holds 50 gems.', '젬 50개가 들어 있습니다.'],
    { type: 'grant', currency: 'gems', amount: 50 },
  ],
  'ticket-booklet': [
    ['Ticket booklet', '티켓 묶음'],
    ['Holds 3 tickets.', '티켓 3장이 들어 있습니다.'],
    { type: 'grant', currency: 'tickets', amount: 3 },
  ],
}

function anItem(kind: ItemKind, [en, ko]: Words, about: Words, more: Partial<ItemFields>): ItemFields {
  return {
    kind,
    name: { en, ko },
    description: { en: about[0], ko: about[1] },
    rarity: null,
    image: null,
    expiresAfterDays: null,
    useEffect: null,
    active: true,
    ...more,
  }
}

/** The items a club opens with, by id: those its gacha grants, and the packs. */
export const STANDARD_ITEMS: Readonly<Record<string, ItemFields>> = {
  ...Object.fromEntries(
    STANDARD_GACHA_TABLE.rarities.flatMap(({ rarity, items }) =>
      items.map(({ id }) => {
        const [kind, words] = OF_THE_GACHA[id] ?? ['COLLECTIBLE', [id, id]]
        return [id, anItem(kind, words, NOTHING, { rarity })]
      }),
    ),
  ),
  ...Object.fromEntries(
    Object.entries(PACKS).map(([id, [words, about, useEffect]]) => [
      id,
      anItem('CURRENCY_PACK', words, about, { useEffect }),
    ]),
  ),
}
