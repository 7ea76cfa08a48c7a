import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { afterAll, inject } from 'vitest'
import './provided.ts'
import { eventually } from './eventually.ts'

const made: string[] = []

// Test files are isolated, so this runs once for every file that asks for a database.
afterAll(async () => {
  for (const name of made.splice(0)) await drop(name)
})

/** Nobody but a superuser may end a worker of autovacuum; it leaves by itself soon after. */
function drop(name: string): Promise<void> {
  return eventually(() => asMaker(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`))
}

/** The URL of a new database with all migrations and nothing else in it; it is dropped when the test file is over. */
export async function freshDatabase(): Promise<string> {
  const template = inject('templateDatabase') ?? ''
  const name = `${template.replace(/_template$/, '')}_${randomBytes(6).toString('hex')}`
  await asMaker(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`)
  made.push(name)
  const url = new URL(makerUrl())
  url.pathname = name
  return url.href
}

function makerUrl(): string {
  const url = inject('databaseUrl')
  if (url === null) throw new Error('no Postgres in this run: only integration and browser tests have one')
  return url
}

async function asMaker(statement: string): Promise<void> {
  const client = new Client({ connectionString: makerUrl() })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
