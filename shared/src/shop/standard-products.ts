import type { Reward } from '../rewards/reward.ts'
import type { PriceCurrency, ProductBody, ProductKind } from './product.ts'

type Words = readonly [en: string, ko: string]

export interface StandardProduct {
  readonly kind: ProductKind
  /** Units of a stock named like the product; null: it has none. */
  readonly stock: number | null
  readonly body: ProductBody
}

interface Pack {
  readonly name: Words
  readonly about: Words
  readonly price: readonly [PriceCurrency, number]
  readonly contents: readonly Reward[]
  readonly tags?: readonly string[]
}

const aProduct = ({ name, about, price: [currency, price], contents, tags = [] }: Pack): ProductBody => ({
  name: { en: name[0], ko: name[1] },
  description: { en: about[0], ko: about[1] },
  prices: { KRW: null, GEMS: null, [currency]: price },
  contents: [...contents],
  discount: null,
  requiredRank: 'STANDARD',
  window: { from: null, until: null },
  stock: null,
  userLimits: {},
  tags: [...tags],
  image: null,
})

const gems = (amount: number): Reward => ({ type: 'GEM', amount })
const coins = (amount: number): Reward => ({ type: 'COIN', amount })
const tickets = (amount: number): Reward => ({ type: 'TICKET', amount })

const STANDARD: Readonly<Record<string, Pack>> = {
  'gems-100': {
    name: ['100 gems', '젬 100개'],
    about: ['A handful of gems.', '젬 한 줌입니다.'],
    price: ['KRW', 1_200],
    contents: [gems(100)],
  },
  'gems-550': {
    name: ['550 gems', '젬 550개'],
    about: ['500 gems and 50 on top.', '젬 500개에 50개를 더 드립니다.'],
    price: ['KRW', 5_900],
    contents: [gems(550)],
    tags: ['popular'],
  },
  'gems-1200': {
    name: ['1,200 gems', '젬 1,200개'],
    about: ['1,000 gems and 200 on top.', '젬 1,000개에 200개를 더 드립니다.'],
    price: ['KRW', 11_900],
    contents: [gems(1_200)],
  },
  'gems-6500': {
    name: ['6,500 gems', '젬 6,500개'],
    about: ['5,000 gems and 1,500 on top.', '젬 5,000개에 1,500개를 더 드립니다.'],
    price: ['KRW', 59_000],
    contents: [gems(6_500)],
    tags: ['best-value'],
  },
  'coins-10000': {
    name: ['10,000 coins', '코인 10,000개'],
    about: ['For a long evening at the tables.', '긴 저녁 게임을 위한 코인입니다.'],
    price: ['GEMS', 50],
    contents: [coins(10_000)],
  },
  'coins-60000': {
    name: ['60,000 coins', '코인 60,000개'],
    about: ['50,000 coins and 10,000 on top.', '코인 50,000개에 10,000개를 더 드립니다.'],
    price: ['GEMS', 250],
    contents: [coins(60_000)],
  },
  'tickets-10': {
    name: ['10 tickets', '티켓 10장'],
    about: ['Ten tickets.', '티켓 열 장입니다.'],
    price: ['GEMS', 80],
    contents: [tickets(10)],
  },
}

const STARTER = aProduct({
  name: ['Starter package', '스타터 패키지'],
  about: [
    'Gems, coins and a pouch to begin with. Once for everybody, while there are any.',
    '젬과 코인, 주머니로 시작하세요. 1인 1회, 수량 한정입니다.',
  ],
  price: ['KRW', 3_300],
  contents: [gems(400), coins(20_000), { type: 'ITEM', item: 'coin-pouch', quantity: 1 }],
  tags: ['new'],
})
const STARTERS = 1_000

/** What an empty club sells, by SKU. */
export const STANDARD_PRODUCTS: Readonly<Record<string, StandardProduct>> = {
  ...Object.fromEntries(
    Object.entries(STANDARD).map(([sku, pack]) => [
      sku,
      { kind: 'standard' as const, stock: null, body: aProduct(pack) },
    ]),
  ),
  'starter-package': {
    kind: 'limited',
    stock: STARTERS,
    body: { ...STARTER, stock: 'starter-package', userLimits: { ever: 1 } },
  },
}
