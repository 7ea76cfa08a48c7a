import type { PageContext, PageResult, SqlJob } from '../jobs/index.ts'
import { type TellTerms, type ToldPlayer, tellByTemplate } from '../notify/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { findExpiringCoupons, findExpiringItems, type ItemPlace } from './expiring.store.ts'
import { daytimeLeft, wallTime } from './local-hours.ts'

const DAY_MS = 86_400_000
const WITHIN_DAYS = 3
/** Until the next look. */
const LATEST_MINUTES = 59

type Cursor =
  | { readonly kind: 'items'; readonly after?: ItemPlace }
  | { readonly kind: 'coupons'; readonly after: number }
const BEGIN: Cursor = { kind: 'items' }
const COUPONS: Cursor = { kind: 'coupons', after: 0 }

/**
 * Tells players once of each stock of items, and of each coupon, that ends within three days, and only of what is still there:
 * it looks every hour, and tells who is between nine and nine where he is. Whether it goes out is asked again when it does.
 */
export const expiringJob: SqlJob = {
  name: 'alerts.expiring',
  cron: '30 * * * *',
  shardByTime: true,
  catchUp: { withinMinutes: LATEST_MINUTES },
  repeatable: true,
  page(context, tx) {
    const cursor = (context.cursor as Cursor | undefined) ?? BEGIN
    return cursor.kind === 'items' ? tellOfItems(context, tx, cursor.after) : tellOfCoupons(context, tx, cursor.after)
  },
}

const windowOf = ({ nowMs, limit }: PageContext) => ({ nowMs, untilMs: nowMs + WITHIN_DAYS * DAY_MS, limit })
/** Whoever sleeps is told by a later look. */
const awakeOf = <Found extends { readonly zone: string }>({ nowMs }: PageContext, found: readonly Found[]) =>
  found.filter(({ zone }) => daytimeLeft(nowMs, zone) !== undefined)
const termsOf = ({ nowMs }: PageContext, path: string): TellTerms => ({
  ...{ type: 'game', path, priority: 'normal', deadlineMs: nowMs + WITHIN_DAYS * DAY_MS, atMs: nowMs },
})
const tell = async ({ dryRun }: PageContext, tx: Queryable, name: string, terms: TellTerms, players: ToldPlayer[]) =>
  (dryRun ? players : await tellByTemplate(tx, name, terms, players)).length

async function tellOfItems(context: PageContext, tx: Queryable, after: ItemPlace | undefined): Promise<PageResult> {
  const found = await findExpiringItems(tx, windowOf(context), after)
  const players = awakeOf(context, found).map(({ userId, item, nameEn, nameKo, quantity, expiresMs, zone }) => ({
    userId,
    about: `${item}:${expiresMs}`,
    values: { item: { en: nameEn, ko: nameKo }, quantity: String(quantity), endsAt: wallTime(expiresMs, zone) },
    deadlineMs: expiresMs,
  }))
  const worked = await tell(context, tx, 'item-expiring', termsOf(context, '/inventory'), players)
  const last = found.length === context.limit ? found.at(-1) : undefined
  const place = last && { userId: last.userId, item: last.item, expiresMs: last.expiresMs }
  const cursor: Cursor = place ? { kind: 'items', after: place } : COUPONS
  return { worked, skipped: found.length - worked, cursor }
}

async function tellOfCoupons(context: PageContext, tx: Queryable, after: number): Promise<PageResult> {
  const found = await findExpiringCoupons(tx, windowOf(context), after)
  const players = awakeOf(context, found).map(({ userId, couponId, xp, expiresMs, zone }) => ({
    userId,
    about: String(couponId),
    values: { xp: String(xp), endsAt: wallTime(expiresMs, zone) },
    deadlineMs: expiresMs,
  }))
  const worked = await tell(context, tx, 'coupon-expiring', termsOf(context, '/battle-pass'), players)
  const last = found.length === context.limit ? found.at(-1) : undefined
  return {
    worked,
    skipped: found.length - worked,
    ...(last && { cursor: { kind: 'coupons', after: last.couponId } satisfies Cursor }),
  }
}
