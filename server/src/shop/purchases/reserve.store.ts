import type { KeyObject } from 'node:crypto'
import { type ProductBody, type Reason, type Refusal, refuse, type UserLimitPeriod } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { Calendar } from '../../platform/time/calendar.ts'
import { type EventPosition, PartsRefused, RefusedInTransaction } from '../../player/index.ts'
import { integrityOf, type Receipts } from '../receipts.ts'
import { insertPurchases, type NewPurchase } from './insert.store.ts'
import { type Look, lookAt, refuseTerms } from './look.store.ts'
import { takePromo } from './promo-uses.store.ts'
import type { Purchase } from './purchase.types.ts'
import { takeStockFor } from './stock.store.ts'
import type { Terms } from './terms.ts'

const PERIOD_WINDOW = { day: 0, week: 1, month: 2 } as const

/** The windows that limits of a product count in, by the club's calendar. */
export function periodsOf({ userLimits }: ProductBody, calendar: Calendar, nowMs: number) {
  const { windows } = calendar(nowMs)
  return (Object.entries(userLimits) as [UserLimitPeriod, number][]).map(([period, most]) => ({
    period: period === 'ever' ? period : `${period}:${windows[PERIOD_WINDOW[period]]}`,
    most,
  }))
}

/** How a purchase begins: held until it is paid for, or with nothing left to wait for. */
export interface Beginning {
  readonly status: 'authorizing' | 'granted'
  readonly hold: 'held' | 'sold'
  readonly holdSeconds: number | null
  readonly leaseSeconds: number | null
}

/** A purchase that begins, and where its event stands. */
export interface Begun {
  readonly terms: Terms
  readonly begin: Beginning
  /** Of what is granted at once; null: it is paid for first. */
  readonly receiptCode: string | null
  readonly at: EventPosition
}

export interface ReserveOptions {
  readonly calendar: Calendar
  /** Seals what never changes. */
  readonly secret: KeyObject
  readonly receipts: Receipts
}

/** A row of the batch with what was found and written for it so far. */
interface Written extends Begun {
  readonly purchase: Purchase
  readonly seen: Look
  readonly quantity: number
}

function refuseParts(refused: Iterable<readonly [Begun, Refusal]>): void {
  const refusals = new Map([...refused].map(([{ at }, refusal]) => [at.userId, refusal]))
  if (refusals.size > 0) throw new PartsRefused(refusals)
}

const toNew = ({ terms, begin, receiptCode, at }: Begun, seen: Look, options: ReserveOptions): NewPurchase => {
  const { userId, seq, occurredAtMs } = at
  const fixed = { ...terms, ...terms.price, userId, createdAt: seen.now }
  return {
    ...fixed,
    ...begin,
    seq,
    stockId: terms.body.stock,
    promoId: terms.promo?.id ?? null,
    reason: null,
    grantedSeq: begin.status === 'granted' ? seq : null,
    integrity: integrityOf(options.secret, fixed),
    receipt:
      receiptCode === null ? null : options.receipts.sign(receiptCode, fixed, new Date(occurredAtMs).toISOString()),
    cause: 'buy',
  }
}

/** One row a unit and limit: where they do not all find a place, a limit is reached. */
const UNITS_SQL = `
insert into shop_purchase_units (user_id, sku, period, unit, purchase_id)
select user_id, sku, period, unit, purchase_id from (
  select l.*, u.unit, row_number() over (partition by l.purchase_id, l.period order by u.unit) as place
  from json_to_recordset($1::json) as l(user_id bigint, sku text, period text, most int, purchase_id bigint, quantity int)
  cross join lateral generate_series(1, l.most) as u(unit)
  where not exists (
    select from shop_purchase_units x
    where x.user_id = l.user_id and x.sku = l.sku and x.period = l.period and x.unit = u.unit)
) free
where place <= quantity
returning purchase_id`

async function takeUnits(tx: Queryable, rows: readonly Written[], calendar: Calendar): Promise<void> {
  const wanted = rows.flatMap(({ terms, at, purchase, seen }) =>
    periodsOf(terms.body, calendar, seen.now.getTime()).map(({ period, most }) => ({
      ...{ user_id: at.userId, sku: terms.sku, period, most, purchase_id: purchase.id, quantity: terms.quantity },
    })),
  )
  if (wanted.length === 0) return
  const text = { name: 'shop-units', text: UNITS_SQL, values: [JSON.stringify(wanted)] }
  const taken = (await tx.query<{ purchase_id: number }>(text)).rows
  const count = (of: readonly { purchase_id: number }[], id: number) =>
    of.filter(({ purchase_id }) => purchase_id === id).length
  const full = rows.filter(({ purchase: { id, quantity } }) => count(taken, id) !== count(wanted, id) * quantity)
  refuseParts(full.map((row) => [row, refuse('USER_LIMIT', 'this player may not buy so many of it')]))
}

/** In the order of their codes, as everybody takes them. */
async function takePromos(tx: Queryable, rows: readonly Written[]): Promise<void> {
  const refused: [Begun, Refusal][] = []
  const byCode = [...rows].sort((a, b) => (a.terms.promo?.id ?? 0) - (b.terms.promo?.id ?? 0))
  for (const row of byCode) {
    const { terms, purchase, seen } = row
    if (terms.promo === undefined) continue
    await takePromo(tx, { promo: terms.promo, purchase, now: seen.now }).catch((error: unknown) => {
      if (!(error instanceof RefusedInTransaction)) throw error
      refused.push([row, error.refusal])
    })
  }
  refuseParts(refused)
}

/** Last, since many may want the same; in the order of their names, as everybody takes them. */
async function takeStocks(tx: Queryable, rows: readonly Written[]): Promise<void> {
  const buyers = Map.groupBy(rows, ({ terms }) => terms.body.stock)
  for (const stockId of [...buyers.keys()].sort()) {
    if (stockId === null) continue
    const refused = await takeStockFor(tx, stockId, buyers.get(stockId) ?? [])
    refuseParts(refused.map((row) => [row, refuse('OUT_OF_STOCK', 'it is sold out')]))
  }
}

const refusedAs = (reason: Reason, message: string) => (row: Begun) => [row, refuse(reason, message)] as const

/**
 * Takes everything that purchases need to come true, in the transaction of their events: a place in each limit of the
 * player, a use of the promo code, and the stock. Gives them in the order in which they came; throws `PartsRefused`.
 */
export async function reserve(tx: Queryable, rows: readonly Begun[], options: ReserveOptions): Promise<Purchase[]> {
  const looks = await lookAt(
    tx,
    rows.map(({ terms, at: { userId } }) => ({ terms, userId })),
  )
  const seen = rows.map((row) => ({ row, seen: looks.get(row.at.userId) as Look }))
  refuseParts(
    seen.flatMap(({ row, seen: look }) => {
      const refusal = refuseTerms(row.terms, look)
      return refusal ? [[row, refusal] as const] : []
    }),
  )
  const inserted = await insertPurchases(
    tx,
    seen.map(({ row, seen: look }) => toNew(row, look, options)),
  )
  const byPlayer = new Map(inserted.map((purchase) => [purchase.userId, purchase]))
  const again = rows.filter(({ at }) => !byPlayer.has(at.userId))
  refuseParts(again.map(refusedAs('IDEMPOTENT_REPLAY', 'this key has bought something before')))
  const written = seen.map(({ row, seen: look }): Written => {
    const purchase = byPlayer.get(row.at.userId) as Purchase
    return { ...row, purchase, seen: look, quantity: row.terms.quantity }
  })
  await takeUnits(tx, written, options.calendar)
  await takePromos(tx, written)
  await takeStocks(tx, written)
  return written.map(({ purchase }) => purchase)
}
