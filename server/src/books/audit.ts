import { inTransaction, type Pool, type Queryable } from '../platform/postgres/pool.ts'
import { findBadRestrictions } from '../safe-play/index.ts'
import { proveAuditChain } from './audit-chain.store.ts'
import {
  findBadItem,
  findBadStake,
  findOrphanCommand,
  readBooks,
  readPlayerTotals,
  trialBalance,
} from './books.store.ts'
import { type BadRow, BookCheck, type BookChecks } from './check-books.ts'
import { findBadMerge } from './merge-checks.store.ts'
import { findBadTutorial } from './tutorial-checks.store.ts'

/** What the audit asks of those who know. */
export interface AuditChecks extends BookChecks {
  /** Each gives the first row of a slice that contradicts its events. */
  readonly rows: readonly ((tx: Queryable) => Promise<BadRow | undefined>)[]
}

export interface AuditReport {
  readonly players: number
  readonly events: number
  readonly lines: number
  readonly plays: number
  readonly accounts: { account: string; currency: string; balance: string }[]
  /** The first row that does not fit; undefined when the whole database is proved. */
  readonly bad: BadRow | undefined
}

/**
 * Proves the books from the first event to the last in one snapshot, while the club plays on: no event missing, every
 * command answered once, every balance and every hash following from the rows before, every play from its seeds, both
 * sides of every merge, every purchase with its grant and its refunds, and every entry of the admins' log from the one before.
 */
export async function auditBooks(
  pool: Pool,
  checks: AuditChecks,
  progress: (events: number) => void = () => undefined,
): Promise<AuditReport> {
  return inTransaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    await tx.query('set local statement_timeout = 0')
    const players = await readPlayerTotals(tx)
    const check = new BookCheck(players, checks)
    let bad: BadRow | undefined
    for await (const row of readBooks(tx)) {
      bad = check.take(row)
      if (bad) break
      if (check.lines % 100_000 === 0) progress(check.events)
    }
    bad ??= check.finish()
    const orphan = bad ? undefined : await findOrphanCommand(tx)
    if (orphan) bad = { where: `player_commands user ${orphan.user_id} ${orphan.command_id}`, why: 'it has no event' }
    bad ??= await findBadItem(tx)
    bad ??= await findBadStake(tx)
    bad ??= await findBadRestrictions(tx)
    bad ??= await findBadMerge(tx)
    for (const find of checks.rows) bad ??= await find(tx)
    bad ??= await findBadTutorial(tx)
    const { bad: link } = bad ? { bad: null } : await proveAuditChain(tx)
    if (link) bad = { where: `admin_audit_logs ${link.logId}`, why: link.why }
    const accounts = await trialBalance(tx)
    bad ??= unbalanced(accounts)
    const { events, lines, plays } = check
    return { players: players.size, events, lines, plays, accounts, bad }
  })
}

/** Player and house accounts of each currency must cancel out. */
function unbalanced(accounts: AuditReport['accounts']): BadRow | undefined {
  const sums = new Map<string, bigint>()
  for (const { currency, balance } of accounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(balance))
  for (const [currency, sum] of sums) {
    if (sum !== 0n) return { where: `ledger_entries in ${currency}`, why: `its accounts come to ${sum}, not 0` }
  }
  return undefined
}
