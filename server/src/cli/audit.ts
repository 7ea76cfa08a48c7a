import { bookChecks } from '../app/book-checks.ts'
import { auditBooks } from '../books/index.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

/** `npm run audit`: proves the whole database, or names the first bad row and exits 1. `--json` for machines. */
async function audit(args: readonly string[]): Promise<number> {
  return withDatabase(async (pool) => {
    const progress = (events: number) => process.stderr.write(`\r${events} events`)
    const report = await auditBooks(pool, await bookChecks(pool), process.stderr.isTTY ? progress : undefined)
    if (args.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ clean: report.bad === undefined, ...report })}\n`)
      return report.bad ? 1 : 0
    }
    const { players, events, lines, plays, accounts, bad } = report
    process.stdout.write(`${players} players, ${events} events, ${lines} ledger lines, ${plays} plays\n`)
    for (const { account, currency, balance } of accounts) {
      process.stdout.write(`  ${account.padEnd(20)} ${currency.padEnd(8)} ${balance.padStart(20)}\n`)
    }
    process.stdout.write(bad ? `BAD: ${bad.where}: ${bad.why}\n` : 'Every row follows from those before it.\n')
    return bad ? 1 : 0
  })
}

runCommand(audit)
