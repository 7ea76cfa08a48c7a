import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres, startEmbeddedRedis } from '../server/src/platform/embedded/index.ts'
import { migrateUp } from '../server/src/platform/postgres/migrate.ts'
import { startMockKafka } from './support/kafka.ts'
import { findMissingParts } from './support/parts.ts'
import { freePort } from './support/ports.ts'
import type { Provided } from './support/provided.ts'

type Undo = () => void | Promise<void>

/**
 * One Postgres, one Redis and one Kafka for the whole run: given by TEST_DATABASE_URL, REDIS_URL and KAFKA_BROKERS, else
 * started in a temporary folder. Answers how to take it all away again.
 */
export default async function setup(project: TestProject): Promise<Undo> {
  const undo: Undo[] = []
  const takeAway = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  const missing = await findMissingParts()
  const unitOnly = project.vitest.projects.every(({ name }) => name === 'unit')
  try {
    const provided: Provided = unitOnly ? { ...NOTHING, missing } : { ...(await startServices(undo)), missing }
    for (const [key, value] of Object.entries(provided)) project.provide(key as keyof Provided, value)
  } catch (error) {
    await takeAway()
    throw error
  }
  return takeAway
}

const NOTHING = { databaseUrl: null, templateDatabase: null, redisUrl: null, kafkaBrokers: null, kafkaIsMock: false }

async function startServices(undo: Undo[]): Promise<Omit<Provided, 'missing'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'casino-test-'))
  chmodSync(dataDir, 0o711)
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const databaseUrl = process.env.TEST_DATABASE_URL || (await ownPostgres(dataDir, undo))
  return {
    databaseUrl,
    templateDatabase: await makeTemplate(databaseUrl, undo),
    redisUrl: process.env.REDIS_URL || (await ownRedis(dataDir, undo)),
    ...(await findKafka(undo)),
  }
}

// A club opens some thirty connections, and several are open at once. The data is gone with the run: it outlives a killed
// process as it is, and nobody cuts the power.
const FOR_TESTS = { max_connections: 300, fsync: 'off', full_page_writes: 'off' }

async function ownPostgres(dataDir: string, undo: Undo[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
    log: () => {},
    settings: FOR_TESTS,
  })
  undo.push(postgres.stop)
  return postgres.url
}

async function ownRedis(dataDir: string, undo: Undo[]): Promise<string> {
  const redis = await startEmbeddedRedis({ dataDir, port: await freePort(), log: console.log })
  undo.push(redis.stop)
  return redis.url
}

async function makeTemplate(databaseUrl: string, undo: Undo[]): Promise<string> {
  const run = `casino_test_${randomBytes(4).toString('hex')}`
  const template = `${run}_template`
  await execute(databaseUrl, [`CREATE DATABASE ${template}`])
  undo.push(() => dropAll(databaseUrl, run))
  const url = new URL(databaseUrl)
  url.pathname = template
  await migrateUp(url.href)
  return template
}

/** Drops what the run made, be it left over by a test file that was killed. */
async function dropAll(databaseUrl: string, run: string): Promise<void> {
  const names = await execute(databaseUrl, [`SELECT datname FROM pg_database WHERE starts_with(datname, '${run}_')`])
  const drops = names.map(({ datname }) => `DROP DATABASE IF EXISTS ${escapeIdentifier(datname)} WITH (FORCE)`)
  await execute(databaseUrl, drops)
}

async function execute(url: string, statements: string[]): Promise<{ datname: string }[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: { datname: string }[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

async function findKafka(undo: Undo[]): Promise<{ kafkaBrokers: string[] | null; kafkaIsMock: boolean }> {
  const given = process.env.KAFKA_BROKERS
  if (given) return { kafkaBrokers: given.split(','), kafkaIsMock: false }
  if ((await findMissingParts()).kafka !== null) return { kafkaBrokers: null, kafkaIsMock: false }
  const mock = await startMockKafka()
  undo.push(mock.stop)
  return { kafkaBrokers: mock.brokers, kafkaIsMock: true }
}
