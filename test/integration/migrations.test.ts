import { describe, expect, test } from 'vitest'
import { migrateDown, migrateUp, migrationFolders } from '../../server/src/platform/postgres/migrate.ts'
import { freshDatabase } from '../support/databases.ts'
import { ownerOf } from '../support/sql.ts'

/** Everything the schema of a database consists of, as text that can be compared. */
async function schemaOf(databaseUrl: string): Promise<Record<string, unknown[]>> {
  const { sql, pool } = ownerOf(databaseUrl)
  const parts = {
    // Columns by their place: a number is never used again once its column was taken away.
    columns: `select c.relname, c.relkind, c.relpersistence, c.reloptions, c.relacl::text,
        row_number() over (partition by c.oid order by a.attnum) as place, a.attname,
        format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid) as def
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace order by 1, 6`,
    constraints: `select conrelid::regclass::text as tab, conname, pg_get_constraintdef(oid) as def from pg_constraint
      where connamespace = 'public'::regnamespace order by 1, 2`,
    indexes: `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
    triggers: `select tgrelid::regclass::text as tab, tgname, pg_get_triggerdef(oid) as def, tgenabled from pg_trigger
      where not tgisinternal order by 1, 2`,
    functions: `select proname, pg_get_functiondef(oid) as def, proacl::text from pg_proc
      where pronamespace = 'public'::regnamespace order by 1`,
    types: `select typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') order by 1`,
    namespace: `select nspacl::text from pg_namespace where nspname = 'public'`,
  }
  const schema: Record<string, unknown[]> = {}
  // Partitions are those of the days around that on which they were made.
  const ofADay = (row: object) => /_\d{8}/.test(JSON.stringify(row))
  for (const [name, query] of Object.entries(parts)) schema[name] = (await sql(query)).filter((row) => !ofADay(row))
  await pool.end()
  return schema
}

async function ranIn(databaseUrl: string): Promise<string[]> {
  const { sql, pool } = ownerOf(databaseUrl)
  const rows = await sql<{ name: string }>('select name from schema_migrations order by id')
  await pool.end()
  return rows.map(({ name }) => name)
}

const COUNT = migrationFolders().length

/** A database with nothing in it but the runner's own table. */
async function emptied(): Promise<string> {
  const databaseUrl = await freshDatabase()
  await migrateDown(databaseUrl, COUNT)
  return databaseUrl
}

describe('migrations', () => {
  test('leave nothing behind when all are taken back', async () => {
    const { columns, functions, triggers, types } = await schemaOf(await emptied())
    const tables = (columns as { relname: string; relkind: string }[]).filter(({ relkind }) => relkind === 'r')
    expect(new Set(tables.map(({ relname }) => relname))).toEqual(new Set(['schema_migrations']))
    expect([functions, triggers, types]).toEqual([[], [], []])
  })

  test('taken back and run again give the same schema', async () => {
    const databaseUrl = await freshDatabase()
    const before = await schemaOf(databaseUrl)
    await migrateDown(databaseUrl, COUNT)
    expect(await migrateUp(databaseUrl)).toHaveLength(COUNT)
    expect(await schemaOf(databaseUrl)).toEqual(before)
  })

  test('can be taken back one at a time and run again from there', async () => {
    const databaseUrl = await freshDatabase()
    const before = await schemaOf(databaseUrl)
    for (let steps = 1; steps < COUNT; steps++) {
      await migrateDown(databaseUrl, steps)
      expect(await migrateUp(databaseUrl)).toHaveLength(steps)
    }
    expect(await schemaOf(databaseUrl)).toEqual(before)
    // Its steps grow with the square of the migrations.
  }, 400_000)

  test('run once each, however many processes start at once', async () => {
    const databaseUrl = await emptied()
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrateUp(databaseUrl)))
    expect(runs.flat()).toHaveLength(COUNT)
    expect(runs.filter((ran) => ran.length === COUNT)).toHaveLength(1)
    expect(await ranIn(databaseUrl)).toHaveLength(COUNT)
  })

  test('that ran are not run again, and TypeORM adds nothing of its own', async () => {
    const databaseUrl = await freshDatabase()
    const before = await schemaOf(databaseUrl)
    expect(await migrateUp(databaseUrl)).toEqual([])
    expect(await schemaOf(databaseUrl)).toEqual(before)
    expect(await ranIn(databaseUrl)).toEqual(
      migrationFolders().map((folder) => expect.stringMatching(new RegExp(`^${folder.slice(5)}17\\d{11}$`))),
    )
  })

  test('audit entries of the club itself do not stand in the way back', async () => {
    const databaseUrl = await freshDatabase()
    const { sql, pool } = ownerOf(databaseUrl)
    await sql(
      `insert into admin_audit_logs (admin_site_id, action, target_type, target_id, address, request_id, occurred_at)
       values ('system', 'odds-tables.stop', 'odds-table', 'slot-1', 'system', 'drift-watch', now())`,
    )
    const sinceAudit = COUNT - migrationFolders().indexOf('0010_drift_audit')
    await migrateDown(databaseUrl, sinceAudit)
    expect(await sql('select 1 from admin_audit_logs')).toEqual([])
    expect(await migrateUp(databaseUrl)).toHaveLength(sinceAudit)
    await pool.end()
  })

  test.each([
    [
      '0067_streak_terms',
      'terms of streaks were published',
      [
        `insert into streak_terms (version, status, body, changed_at, published_at)
         select 2, 'published', body, now(), now() from streak_terms`,
      ],
    ],
    [
      '0068_merged_rewards',
      'moved rewards of invited players or given them up',
      [
        `insert into users (site_id, nickname, password_hash, created_at)
         select 'player-' || n, 'Player ' || n, '', now() from generate_series(1, 2) n`,
        `insert into friend_invitations (user_id, inviter_id, invited_at, terms_version, inviter_coins, friend_coins,
           proven_email, active_days, until, status)
         select max(id), min(id), now(), 1, 0, 0, false, 0, now() + interval '1 day', 'UNPAID' from users`,
        'update friend_invitations set friend_id = null',
      ],
    ],
  ])('%s is not taken back where something would be lost', async (folder, why, statements) => {
    const databaseUrl = await freshDatabase()
    const { sql, pool } = ownerOf(databaseUrl)
    await migrateDown(databaseUrl, COUNT - migrationFolders().indexOf(folder) - 1)
    for (const statement of statements) await sql(statement)
    const before = await schemaOf(databaseUrl)
    await expect(migrateDown(databaseUrl, 1)).rejects.toThrow(why)
    expect(await schemaOf(databaseUrl)).toEqual(before)
    await pool.end()
  })

  test('0073_segment_entries taken back leaves every coming as a move', async () => {
    const databaseUrl = await freshDatabase()
    const { sql, pool } = ownerOf(databaseUrl)
    await sql(
      `insert into player_segments (user_id, dimension, segment, since, version, overridden, entered)
       values (1, 'value', 'LOW', now(), 3, false, true), (2, 'value', 'HIGH', now(), 3, true, true), (3, 'value', 'LOW', now(), 3, false, false)`,
    )
    const columns = 'user_id, dimension, from_segment, to_segment, moved_at, cause, version'
    const before = await sql(`select ${columns} from segment_history order by user_id`)
    await migrateDown(databaseUrl, COUNT - migrationFolders().indexOf('0073_segment_entries'))
    expect(await sql(`select ${columns} from segment_moves order by user_id`)).toEqual(before)
    expect(before).toMatchObject([
      { cause: 'rules', version: 3 },
      { cause: 'override', to_segment: 'HIGH' },
    ])
    await pool.end()
  })

  test('0074_notification_events has days for what the version before tells of vaults', async () => {
    const { sql, pool } = ownerOf(await freshDatabase())
    await sql(
      `insert into notification_events (day, user_id, occurred_at, type, schema_version, payload)
       values ((now() at time zone 'UTC')::date, 1, now(), 'notification.withdrawn', 1, '{"notificationId":1}')`,
    )
    expect(await sql('select from notification_events_default')).toEqual([])
    await pool.end()
  })

  test('a migration that fails leaves what it began undone', async () => {
    const databaseUrl = await freshDatabase()
    const { sql, pool } = ownerOf(databaseUrl)
    const tables = async () =>
      (
        await sql<{ name: string }>(
          `select relname as name from pg_class
           where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
        )
      ).map(({ name }) => name)
    const all = await tables()
    let [undone, made]: [number, string | undefined] = [0, undefined]
    while (made === undefined) {
      await migrateDown(databaseUrl, 1)
      undone++
      const left = await tables()
      made = all.find((name) => !left.includes(name))
    }
    await sql(`create table ${made} (in_the_way integer)`)
    const before = await schemaOf(databaseUrl)
    await expect(migrateUp(databaseUrl)).rejects.toThrow(made)
    expect(await schemaOf(databaseUrl)).toEqual(before)
    await sql(`drop table ${made}`)
    expect(await migrateUp(databaseUrl)).toHaveLength(undone)
    await pool.end()
  })
})
