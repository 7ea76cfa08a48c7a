import {
  type ProductBody,
  type ProductKind,
  productBodySchema,
  type Rank,
  type Reward,
  type RewardType,
  skuSchema,
  USER_LIMIT_PERIODS,
  type UserLimitPeriod,
} from '@casino-club/shared'
import { instantOf, localTimeOf } from '../../format/zone.ts'

/** One line of the contents; `item` holds the item, or the content that is unlocked. */
export interface ContentDraft {
  readonly type: RewardType
  readonly item: string
  readonly amount: string
}

/** What is typed into the form. Times are of the club's zone, as an input of date and time has them; empty: none. */
export interface ProductDraft {
  readonly sku: string
  readonly kind: ProductKind
  readonly nameEn: string
  readonly nameKo: string
  readonly descriptionEn: string
  readonly descriptionKo: string
  readonly won: string
  readonly gems: string
  readonly percent: string
  readonly percentUntil: string
  readonly rank: Rank
  readonly from: string
  readonly until: string
  readonly stock: string
  readonly limits: Readonly<Record<UserLimitPeriod, string>>
  readonly tags: string
  readonly image: string
  /** Empty: everybody. */
  readonly segments: readonly string[]
  readonly contents: readonly ContentDraft[]
}
export type ProductField = Exclude<keyof ProductDraft, 'kind' | 'rank'>

const NO_LIMITS = { ever: '', day: '', week: '', month: '' } as const

export const NEW_PRODUCT: ProductDraft = {
  ...{ sku: '', kind: 'standard', nameEn: '', nameKo: '', descriptionEn: '', descriptionKo: '', won: '', gems: '' },
  ...{ percent: '', percentUntil: '', rank: 'STANDARD', from: '', until: '', stock: '', tags: '', image: '' },
  limits: NO_LIMITS,
  segments: [],
  contents: [{ type: 'GEM', item: '', amount: '' }],
}

const textOf = (value: number | null | undefined): string => (value === null || value === undefined ? '' : `${value}`)
const timeOf = (instant: string | null | undefined): string => (instant ? localTimeOf(instant) : '')

/** A reward as a line of a form. */
export function contentOf(reward: Reward): ContentDraft {
  if (reward.type === 'ITEM') return { type: 'ITEM', item: reward.item, amount: `${reward.quantity}` }
  if (reward.type === 'CONTENT_UNLOCK') return { type: reward.type, item: reward.content, amount: '' }
  return { type: reward.type, item: '', amount: `${reward.amount}` }
}

/** The form of a product as its body has it. */
export function productDraftOf(sku: string, kind: ProductKind, body: ProductBody): ProductDraft {
  return {
    ...{ sku, kind },
    nameEn: body.name.en,
    nameKo: body.name.ko,
    descriptionEn: body.description.en,
    descriptionKo: body.description.ko,
    won: textOf(body.prices.KRW),
    gems: textOf(body.prices.GEMS),
    percent: textOf(body.discount?.percent),
    percentUntil: timeOf(body.discount?.until),
    rank: body.requiredRank,
    from: timeOf(body.window.from),
    until: timeOf(body.window.until),
    stock: body.stock ?? '',
    limits: { ...NO_LIMITS, ...mapLimits(body.userLimits) },
    tags: body.tags.join(' '),
    image: body.image ?? '',
    segments: body.segments ?? [],
    contents: body.contents.map(contentOf),
  }
}

const mapLimits = (limits: ProductBody['userLimits']): Partial<Record<UserLimitPeriod, string>> =>
  Object.fromEntries(Object.entries(limits).map(([period, most]) => [period, `${most}`]))

const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)
const priceOf = (text: string): number | null => (text.trim() === '' ? null : wholeOf(text))
/** A time that is none is sent as it was typed, and marked by the schema. */
const instant = (text: string): string | null => (text === '' ? null : (instantOf(text) ?? text))

/** A line of a form as a reward; a schema tells whether it is one. */
export function rewardOf({ type, item, amount }: ContentDraft): unknown {
  if (type === 'ITEM') return { type, item: item.trim(), quantity: wholeOf(amount) }
  return type === 'CONTENT_UNLOCK' ? { type, content: item.trim() } : { type, amount: wholeOf(amount) }
}

/** Which field of the form a part of the body stands in, by the beginning of its path. */
const FIELD_OF: readonly (readonly [path: string, field: ProductField])[] = [
  ['name.en', 'nameEn'],
  ['name.ko', 'nameKo'],
  ['description.en', 'descriptionEn'],
  ['description.ko', 'descriptionKo'],
  ['prices.GEMS', 'gems'],
  ['prices', 'won'],
  ['discount.until', 'percentUntil'],
  ['discount', 'percent'],
  ['window.from', 'from'],
  ['window', 'until'],
  ['stock', 'stock'],
  ['userLimits', 'limits'],
  ['tags', 'tags'],
  ['image', 'image'],
  ['segments', 'segments'],
  ['contents', 'contents'],
]
const fieldOf = (path: string): ProductField =>
  FIELD_OF.find(([beginning]) => path.startsWith(beginning))?.[1] ?? 'contents'

/** Reads a form: the body as the server takes it, or the fields that are wrong. */
export function readProduct(draft: ProductDraft): {
  readonly body: ProductBody | null
  readonly wrong: ReadonlySet<ProductField>
} {
  const limits = USER_LIMIT_PERIODS.filter((period) => draft.limits[period].trim() !== '')
  const parsed = productBodySchema.safeParse({
    name: { en: draft.nameEn, ko: draft.nameKo },
    description: { en: draft.descriptionEn, ko: draft.descriptionKo },
    prices: { KRW: priceOf(draft.won), GEMS: priceOf(draft.gems) },
    contents: draft.contents.map(rewardOf),
    discount:
      draft.percent.trim() === '' && draft.percentUntil === ''
        ? null
        : { percent: wholeOf(draft.percent), until: instant(draft.percentUntil) },
    requiredRank: draft.rank,
    window: { from: instant(draft.from), until: instant(draft.until) },
    stock: draft.stock.trim() || null,
    userLimits: Object.fromEntries(limits.map((period) => [period, wholeOf(draft.limits[period])])),
    tags: draft.tags.split(/[\s,]+/).filter((tag) => tag !== ''),
    image: draft.image.trim() || null,
    ...(draft.segments.length > 0 && { segments: draft.segments }),
  })
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path.join('.'))))
  if (!skuSchema.safeParse(draft.sku).success) wrong.add('sku')
  return { body: parsed.success && wrong.size === 0 ? parsed.data : null, wrong }
}
