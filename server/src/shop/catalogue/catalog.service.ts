import {
  discountPercentAt,
  higherRank,
  isAimedAt,
  type PriceCurrency,
  type ProductBody,
  type ProductKind,
  priceOf,
  RANKS,
  type Rank,
  type ShopCatalogReply,
  type ShopProduct,
  type TierDiscount,
} from '@casino-club/shared'
import { findRank } from '../../identity/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { Calendar } from '../../platform/time/calendar.ts'
import { type Audience, audienceOf, NOBODY } from '../../segments/index.ts'
import { benefitsFor } from '../../vip/index.ts'
import { isOpen } from '../purchases/look.store.ts'
import { periodsOf } from '../purchases/reserve.store.ts'
import type { Products } from './products.service.ts'
import { type Availability, findAvailability, type Product, type PublishedVersion } from './products.store.ts'

export interface CatalogDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly products: Products
  readonly calendar: Calendar
  readonly providerId: string | null
}

/** A product is shown so long before it is sold, and so long after. */
const AHEAD_MS = 7 * 86_400_000

const isShown = ({ window: { from, until } }: ProductBody, nowMs: number): boolean =>
  (from === null || Date.parse(from) - AHEAD_MS <= nowMs) && (until === null || nowMs < Date.parse(until))

function priceIn(body: ProductBody, currency: PriceCurrency, { nowMs, tier }: Pick<Seen, 'nowMs' | 'tier'>) {
  const price = priceOf(body, { currency, quantity: 1, nowMs, tier })
  return price ? { list: price.list, vip: price.vip, amount: price.amount } : null
}

interface Seen {
  readonly product: Product
  readonly version: PublishedVersion
  readonly available: Availability | undefined
  /** His own, or that of his tier. */
  readonly rank: Rank
  readonly tier: TierDiscount
  /** The segments he is in. */
  readonly own: Audience
  readonly nowMs: number
  readonly userLeft: number | null
}

/** Why he sees what others do not; null: everybody does. */
const namesIn = (segments: readonly string[] | undefined, own: Audience) =>
  segments && segments.length > 0 ? segments.flatMap((target) => own.get(target) ?? []) : null

function whyClosed({ product, version: { body }, available, rank, nowMs, userLeft }: Seen): ShopProduct['closed'] {
  if (product.disabledAt !== null) return 'DISABLED'
  if (!isOpen(body, nowMs)) return 'WINDOW_CLOSED'
  if (available?.stockLeft === 0) return 'OUT_OF_STOCK'
  if (userLeft === 0) return 'USER_LIMIT'
  return RANKS.indexOf(rank) < RANKS.indexOf(body.requiredRank) ? 'RANK_TOO_LOW' : null
}

function toShopProduct(seen: Seen, sellsForWon: boolean): ShopProduct {
  const { product, version, available, nowMs, userLeft } = seen
  const { body } = version
  const percent = discountPercentAt(body, nowMs)
  return {
    sku: product.sku,
    version: version.version,
    kind: product.kind,
    name: body.name,
    description: body.description,
    contents: body.contents,
    tags: body.tags,
    image: body.image,
    requiredRank: body.requiredRank,
    audience: namesIn(body.segments, seen.own),
    prices: {
      KRW: sellsForWon ? priceIn(body, 'KRW', seen) : null,
      GEMS: priceIn(body, 'GEMS', seen),
    },
    discount: percent > 0 ? { percent, until: body.discount?.until ?? null } : null,
    tier: { discountBp: seen.tier.discountBp, maxDiscountBp: seen.tier.maxDiscountBp },
    startsAt: body.window.from,
    endsAt: body.window.until,
    stockLeft: available?.stockLeft ?? null,
    stockTotal: available?.stockTotal ?? null,
    userLeft,
    closed: whyClosed(seen),
  }
}

/** What one player finds in the shop now; `kind` null: everything. */
export async function showCatalog(
  { pool, clock, products, calendar, providerId }: CatalogDependencies,
  userId: number,
  kind: ProductKind | null,
): Promise<ShopCatalogReply> {
  const nowMs = clock.nowMs()
  const sold = products.all().flatMap((product) => {
    const version = products.inForce(product, nowMs)
    const wanted = version && (kind === null || product.kind === kind) && isShown(version.body, nowMs)
    const payable = version && (providerId !== null || version.body.prices.GEMS !== null)
    return wanted && payable ? [{ product, version }] : []
  })
  const aimed = sold.some(({ version: { body } }) => body.segments?.length)
  const own = aimed ? await audienceOf(pool, userId) : NOBODY
  const shown = sold.filter(({ version: { body } }) => isAimedAt(body.segments, own))
  const asked = shown.map(({ product: { sku }, version: { body } }) => ({ sku, stock: body.stock }))
  const [available, ownRank, tier] = await Promise.all([
    findAvailability(pool, asked, userId),
    findRank(pool, userId),
    benefitsFor(pool, userId),
  ])
  const rank = higherRank(ownRank ?? 'STANDARD', tier.rank)
  return {
    serverTime: new Date(nowMs).toISOString(),
    products: shown.map(({ product, version }) => {
      const standing = available.get(product.sku)
      const lefts = periodsOf(version.body, calendar, nowMs).map(({ period, most }) =>
        Math.max(0, most - (standing?.used[period] ?? 0)),
      )
      const userLeft = lefts.length > 0 ? Math.min(...lefts) : null
      const seen = { product, version, available: standing, rank, tier, own, nowMs, userLeft }
      return toShopProduct(seen, providerId !== null)
    }),
  }
}
