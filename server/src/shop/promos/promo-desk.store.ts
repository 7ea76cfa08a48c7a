import type { AdminPromo, PromoTermsBody, PromoUse } from '@casino-club/shared'
import { at } from '../../platform/postgres/instant.ts'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { PromoRow } from './promos.store.ts'

type DeskRow = PromoRow & { state: AdminPromo['state']; revision: number; created_by_name: string }

/** In the order in which a purchase looks at them. `$1` is now. */
const STATE = `case when p.disabled_at is not null then 'disabled' when p.ends_at <= ${at('$1')} then 'expired'
  when p.starts_at > ${at('$1')} then 'planned' when p.max_uses is not null and p.used >= p.max_uses then 'used-up'
  else 'open' end`
const SELECT = `select p.*, ${STATE} as state, a.site_id as created_by_name
from shop_promos p join admin_users a on a.id = p.created_by`

const toAdminPromo = (row: DeskRow): AdminPromo => ({
  id: row.id,
  code: row.code,
  state: row.state,
  revision: row.revision,
  kind: row.kind,
  value: row.value,
  currency: row.currency,
  minAmount: row.min_amount,
  maxDiscount: row.max_discount,
  skus: row.skus,
  maxUses: row.max_uses,
  used: row.used,
  perUser: row.per_user,
  startsAt: row.starts_at?.toISOString() ?? null,
  endsAt: row.ends_at?.toISOString() ?? null,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  batchId: row.batch_id,
  note: row.note,
  createdBy: row.created_by_name,
  createdAt: row.created_at.toISOString(),
})

export interface PromoFilter {
  readonly q?: string | undefined
  readonly state?: string | undefined
  readonly kind?: string | undefined
  readonly batchId?: string | undefined
}
export interface PromoPage extends PromoFilter {
  readonly sort: 'code' | 'createdAt' | 'used' | 'endsAt'
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const ORDER = { code: 'p.code', createdAt: 'p.created_at', used: 'p.used', endsAt: 'p.ends_at' } as const
const WHERE = `where ($2::text is null or strpos(p.code, upper($2)) > 0 or strpos(lower(p.note), lower($2)) > 0)
  and ($3::text is null or ${STATE} = $3) and ($4::text is null or p.kind = $4)
  and ($5::uuid is null or p.batch_id = $5)`
const valuesOf = ({ q, state, kind, batchId }: PromoFilter, nowMs: number) => [
  nowMs,
  q || null,
  state ?? null,
  kind ?? null,
  batchId ?? null,
]

/** A page of the codes, and how many fit the filter. */
export async function findPromos(
  via: Queryable,
  page: PromoPage,
  nowMs: number,
): Promise<{ promos: AdminPromo[]; total: number }> {
  const values = valuesOf(page, nowMs)
  const direction = page.ascending ? 'asc nulls first' : 'desc nulls last'
  const { rows } = await via.query<DeskRow & Record<string, unknown>>(
    `${SELECT} ${WHERE} order by ${ORDER[page.sort]} ${direction}, p.id limit $6 offset $7`,
    [...values, page.perPage, (page.page - 1) * page.perPage],
  )
  const counted = await via.query<{ total: number }>(`select count(*) as total from shop_promos p ${WHERE}`, values)
  return { promos: rows.map(toAdminPromo), total: counted.rows[0]?.total ?? 0 }
}

const CHUNK = 1_000

/** Every code that fits, oldest first, read in chunks. */
export async function* eachPromo(via: Queryable, filter: PromoFilter, nowMs: number): AsyncIterable<AdminPromo> {
  for (let after = 0; ; ) {
    const { rows } = await via.query<DeskRow & Record<string, unknown>>(
      `${SELECT} ${WHERE} and p.id > $6 order by p.id limit ${CHUNK}`,
      [...valuesOf(filter, nowMs), after],
    )
    yield* rows.map(toAdminPromo)
    const last = rows.at(-1)
    if (last === undefined || rows.length < CHUNK) return
    after = last.id
  }
}

/** With `lock` nobody uses or changes it until the transaction ends. */
export async function findAdminPromo(
  via: Queryable,
  id: number,
  nowMs: number,
  lock = false,
): Promise<AdminPromo | undefined> {
  const { rows } = await via.query<DeskRow & Record<string, unknown>>(
    `${SELECT} where p.id = $2 ${lock ? 'for no key update of p' : ''}`,
    [nowMs, id],
  )
  return rows[0] && toAdminPromo(rows[0])
}

/** Claims a command id; false: it has made codes before. */
export async function claimBatch(
  tx: Queryable,
  { id, requestHash, adminId, nowMs }: { id: string; requestHash: Buffer; adminId: number; nowMs: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into shop_promo_batches (id, request_hash, created_by, created_at) values ($1, $2, $3, ${at('$4')})
     on conflict do nothing`,
    [id, requestHash, adminId, nowMs],
  )
  return rowCount === 1
}

/** What a command id was used for, and the codes it made. */
export async function findPromoBatch(
  tx: Queryable,
  id: string,
): Promise<{ requestHash: Buffer; codes: string[] } | undefined> {
  const { rows } = await tx.query<{ request_hash: Buffer; codes: string[] | null }>(
    `select request_hash, (select array_agg(code order by code) from shop_promos where batch_id = b.id) as codes
     from shop_promo_batches b where id = $1`,
    [id],
  )
  return rows[0] && { requestHash: rows[0].request_hash, codes: rows[0].codes ?? [] }
}

const termsOf = (terms: PromoTermsBody) => [
  terms.kind,
  terms.value,
  terms.currency,
  terms.minAmount,
  terms.maxDiscount,
  terms.skus,
  terms.maxUses,
  terms.perUser,
  terms.startsAt,
  terms.endsAt,
  terms.note,
]

/** Makes codes of one batch; gives how many were not taken. */
export async function insertPromos(
  tx: Queryable,
  codes: readonly string[],
  terms: PromoTermsBody,
  { batchId, adminId, nowMs }: { batchId: string; adminId: number; nowMs: number },
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into shop_promos (code, kind, value, currency, min_amount, max_discount, skus, max_uses, per_user, starts_at,
       ends_at, note, batch_id, created_by, created_at)
     select code, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, ${at('$15')} from unnest($1::text[]) as code
     on conflict (code) do nothing`,
    [codes, ...termsOf(terms), batchId, adminId, nowMs],
  )
  return rowCount ?? 0
}

export async function updateTerms(tx: Queryable, id: number, terms: PromoTermsBody): Promise<void> {
  await tx.query(
    `update shop_promos set kind = $2, value = $3, currency = $4, min_amount = $5, max_discount = $6, skus = $7,
       max_uses = $8, per_user = $9, starts_at = $10, ends_at = $11, note = $12, revision = revision + 1
     where id = $1`,
    [id, ...termsOf(terms)],
  )
}

/** Ends a code now, or stops it for ever. */
export async function closePromo(tx: Queryable, id: number, how: 'end' | 'disable', nowMs: number): Promise<void> {
  const set =
    how === 'disable'
      ? `disabled_at = ${at('$2')}`
      : `ends_at = ${at('$2')}, starts_at = case when starts_at < ${at('$2')} then starts_at end`
  await tx.query(`update shop_promos set ${set}, revision = revision + 1 where id = $1`, [id, nowMs])
}

interface UseRow {
  order_id: string
  code: string
  user_id: number
  nickname: string
  used_at: Date
  sku: string
  currency: PromoUse['currency']
  amount: number
  promo_amount: number
  status: PromoUse['status']
  place: number
}
const USES = `
select b.order_id, p.code, u.user_id, n.nickname, u.used_at, b.sku, b.currency, b.amount, b.promo_amount, b.status,
  b.id as place
from shop_promo_uses u join shop_promos p on p.id = u.promo_id join shop_purchases b on b.id = u.purchase_id
  join users n on n.id = u.user_id`
const toUse = (row: UseRow): PromoUse => ({
  id: row.order_id,
  code: row.code,
  userId: row.user_id,
  nickname: row.nickname,
  usedAt: row.used_at.toISOString(),
  sku: row.sku,
  currency: row.currency,
  amount: row.amount,
  off: row.promo_amount,
  status: row.status,
})

/** Of one code, or of all that were made together. */
export type UsesOf = { readonly promoId?: number | undefined; readonly batchId?: string | undefined }
const USES_OF = '($1::bigint is null or u.promo_id = $1) and ($2::uuid is null or p.batch_id = $2)'

/** A page of the uses of a code or a batch, and how many there are. */
export async function findPromoUses(
  via: Queryable,
  { promoId, batchId }: UsesOf,
  page: { readonly page: number; readonly perPage: number; readonly ascending: boolean },
): Promise<{ uses: PromoUse[]; total: number }> {
  const { rows } = await via.query<UseRow & Record<string, unknown>>(
    `${USES} where ${USES_OF} order by u.used_at ${page.ascending ? 'asc' : 'desc'}, b.id offset $3 limit $4`,
    [promoId ?? null, batchId ?? null, (page.page - 1) * page.perPage, page.perPage],
  )
  const counted = await via.query<{ total: number }>(
    `select count(*) as total from shop_promo_uses u join shop_promos p on p.id = u.promo_id where ${USES_OF}`,
    [promoId ?? null, batchId ?? null],
  )
  return { uses: rows.map(toUse), total: counted.rows[0]?.total ?? 0 }
}

/** Every use of a code or of a batch, oldest purchase first, read in chunks. */
export async function* eachPromoUse(via: Queryable, { promoId, batchId }: UsesOf): AsyncIterable<PromoUse> {
  for (let after = 0; ; ) {
    const { rows } = await via.query<UseRow & Record<string, unknown>>(
      `${USES} where ${USES_OF} and b.id > $3 order by b.id limit ${CHUNK}`,
      [promoId ?? null, batchId ?? null, after],
    )
    yield* rows.map(toUse)
    const last = rows.at(-1)
    if (last === undefined || rows.length < CHUNK) return
    after = last.place
  }
}
