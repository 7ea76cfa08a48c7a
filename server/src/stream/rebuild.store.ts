import type { Queryable } from '../platform/postgres/pool.ts'
import type { Cursor } from './stream.store.ts'

/** A table of a read model, as far as it follows from events. */
export interface RebuiltTable {
  readonly name: string
  readonly key: readonly string[]
  /** What follows from events; each with what it is where no event says anything, if rows may be there for other reasons. */
  readonly columns: readonly string[]
  readonly blank?: readonly string[]
  /** Of a row with nothing but blanks: whether anything else keeps it (SQL). */
  readonly keptIf?: string
  /** Rows that are not to be made again (SQL on the row `s`). */
  readonly leftOut?: string
}

/** Rows of a table that the one in use lacked, had otherwise, and had too many. */
export interface TableDifference {
  readonly table: string
  readonly missing: number
  readonly different: number
  readonly extra: number
}

/** From here on, until the transaction ends, the tables of read models are those being built. */
export async function buildBeside(tx: Queryable): Promise<void> {
  await tx.query('set local search_path = stream_rebuild, public')
}

/** Empties what was built beside. */
export async function clearBeside(tx: Queryable, tables: readonly RebuiltTable[]): Promise<void> {
  await tx.query(`truncate ${tables.map(({ name }) => `stream_rebuild.${name}`).join(', ')}`)
}

export async function forgetCursor(tx: Queryable, reader: string): Promise<void> {
  await tx.query('delete from stream_cursors where reader = $1', [reader])
}

const list = (names: readonly string[], of = '') => names.map((name) => `${of}${name}`).join(', ')

/**
 * Makes the table in use what was built beside it; only rows that are otherwise are written. Nobody may count into it
 * meanwhile.
 */
export async function replaceTable(tx: Queryable, table: RebuiltTable): Promise<TableDifference> {
  const { name, key, columns, blank, keptIf, leftOut = 'false' } = table
  const sameKey = key.map((column) => `t.${column} = s.${column}`).join(' and ')
  const [live, beside] = [`public.${name}`, `stream_rebuild.${name}`]
  const noted = async (sql: string) => (await tx.query(sql)).rowCount ?? 0
  const gone = `not exists (select from ${beside} s where ${sameKey} and not (${leftOut}))`
  const extra =
    blank === undefined
      ? await noted(`delete from ${live} t where ${gone}`)
      : await noted(`update ${live} t set (${list(columns)}) = row(${blank.join(', ')})
          where (${list(columns, 't.')}) is distinct from (${blank.join(', ')}) and ${gone}`)
  if (keptIf !== undefined) await tx.query(`delete from ${live} t where not (${keptIf}) and ${gone}`)
  const different = await noted(`update ${live} t set (${list(columns)}) = row(${list(columns, 's.')}) from ${beside} s
    where ${sameKey} and not (${leftOut}) and (${list(columns, 't.')}) is distinct from (${list(columns, 's.')})`)
  const missing = await noted(`insert into ${live} (${list([...key, ...columns])})
    select ${list([...key, ...columns], 's.')} from ${beside} s
    where not (${leftOut}) and not exists (select from ${live} t where ${sameKey})
    on conflict (${list(key)}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`)
  return { table: name, missing, different, extra }
}

/** Nothing of players up to a place counts again, by whichever partition it comes, and all after it counts. */
export async function movePlaces(tx: Queryable, consumer: string, { xid, userId, seq }: Cursor): Promise<void> {
  await tx.query(
    `update consumer_places set xid = $2::xid8, user_id = $3::bigint, seq = $4::bigint
     where consumer = $1 and topic <> 'notifications'`,
    [consumer, xid, userId, seq],
  )
}

/** What could not take effect in the read model being built is what is open from here on; what was dropped stays so. */
export async function replaceLetters(tx: Queryable, consumer: string, built: string): Promise<void> {
  await tx.query(
    `delete from stream_dead_letters b using stream_dead_letters d
     where b.consumer = $2 and d.consumer = $1 and d.source = b.source and d.closed_as = 'dropped'`,
    [consumer, built],
  )
  await tx.query(
    `delete from stream_dead_letters d where d.consumer = $1 and d.reason <> 'NO_EVENT' and (d.closed_at is null
       or exists (select from stream_dead_letters b where b.consumer = $2 and b.source = d.source))`,
    [consumer, built],
  )
  await tx.query('update stream_dead_letters set consumer = $1 where consumer = $2', [consumer, built])
}

export async function forgetLetters(tx: Queryable, consumer: string): Promise<void> {
  await tx.query('delete from stream_dead_letters where consumer = $1', [consumer])
}
