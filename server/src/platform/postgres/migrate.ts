import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm'

const MIGRATIONS = join(import.meta.dirname, '../../../../migrations')
/** One writer of the schema at a time, over all processes that share the database. */
const MIGRATION_LOCK = 7_214_001
/** TypeORM reads a migration's order from the 13 digits at the end of its name. */
const FIRST_TIMESTAMP = 1_700_000_000_000

type MigrationClass = new () => MigrationInterface

/** Turns `migrations/0001_name/{up,down}.sql` into what TypeORM's runner takes. */
function migrationOf(folder: string): MigrationClass {
  const [number = '', ...words] = folder.split('_')
  const name = `${words.join('_')}${FIRST_TIMESTAMP + Number(number)}`
  const run = (file: string) => async (runner: QueryRunner) => {
    await runner.query(readFileSync(join(MIGRATIONS, folder, file), 'utf8'))
  }
  return class {
    name = name
    up = run('up.sql')
    down = run('down.sql')
  }
}

/** The migration folders in order. */
export function migrationFolders(): string[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d{4}_[a-z_]+$/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

/** Runs `work` while holding the schema lock on a connection of its own. */
async function underLock<T>(databaseUrl: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const lock = new pg.Client({ connectionString: databaseUrl })
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const source = new DataSource({
      type: 'postgres',
      url: databaseUrl,
      synchronize: false,
      migrationsTableName: 'schema_migrations',
      migrations: migrationFolders().map(migrationOf),
    })
    await source.initialize()
    try {
      return await work(source)
    } finally {
      await source.destroy()
    }
  } finally {
    await lock.end()
  }
}

/** Brings the schema to the newest version, each migration in its own transaction; gives the names of those that ran. */
export async function migrateUp(databaseUrl: string): Promise<string[]> {
  return underLock(databaseUrl, async (source) => {
    const ran = await source.runMigrations({ transaction: 'each' })
    return ran.map((migration) => migration.name)
  })
}

/** Takes back the newest `steps` migrations. */
export async function migrateDown(databaseUrl: string, steps: number): Promise<void> {
  await underLock(databaseUrl, async (source) => {
    for (let step = 0; step < steps; step++) await source.undoLastMigration({ transaction: 'each' })
  })
}
