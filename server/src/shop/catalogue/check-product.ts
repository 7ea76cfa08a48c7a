import {
  MAX_QUANTITY_BOUGHT,
  type ProductBody,
  type ProductCheck,
  type ProductProblemCode,
  totalOf,
} from '@casino-club/shared'

export type ProductProblem = ProductCheck['problems'][number]

/** What the rows say that a body speaks of. */
export interface ProductSurroundings {
  /** When it would come into force, in ms since the epoch. */
  readonly effectiveMs: number
  /** Items of its contents that are unknown or not active. */
  readonly missingItems: readonly string[]
  /** Whether the stock it names is there. */
  readonly stockIsThere: boolean
  /** Segments it is for that the newest rules do not have. */
  readonly unknownSegments: readonly string[]
}

/** The most units of one purchase, by the limits too. */
const mostAtOnce = ({ userLimits }: ProductBody): number => Math.min(MAX_QUANTITY_BOUGHT, ...Object.values(userLimits))

const isOver = (until: string | null | undefined, atMs: number): boolean =>
  until !== null && until !== undefined && Date.parse(until) <= atMs

function overflows(body: ProductBody): boolean {
  const { coins, gems, tickets, xp, items } = totalOf(body.contents)
  const most = mostAtOnce(body)
  return [coins, gems, tickets, xp, ...items.values()].some((sum) => !Number.isSafeInteger(sum * most))
}

/** Everything that keeps a body from being published; nothing: it may be. */
export function checkProduct(body: ProductBody, around: ProductSurroundings): ProductProblem[] {
  const { effectiveMs, missingItems, stockIsThere, unknownSegments } = around
  const problems: ProductProblem[] = []
  const add = (code: ProductProblemCode, words: string) => problems.push({ code, words })
  for (const item of missingItems) add('ITEM_UNAVAILABLE', `the item ${item} is unknown or not active`)
  for (const segment of unknownSegments) add('SEGMENT_UNKNOWN', `there is no segment ${segment}`)
  if (isOver(body.window.until, effectiveMs)) add('WINDOW_OVER', 'its window ends before it would come into force')
  if (isOver(body.discount?.until, effectiveMs))
    add('DISCOUNT_OVER', 'its discount ends before it would come into force')
  if (body.stock !== null && !stockIsThere) add('STOCK_UNKNOWN', `there is no stock ${body.stock}`)
  const prices = [body.prices.KRW ?? 0, body.prices.GEMS ?? 0]
  if (prices.some((price) => !Number.isSafeInteger(price * MAX_QUANTITY_BOUGHT * 100))) {
    add('PRICE_TOO_LARGE', 'so many of it cost more than can be counted')
  }
  if (overflows(body)) add('CONTENTS_TOO_LARGE', 'so many of it hold more than can be counted')
  return problems
}
