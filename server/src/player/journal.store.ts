import { bytesArray, plainArray, textArray } from '../platform/postgres/arrays.ts'
import { inTransaction, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'
import type { JournalEntry, JournalStore } from './journal.ts'
import { COMMIT_SQL } from './journal-sql.ts'

/** Class 22 is bad data, class 23 a constraint, 42501 a right we do not have: trying again changes nothing. */
const DATA_ERROR = /^(22|23|42)/

/** Parameters of COMMIT_SQL: one array a column, so that any number of entries is one prepared statement. */
function columns(entries: readonly JournalEntry[]): string[] {
  const lines = entries.flatMap((entry) => entry.lines)
  const owners = entries.flatMap((entry) => entry.lines.map(() => entry.userId))
  return [
    plainArray(entries.map((entry) => entry.userId)),
    plainArray(entries.map((entry) => entry.version)),
    plainArray(entries.map((entry) => entry.balances.coins)),
    plainArray(entries.map((entry) => entry.balances.gems)),
    plainArray(entries.map((entry) => entry.balances.tickets)),
    plainArray(entries.map((entry) => entry.nonce)),
    textArray(entries.map((entry) => JSON.stringify(entry.state))),
    bytesArray(entries.map((entry) => entry.ledgerHash)),
    plainArray(entries.map((entry) => entry.occurredAtMs)),
    textArray(entries.map((entry) => entry.type)),
    plainArray(entries.map((entry) => entry.schemaVersion)),
    plainArray(entries.map((entry) => entry.commandId)),
    bytesArray(entries.map((entry) => entry.requestHash)),
    plainArray(entries.map((entry) => entry.play?.game ?? null)),
    plainArray(entries.map((entry) => entry.play?.tableVersion ?? null)),
    plainArray(entries.map((entry) => entry.play?.bet ?? null)),
    plainArray(entries.map((entry) => entry.play?.win ?? null)),
    textArray(entries.map((entry) => entry.payload)),
    plainArray(owners),
    plainArray(lines.map((line) => line.line)),
    plainArray(lines.map((line) => line.currency)),
    plainArray(lines.map((line) => line.amount)),
    plainArray(lines.map((line) => line.balanceAfter)),
    textArray(lines.map((line) => line.counterAccount)),
    textArray(lines.map((line) => line.reason)),
    bytesArray(lines.map((line) => line.hash)),
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
    isDataError: (error) => DATA_ERROR.test(sqlState(error) ?? ''),
  }
}

/** Writes one entry inside somebody else's transaction, as the opening of an account does. */
export async function commitEntryIn(tx: Queryable, entry: JournalEntry): Promise<boolean> {
  return (await commitEntries(tx, [entry])).size === 0
}
