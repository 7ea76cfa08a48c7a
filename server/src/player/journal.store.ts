import { inTransaction, type Pool, type Queryable, sqlState } from '../platform/postgres/pool.ts'
import type { JournalEntry, JournalStore } from './journal.ts'
import { COMMIT_SQL } from './journal-sql.ts'

/** Class 22 is bad data, class 23 a constraint, 42501 a right we do not have: trying again changes nothing. */
const DATA_ERROR = /^(22|23|42)/

/** Parameters of COMMIT_SQL: one array a column, so that any number of entries is one prepared statement. */
function columns(entries: readonly JournalEntry[]): unknown[] {
  const lines = entries.flatMap((entry) => entry.lines.map((line) => ({ ...line, userId: entry.userId })))
  return [
    entries.map((entry) => entry.userId),
    entries.map((entry) => entry.version),
    entries.map((entry) => entry.balances.coins),
    entries.map((entry) => entry.balances.gems),
    entries.map((entry) => entry.balances.tickets),
    entries.map((entry) => entry.nonce),
    entries.map((entry) => JSON.stringify(entry.state)),
    entries.map((entry) => `\\x${entry.ledgerHash}`),
    entries.map((entry) => entry.occurredAtMs),
    entries.map((entry) => entry.type),
    entries.map((entry) => entry.schemaVersion),
    entries.map((entry) => entry.commandId),
    entries.map((entry) => `\\x${entry.requestHash}`),
    entries.map((entry) => entry.play?.game ?? null),
    entries.map((entry) => entry.play?.tableVersion ?? null),
    entries.map((entry) => entry.play?.bet ?? null),
    entries.map((entry) => entry.play?.win ?? null),
    entries.map((entry) => entry.payload),
    lines.map((line) => line.userId),
    lines.map((line) => line.line),
    lines.map((line) => line.currency),
    lines.map((line) => line.amount),
    lines.map((line) => line.balanceAfter),
    lines.map((line) => line.counterAccount),
    lines.map((line) => line.reason),
    lines.map((line) => `\\x${line.hash}`),
  ]
}

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
        const took = (await commitEntries(tx, [entry])).has(entry.userId)
        if (took) await persist(tx)
        return took
      }),
    isDataError: (error) => DATA_ERROR.test(sqlState(error) ?? ''),
  }
}

/** Writes one entry inside somebody else's transaction, as the opening of an account does. */
export async function commitEntryIn(tx: Queryable, entry: JournalEntry): Promise<boolean> {
  return (await commitEntries(tx, [entry])).has(entry.userId)
}
