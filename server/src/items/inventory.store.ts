import type { Queryable } from '../platform/postgres/pool.ts'
import type { EventPosition } from '../player/index.ts'

/** A stock that ends, or has ended. */
export interface Lot {
  readonly item: string
  readonly quantity: number
  readonly expiresAtMs: number
}

const TAKE_SQL = `
with lots as (
  select expires_at, quantity,
    coalesce(sum(quantity) over (order by expires_at rows between unbounded preceding and 1 preceding), 0) as before
  from inventory
  where user_id = $1 and item = $2 and quantity > 0 and expires_at > to_timestamp($4::bigint / 1000.0)
), taken as (
  update inventory stock
  set quantity = stock.quantity - least(lots.quantity, $3 - lots.before), updated_at = to_timestamp($4::bigint / 1000.0)
  from lots
  where stock.user_id = $1 and stock.item = $2 and stock.expires_at = lots.expires_at and lots.before < $3
  returning stock.expires_at, least(lots.quantity, $3 - lots.before) as quantity
)
insert into inventory_entries (user_id, seq, item, expires_at, quantity, command_id, occurred_at)
select $1, $5, $2, expires_at, -quantity, $6, to_timestamp($4::bigint / 1000.0) from taken
returning quantity`

/**
 * Takes so many of an item out of what a player has, the soonest to end first; gives how many there were to take. The
 * player's row must be locked by this transaction, as that of his event is.
 */
export async function takeFromStock(
  tx: Queryable,
  { userId, seq, occurredAtMs, commandId }: EventPosition,
  item: string,
  quantity: number,
): Promise<number> {
  const values = [userId, item, quantity, occurredAtMs, seq, commandId]
  const { rows } = await tx.query<{ quantity: number }>(TAKE_SQL, values)
  return rows.reduce((sum, row) => sum - row.quantity, 0)
}

/** How many of an item a player has that have not ended. */
export async function countInStock(via: Queryable, userId: number, item: string, nowMs: number): Promise<number> {
  const { rows } = await via.query<{ quantity: number }>({
    name: 'stock-count',
    text: `select coalesce(sum(quantity), 0)::bigint as quantity from inventory
      where user_id = $1 and item = $2 and expires_at > to_timestamp($3::bigint / 1000.0)`,
    values: [userId, item, nowMs],
  })
  return rows[0]?.quantity ?? 0
}

const EXPIRE_SQL = `
with ended as (
  delete from inventory stock
  using unnest($2::text[], $3::bigint[], $4::bigint[]) as lot(item, quantity, expires_ms)
  where stock.user_id = $1 and stock.item = lot.item and stock.quantity = lot.quantity
    and stock.expires_at = to_timestamp(lot.expires_ms / 1000.0)
  returning stock.item, stock.expires_at, stock.quantity
)
insert into inventory_entries (user_id, seq, item, expires_at, quantity, command_id, occurred_at)
select $1, $5, item, expires_at, -quantity, $6, to_timestamp($7::bigint / 1000.0) from ended`

/** Takes whole stocks out that have ended; gives how many of them still were what they are said to be. */
export async function expireLots(
  tx: Queryable,
  { userId, seq, occurredAtMs, commandId }: EventPosition,
  lots: readonly Lot[],
): Promise<number> {
  const { rowCount } = await tx.query(EXPIRE_SQL, [
    userId,
    lots.map(({ item }) => item),
    lots.map(({ quantity }) => quantity),
    lots.map(({ expiresAtMs }) => expiresAtMs),
    seq,
    commandId,
    occurredAtMs,
  ])
  return rowCount ?? 0
}

const ENDED_SQL = `
select user_id, json_agg(json_build_object('item', item, 'quantity', quantity,
  'expiresAtMs', round(extract(epoch from expires_at) * 1000)) order by item, expires_at) as lots
from inventory
where expires_at <= to_timestamp($1::bigint / 1000.0) and expires_at < 'infinity' and quantity > 0 and user_id > $2
group by user_id order by user_id limit $3`

/** Players after this one of whose stocks some have ended, and those stocks. */
export async function findEndedLots(
  via: Queryable,
  { nowMs, after, limit }: { nowMs: number; after: number; limit: number },
): Promise<{ userId: number; lots: Lot[] }[]> {
  const { rows } = await via.query<{ user_id: number; lots: Lot[] }>(ENDED_SQL, [nowMs, after, limit])
  return rows.map(({ user_id, lots }) => ({ userId: user_id, lots }))
}

/** Forgets stocks that were used up before they ended. */
export async function forgetEmptyLots(via: Queryable, nowMs: number): Promise<void> {
  await via.query(
    `delete from inventory where expires_at <= to_timestamp($1::bigint / 1000.0) and expires_at < 'infinity'
     and quantity = 0`,
    [nowMs],
  )
}

/** A stock as it stands, also one that never ends. */
export interface Stock {
  readonly item: string
  readonly quantity: number
  /** Null: never. */
  readonly expiresAtMs: number | null
}

const TAKE_ALL_SQL = `
with gone as (
  delete from inventory where user_id = $1 returning item, expires_at, quantity
), entered as (
  insert into inventory_entries (user_id, seq, item, expires_at, quantity, command_id, occurred_at)
  select $1, $2, item, expires_at, -quantity, $3, to_timestamp($4::bigint / 1000.0) from gone where quantity > 0
  returning item, expires_at, quantity
)
select item, -quantity as quantity,
  case when expires_at < 'infinity' then round(extract(epoch from expires_at) * 1000)::bigint end as "expiresAtMs"
from entered order by item collate "C", expires_at`

/** Takes everything a player has, stock by stock; his row must be locked by this transaction. */
export async function takeEverything(
  tx: Queryable,
  { userId, seq, occurredAtMs, commandId }: EventPosition,
): Promise<Stock[]> {
  const { rows } = await tx.query<Stock & Record<string, unknown>>(TAKE_ALL_SQL, [userId, seq, commandId, occurredAtMs])
  return rows
}
