import { type ProductBody, priceOf, type Reason, refuse, type UserLimitPeriod } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { type EventPosition, RefusedInTransaction } from '../../player/index.ts'
import type { Calendar } from '../../safe-play/index.ts'
import { integrityOf } from '../receipts.ts'
import { takePromo } from './promo-uses.store.ts'
import { insertPurchase } from './purchase.store.ts'
import type { Purchase } from './purchase.types.ts'
import type { Terms } from './terms.ts'

/** Attempts and cards of one player within the window that look like fraud. */
export const FRAUD_ATTEMPTS = 20
export const FRAUD_CARDS = 3
export const FRAUD_WINDOW_SECONDS = 300

const stop = (reason: Reason, message: string): never => {
  throw new RefusedInTransaction(refuse(reason, message))
}

interface Look {
  now: Date
  disabled: boolean
  in_force: number | null
  attempts: number
  cards: number
  blocked: boolean
}

/** What was released by an admin counts from then on only. */
const LOOK_SQL = `
select clock_timestamp() as now, p.disabled_at is not null as disabled, recent.*,
  (select max(version) from shop_product_versions v
   where v.sku = p.sku and v.status = 'published' and v.effective_at <= clock_timestamp()) as in_force,
  exists (select from shop_blocks where user_id = $2 and status = 'blocked') as blocked
from shop_products p,
  lateral (
    select count(*) as attempts,
      count(distinct card_hash) filter (where card_hash is distinct from $3) + ($3::bytea is not null)::int as cards
    from shop_purchases
    where user_id = $2 and created_at > clock_timestamp() - make_interval(secs => ${FRAUD_WINDOW_SECONDS})
      and created_at > coalesce((select max(decided_at) from shop_blocks where user_id = $2 and status = 'released'), '-infinity')
  ) recent
where p.sku = $1`

/**
 * Looks at product and player by the database's own clock. The player's row is locked by his event, so that none of his
 * other purchases is counted at the same time.
 */
async function look(tx: Queryable, { sku, cardHash }: Terms, userId: number): Promise<Look> {
  const { rows } = await tx.query<Look & Record<string, unknown>>({
    name: 'shop-look',
    text: LOOK_SQL,
    values: [sku, userId, cardHash],
  })
  return rows[0] ?? stop('NOT_FOUND', 'no such product')
}

/** What a player has tried within the window, refused or not; from where an admin has let go of him on. */
export async function recentAttempts(via: Queryable, userId: number): Promise<number> {
  const { rows } = await via.query<{ attempts: number }>(
    `select count(*) as attempts from shop_purchases
     where user_id = $1 and created_at > clock_timestamp() - make_interval(secs => ${FRAUD_WINDOW_SECONDS})
       and created_at > coalesce((select max(decided_at) from shop_blocks where user_id = $1 and status = 'released'), '-infinity')`,
    [userId],
  )
  return rows[0]?.attempts ?? 0
}

/** Whether a product is on sale at an instant. */
export function isOpen({ window: { from, until } }: ProductBody, nowMs: number): boolean {
  return (from === null || nowMs >= Date.parse(from)) && (until === null || nowMs < Date.parse(until))
}

function refuseTerms(terms: Terms, { now, disabled, in_force, attempts, cards, blocked }: Look): void {
  const nowMs = now.getTime()
  if (blocked) stop('FRAUD_BLOCK', 'this player buys nothing until somebody has looked at it')
  if (attempts >= FRAUD_ATTEMPTS) stop('FRAUD_BLOCK', `${attempts} attempts within five minutes`)
  if (cards >= FRAUD_CARDS) stop('FRAUD_BLOCK', `${cards} cards within five minutes`)
  if (disabled) stop('DISABLED', 'this product is not sold at the moment')
  if (in_force !== terms.version) stop('CONFLICT', 'another version of the product has come into force')
  if (!isOpen(terms.body, nowMs)) stop('WINDOW_CLOSED', 'this product is not on sale now')
  const { currency, quantity, promo } = terms
  if (priceOf(terms.body, { currency, quantity, nowMs, promo })?.amount !== terms.price.amount) {
    stop('PRICE_CHANGED', 'its discount has ended')
  }
}

const PERIOD_WINDOW = { day: 0, week: 1, month: 2 } as const

/** The windows that limits of a product count in, by the club's calendar. */
export function periodsOf({ userLimits }: ProductBody, calendar: Calendar, nowMs: number) {
  const { windows } = calendar(nowMs)
  return (Object.entries(userLimits) as [UserLimitPeriod, number][]).map(([period, most]) => ({
    period: period === 'ever' ? period : `${period}:${windows[PERIOD_WINDOW[period]]}`,
    most,
  }))
}

/** One row a unit and limit: where they do not all find a place, a limit is reached. */
const UNITS_SQL = `
insert into shop_purchase_units (user_id, sku, period, unit, purchase_id)
select $1, $2, period, unit, $5 from (
  select l.period, u.unit, row_number() over (partition by l.period order by u.unit) as place
  from unnest($3::text[], $4::int[]) as l(period, most)
  cross join lateral generate_series(1, l.most) as u(unit)
  where not exists (
    select from shop_purchase_units x where x.user_id = $1 and x.sku = $2 and x.period = l.period and x.unit = u.unit)
) free
where place <= $6`

/** Whether so many units seem to be left: without a lock, so that a crowd need not line up to hear that nothing is. */
export async function seemsLeft(via: Queryable, stockId: string, quantity: number): Promise<boolean> {
  const { rowCount } = await via.query({
    name: 'shop-stock-left',
    text: `select from shop_stocks s where s.id = $1 and (s.taken + $2 <= s.total or exists (
      select from shop_purchases where stock_id = $1 and hold = 'held' and hold_until <= clock_timestamp()))`,
    values: [stockId, quantity],
  })
  return rowCount === 1
}

/** Takes units; where too few are free, those whose hold is over go first. False: there are not enough. */
export async function takeStock(tx: Queryable, stockId: string, quantity: number): Promise<boolean> {
  const take = {
    name: 'shop-stock-take',
    text: 'update shop_stocks set taken = taken + $2 where id = $1 and taken + $2 <= total',
    values: [stockId, quantity],
  }
  if ((await tx.query(take)).rowCount === 1) return true
  const over = await tx.query({
    name: 'shop-stock-over',
    text: `select from shop_purchases where stock_id = $1 and hold = 'held' and hold_until <= clock_timestamp() limit 1`,
    values: [stockId],
  })
  if (over.rowCount === 0) return false
  await tx.query('select from shop_stocks where id = $1 for no key update', [stockId])
  // A purchase that is being moved at this moment is left alone: nobody here waits for one while he holds the stock.
  const { rows } = await tx.query<{ freed: number }>(
    `with over as (
       update shop_purchases set hold = 'released' where id in (
         select id from shop_purchases where stock_id = $1 and hold = 'held' and hold_until <= clock_timestamp()
         for no key update skip locked)
       returning quantity
     )
     update shop_stocks set taken = taken - (select coalesce(sum(quantity), 0) from over) where id = $1
     returning (select coalesce(sum(quantity), 0) from over) as freed`,
    [stockId],
  )
  return (rows[0]?.freed ?? 0) > 0 && (await tx.query(take)).rowCount === 1
}

/** How a purchase begins: held until it is paid for, or with nothing left to wait for. */
export interface Beginning {
  readonly status: 'authorizing' | 'granted'
  readonly hold: 'held' | 'sold'
  readonly holdSeconds: number | null
  readonly leaseSeconds: number | null
}

/**
 * Takes everything that a purchase needs to come true, in the transaction of its event: a place in each limit of the
 * player, a use of the promo code, and last, since many may want it, the stock. Throws `RefusedInTransaction`.
 */
export async function reserve(
  tx: Queryable,
  terms: Terms,
  { at, calendar, secret, begin }: { at: EventPosition; calendar: Calendar; secret: Buffer; begin: Beginning },
): Promise<Purchase> {
  const { userId, seq } = at
  const seen = await look(tx, terms, userId)
  refuseTerms(terms, seen)
  const { body, quantity, sku, price } = terms
  const fixed = { ...terms, ...price, userId, createdAt: seen.now }
  const purchase = await insertPurchase(tx, {
    ...fixed,
    ...begin,
    seq,
    stockId: body.stock,
    promoId: terms.promo?.id ?? null,
    reason: null,
    grantedSeq: begin.status === 'granted' ? seq : null,
    integrity: integrityOf(secret, fixed),
    cause: 'buy',
  })
  if (purchase === undefined) return stop('IDEMPOTENT_REPLAY', 'this key has bought something before')
  const periods = periodsOf(body, calendar, seen.now.getTime())
  if (periods.length > 0) {
    const { rowCount } = await tx.query(UNITS_SQL, [
      userId,
      sku,
      periods.map(({ period }) => period),
      periods.map(({ most }) => most),
      purchase.id,
      quantity,
    ])
    if (rowCount !== periods.length * quantity) stop('USER_LIMIT', 'this player may not buy so many of it')
  }
  if (terms.promo) await takePromo(tx, { promo: terms.promo, purchase, now: seen.now })
  if (body.stock !== null && !(await takeStock(tx, body.stock, quantity))) stop('OUT_OF_STOCK', 'it is sold out')
  return purchase
}
