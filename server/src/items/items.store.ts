import type { ITEM_SORTS, Item, ItemFields, ItemKind, Rarity, UseEffect } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** An item with when it came and was last changed. */
export interface StoredItem extends Item {
  readonly createdAt: Date
  readonly updatedAt: Date
}

interface ItemRow {
  id: string
  kind: ItemKind
  name_en: string
  name_ko: string
  description_en: string
  description_ko: string
  rarity: Rarity | null
  image: string | null
  expires_after_days: number | null
  use_effect: UseEffect | null
  active: boolean
  version: number
  created_at: Date
  updated_at: Date
}

const toItem = (row: ItemRow): StoredItem => ({
  id: row.id,
  kind: row.kind,
  name: { en: row.name_en, ko: row.name_ko },
  description: { en: row.description_en, ko: row.description_ko },
  rarity: row.rarity,
  image: row.image,
  expiresAfterDays: row.expires_after_days,
  useEffect: row.use_effect,
  active: row.active,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const valuesOf = (id: string, item: ItemFields, nowMs: number): unknown[] => [
  id,
  item.kind,
  item.name.en,
  item.name.ko,
  item.description.en,
  item.description.ko,
  item.rarity,
  item.image,
  item.expiresAfterDays,
  item.useEffect === null ? null : JSON.stringify(item.useEffect),
  item.active,
  new Date(nowMs),
]

const INSERT_SQL = `
insert into items (id, kind, name_en, name_ko, description_en, description_ko, rarity, image, expires_after_days,
  use_effect, active, version, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $12)
on conflict do nothing returning *`

const UPDATE_SQL = `
update items
set kind = $2, name_en = $3, name_ko = $4, description_en = $5, description_ko = $6, rarity = $7, image = $8,
  expires_after_days = $9, use_effect = $10, active = $11, version = version + 1, updated_at = $12
where id = $1 returning *`

export async function listItems(via: Queryable): Promise<StoredItem[]> {
  const { rows } = await via.query<ItemRow>('select * from items order by id')
  return rows.map(toItem)
}

/** With `for update` nobody else changes it until the transaction ends. */
export async function findItem(
  via: Queryable,
  id: string,
  lock: '' | 'for update' = '',
): Promise<StoredItem | undefined> {
  const { rows } = await via.query<ItemRow>(`select * from items where id = $1 ${lock}`, [id])
  return rows[0] && toItem(rows[0])
}

/** Undefined: there is one of this id already. */
export async function insertItem(
  via: Queryable,
  id: string,
  item: ItemFields,
  nowMs: number,
): Promise<StoredItem | undefined> {
  const { rows } = await via.query<ItemRow>(INSERT_SQL, valuesOf(id, item, nowMs))
  return rows[0] && toItem(rows[0])
}

/** The item as it is now; it must be there. */
export async function updateItem(via: Queryable, id: string, item: ItemFields, nowMs: number): Promise<StoredItem> {
  const { rows } = await via.query<ItemRow>(UPDATE_SQL, valuesOf(id, item, nowMs))
  if (rows[0] === undefined) throw new Error(`the item ${id} is gone`)
  return toItem(rows[0])
}

/** Which of these items are active; inside a transaction they stay so until it ends. */
export async function holdActive(via: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await via.query<{ id: string }>(
    'select id from items where id = any($1) and active order by id for share',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

export interface ItemFilter {
  readonly kind?: ItemKind | undefined
  readonly active?: boolean | undefined
  readonly sort: (typeof ITEM_SORTS)[number]
  readonly ascending: boolean
  readonly page: number
  readonly perPage: number
}

const ORDER: Record<ItemFilter['sort'], string> = { id: 'id', kind: 'kind', updatedAt: 'updated_at' }

/** A page of the catalogue, and how many items fit the filter. */
export async function findItemPage(
  via: Queryable,
  filter: ItemFilter,
): Promise<{ items: StoredItem[]; total: number }> {
  const direction = filter.ascending ? 'asc' : 'desc'
  const { rows } = await via.query<ItemRow & { total: number }>(
    `select *, count(*) over () as total from items
     where ($1::text is null or kind = $1) and ($2::boolean is null or active = $2)
     order by ${ORDER[filter.sort]} ${direction}, id ${direction} limit $3 offset $4`,
    [filter.kind ?? null, filter.active ?? null, filter.perPage, (filter.page - 1) * filter.perPage],
  )
  if (rows.length === 0 && filter.page > 1) {
    return { items: [], total: (await findItemPage(via, { ...filter, page: 1, perPage: 1 })).total }
  }
  return { items: rows.map(toItem), total: rows[0]?.total ?? 0 }
}
