import {
  bigintArray,
  byteaArray,
  integerArray,
  smallintArray,
  textArray,
  uuidArray,
} from '../platform/postgres/arrays.ts'
import { inTransaction, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'
import type { JournalEntry, JournalStore } from './journal.ts'
import { COMMIT_SQL } from './journal-sql.ts'

/** Class 22 is bad data, class 23 a constraint, 42501 a right we do not have: trying again changes nothing. */
const DATA_ERROR = /^(22|23|42)/

/** Parameters of COMMIT_SQL: one array a column, so that any number of entries is one prepared statement. */
function columns(entries: readonly JournalEntry[]): Buffer[] {
  const lines = entries.flatMap((entry) => entry.lines)
  const items = entries.flatMap((entry) => entry.items)
  const owners = entries.flatMap((entry) => entry.lines.map(() => entry.userId))
  return [
    bigintArray(entries.map((entry) => entry.userId)),
    bigintArray(entries.map((entry) => entry.version)),
    bigintArray(entries.map((entry) => entry.balances.coins)),
    bigintArray(entries.map((entry) => entry.balances.gems)),
    bigintArray(entries.map((entry) => entry.balances.tickets)),
    bigintArray(entries.map((entry) => entry.nonce)),
    textArray(entries.map((entry) => JSON.stringify(entry.state))),
    byteaArray(entries.map((entry) => entry.ledgerHash)),
    bigintArray(entries.map((entry) => entry.occurredAtMs)),
    textArray(entries.map((entry) => entry.type)),
    smallintArray(entries.map((entry) => entry.schemaVersion)),
    uuidArray(entries.map((entry) => entry.commandId)),
    byteaArray(entries.map((entry) => entry.requestHash)),
    textArray(entries.map((entry) => entry.play?.game ?? null)),
    integerArray(entries.map((entry) => entry.play?.tableVersion ?? null)),
    bigintArray(entries.map((entry) => entry.play?.bet ?? null)),
    bigintArray(entries.map((entry) => entry.play?.win ?? null)),
    textArray(entries.map((entry) => entry.payload)),
    bigintArray(owners),
    smallintArray(lines.map((line) => line.line)),
    textArray(lines.map((line) => line.currency)),
    bigintArray(lines.map((line) => line.amount)),
    bigintArray(lines.map((line) => line.balanceAfter)),
    textArray(lines.map((line) => line.counterAccount)),
    textArray(lines.map((line) => line.reason)),
    byteaArray(lines.map((line) => line.hash)),
    bigintArray(entries.flatMap((entry) => entry.items.map(() => entry.userId))),
    textArray(items.map(({ item }) => item)),
    integerArray(items.map(({ quantity }) => quantity)),
    bigintArray(items.map(({ expiresAtMs }) => expiresAtMs ?? null)),
  ]
}

/** The user ids whose entries were left out. */
async function commitEntries(via: Queryable, entries: readonly JournalEntry[]): Promise<ReadonlySet<number>> {
  const { rows } = await via.query<{ user_id: number }>({
    name: 'journal-commit',
    text: COMMIT_SQL,
    values: columns(entries),
  })
  return new Set(rows.map((row) => row.user_id))
}

/** Undoes a transaction that not all entries took part in. */
class LeftOut extends Error {}

/** The journal in Postgres. `pool` needs one connection a lane, and one more for entries with rows of their own. */
export function journalStore(pool: Pool): JournalStore {
  return {
    commit: (entries) => commitEntries(pool, entries),
    commitWith: (entry, persist) =>
      inTransaction(pool, async (tx) => {
        const took = (await commitEntries(tx, [entry])).size === 0
        if (took) await persist(tx)
        return took
      }),
    commitTogether: async (entries, persist) => {
      let leftOut: ReadonlySet<number> = new Set()
      try {
        await inTransaction(pool, async (tx) => {
          leftOut = await commitEntries(tx, entries)
          if (leftOut.size > 0) throw new LeftOut()
          await persist(tx)
        })
      } catch (error) {
        if (!(error instanceof LeftOut)) throw error
      }
      return leftOut
    },
    isDataError: (error) => DATA_ERROR.test(sqlState(error) ?? ''),
  }
}

/** Writes one entry inside somebody else's transaction, as the opening of an account does. */
export async function commitEntryIn(tx: Queryable, entry: JournalEntry): Promise<boolean> {
  return (await commitEntries(tx, [entry])).size === 0
}
