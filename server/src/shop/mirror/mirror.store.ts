import type { Queryable } from '../../platform/postgres/pool.ts'
import { hasEnded } from '../purchases/purchase.types.ts'

/** What of a purchase is mirrored. */
export interface MirroredPurchase {
  readonly orderId: string
  readonly userId: number
  readonly sku: string
  readonly idempotencyKey: string
  readonly quantity: number
  readonly createdMs: number
  readonly cardHash: string | null
  /** Milliseconds since it was begun, and until its hold is over; by the database's clock. */
  readonly ageMs: number
  readonly holdMs: number | null
  readonly ended: boolean
}

interface Row {
  log_id: number
  order_id: string
  user_id: number
  sku: string
  idempotency_key: string
  quantity: number
  created_at: Date
  card_hash: Buffer | null
  age_ms: number
  hold_ms: number | null
  status: Parameters<typeof hasEnded>[0]['status']
}

const COLUMNS = `p.order_id, p.user_id, p.sku, p.idempotency_key, p.quantity, p.created_at, p.card_hash, p.status,
  extract(epoch from clock_timestamp() - p.created_at)::float8 * 1000 as age_ms,
  case when p.hold in ('held', 'committed') then extract(epoch from p.hold_until - clock_timestamp())::float8 * 1000 end
    as hold_ms`

const toMirrored = (row: Row): MirroredPurchase => ({
  orderId: row.order_id,
  userId: row.user_id,
  sku: row.sku,
  idempotencyKey: row.idempotency_key,
  quantity: row.quantity,
  createdMs: row.created_at.getTime(),
  cardHash: row.card_hash?.toString('hex') ?? null,
  ageMs: row.age_ms,
  holdMs: row.hold_ms,
  ended: hasEnded(row),
})

/** Where the time line of all purchases ends now. */
export async function lastLogId(via: Queryable): Promise<number> {
  const { rows } = await via.query<{ last: number }>(
    'select coalesce(max(id), 0)::bigint as last from shop_purchase_log',
  )
  return rows[0]?.last ?? 0
}

/** Purchases that something happened to after this entry of the time line, each once, and the last of those entries. */
export async function findChanged(
  via: Queryable,
  afterLogId: number,
  limit: number,
): Promise<{ purchases: MirroredPurchase[]; lastLogId: number }> {
  const { rows } = await via.query<Row & Record<string, unknown>>({
    name: 'shop-mirror-changed',
    text: `select l.id as log_id, ${COLUMNS} from (
        select max(id) as id, purchase_id from (
          select id, purchase_id from shop_purchase_log where id > $1 order by id limit $2) page
        group by purchase_id) l
      join shop_purchases p on p.id = l.purchase_id order by l.id`,
    values: [afterLogId, limit],
  })
  return { purchases: rows.map(toMirrored), lastLogId: rows.at(-1)?.log_id ?? afterLogId }
}

/** Purchases that are under way, however old they are. */
async function findUnderWay(via: Queryable): Promise<MirroredPurchase[]> {
  const { rows } = await via.query<Row & Record<string, unknown>>(
    `select 0::bigint as log_id, ${COLUMNS} from shop_purchases p where p.check_at is not null`,
  )
  return rows.map(toMirrored)
}

/** Purchases that are under way, and then those of the last so many seconds, so many at a time. */
export async function* findRecent(
  via: Queryable,
  seconds: number,
  limit: number,
): AsyncGenerator<readonly MirroredPurchase[]> {
  yield await findUnderWay(via)
  // As text, which keeps the microseconds.
  let after: { readonly at: string | null; readonly id: number } = { at: null, id: 0 }
  for (;;) {
    const { rows } = await via.query<Row & { id: number; at: string } & Record<string, unknown>>({
      name: 'shop-mirror-recent',
      text: `select p.id, p.created_at::text as at, 0::bigint as log_id, ${COLUMNS} from shop_purchases p
        where p.created_at >= coalesce($1::timestamptz, clock_timestamp() - make_interval(secs => $2))
          and ($1 is null or (p.created_at, p.id) > ($1::timestamptz, $3::bigint))
        order by p.created_at, p.id limit $4`,
      values: [after.at, seconds, after.id, limit],
    })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(toMirrored)
    after = last
  }
}

/** Gems that a player has in purchases under way: neither granted yet nor given up. */
export interface PendingGems {
  readonly userId: number
  readonly gems: number
}

/** What is still to come to each of these players; 0 for who waits for nothing. */
export async function findPendingGems(via: Queryable, userIds: readonly number[]): Promise<PendingGems[]> {
  if (userIds.length === 0) return []
  const { rows } = await via.query<{ user_id: number; gems: number }>({
    name: 'shop-mirror-gems',
    text: `select u.id as user_id, coalesce(sum(p.quantity * (r.reward ->> 'amount')::bigint), 0)::bigint as gems
      from unnest($1::bigint[]) as u(id)
      left join (shop_purchases p
        join shop_product_versions v on v.sku = p.sku and v.version = p.version
        cross join lateral json_array_elements(v.body -> 'contents') as r(reward))
        on p.user_id = u.id and p.status in ('authorizing', 'pending', 'capturing', 'captured') and r.reward ->> 'type' = 'GEM'
      group by u.id`,
    values: [userIds],
  })
  return rows.map(({ user_id: userId, gems }) => ({ userId, gems }))
}

/** The units left for each product with a stock; of these products only, where they are given. */
export async function findLeft(
  via: Queryable,
  skus: readonly string[] | null,
): Promise<{ sku: string; left: number }[]> {
  const { rows } = await via.query<{ sku: string; left: number }>(
    `select v.sku, s.total - s.taken as left
     from shop_product_versions v join shop_stocks s on s.id = v.body ->> 'stock'
     where v.status = 'published' and (v.effective_at, v.version) = (
       select x.effective_at, x.version from shop_product_versions x
       where x.sku = v.sku and x.status = 'published' and x.effective_at <= clock_timestamp()
       order by x.effective_at desc, x.version desc limit 1)
       and ($1::text[] is null or s.id in (
         select y.body ->> 'stock' from shop_product_versions y where y.sku = any($1)))`,
    [skus],
  )
  return rows
}
