import { Client, escapeIdentifier } from 'pg'
import { bookChecks } from '../../server/src/app/book-checks.ts'
import { type AuditReport, auditBooks } from '../../server/src/books/index.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { createPool } from '../../server/src/platform/postgres/pool.ts'

/** A copy of a database that nobody is connected to. */
export async function cloneOf(databaseUrl: string, name: string): Promise<string> {
  const source = new URL(databaseUrl)
  const template = source.pathname.slice(1)
  const copy = `${template}_${name}`
  source.pathname = 'postgres'
  const client = new Client({ connectionString: source.href })
  await client.connect()
  try {
    await client.query(`create database ${escapeIdentifier(copy)} template ${escapeIdentifier(template)}`)
  } finally {
    await client.end()
  }
  source.pathname = copy
  return source.href
}

const UNGUARD = `do $$
declare
  found record;
begin
  for found in select conrelid::regclass as tab, conname from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace loop
    execute format('alter table %s drop constraint %I', found.tab, found.conname);
  end loop;
  for found in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I disable trigger user', found.tablename);
  end loop;
end $$`

/** Runs SQL the way an owner of the database would who means ill: with triggers and foreign keys out of the way. */
export async function tamper(databaseUrl: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(UNGUARD)
    const { rowCount } = await client.query(statement, values)
    if (rowCount !== 1) throw new Error(`the edit met ${rowCount} rows`)
  } finally {
    await client.end()
  }
}

/** What the audit of a database says. */
export async function auditOf(databaseUrl: string): Promise<AuditReport> {
  const pool = createPool({ databaseUrl, max: 2, log: createLog('silent'), name: 'casino-audit' })
  try {
    return await auditBooks(pool, await bookChecks(pool))
  } finally {
    await pool.end()
  }
}
