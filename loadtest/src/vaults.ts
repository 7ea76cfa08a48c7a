import { parseArgs } from 'node:util'
import { JobRunner, Timetable } from '@casino-club/server/src/jobs/index.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { createMetrics } from '@casino-club/server/src/platform/metrics.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { vaultExpiryJob } from '@casino-club/server/src/vaults/index.ts'
import { type Figure, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({
  options: { vaults: { type: 'string', default: '1000000' }, limit: { type: 'string', default: '60' } },
})
const [count, limitSeconds] = [Number(values.vaults), Number(values.limit)]
const DAY_MS = 86_400_000
/** Ten minutes before the batch of the 22nd. */
const MIDNIGHT = Date.UTC(2026, 10, 22)
const STATEMENT_LIMIT = 'set statement_timeout = 0'

/** So many players with a vault each whose time is over, and as many that have time left. */
async function fill(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(STATEMENT_LIMIT)
    await client.query('set role casino')
    await client.query(
      `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
       select 'bench' || n, 'bench' || n, 'bench' || n, '!', 'ko', now() from generate_series(1, $1::integer) as n`,
      [count],
    )
    await client.query(
      `insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
       select id, 1, 10000, 100, 3, 0, '{"games":{}}', decode(repeat('00', 32), 'hex'), now() from users`,
    )
    await client.query(
      `insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
       select u.id, d.id, d.type, d.coins, 'LOCKED', $1::timestamptz - interval '30 days',
         $1::timestamptz + case d.type when 'PLATINUM' then - make_interval(secs => u.id % 86400 + 1) else interval '20 days' end, 1
       from users u, vault_definitions d where d.type in ('PLATINUM', 'DIAMOND') order by u.id`,
      [new Date(MIDNIGHT)],
    )
    await client.query('select ensure_event_partitions($1, 3)', ['2026-11-21'])
    for (const table of ['users', 'players', 'player_vaults']) await client.query(`analyze ${table}`)
  } finally {
    client.release(true)
  }
}

/** What must hold after it: each vault ended once, by an event that is there. */
async function check(pool: Pool): Promise<void> {
  const { rows } = await pool.query<Record<string, number>>(
    `select (select count(*) from player_vaults where type = 'PLATINUM' and state = 'EXPIRED' and ended_seq = 2) as ended,
       (select count(*) from player_events where type = 'vault.expired') as events,
       (select count(*) from players where version = 2) as players,
       (select count(*) from player_vaults where type = 'DIAMOND' and state = 'LOCKED') as others`,
  )
  for (const [what, found] of Object.entries(rows[0] ?? {})) {
    if (found !== count) throw new Error(`${what}: ${found}, and not ${count}`)
  }
}

async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const log = createLog('error')
  const pool = createPool({ databaseUrl: postgres.url, max: 4, log, name: 'bench-vaults' })
  try {
    await migrateUp(postgres.url)
    await fill(pool)
    say(`${count} vaults are due, as many are not`)
    let nowMs = MIDNIGHT
    const timetable = new Timetable([vaultExpiryJob])
    const runner = new JobRunner({ pool, clock: { nowMs: () => nowMs }, log, metrics: createMetrics(), timetable })
    await runner.plan()
    nowMs += DAY_MS / 2
    const startMs = performance.now()
    await runner.work()
    const seconds = (performance.now() - startMs) / 1_000
    await check(pool)
    const figure: Figure = {
      name: `${count} due vaults, one worker`,
      figure: `${seconds.toFixed(1)} s`,
      baseline: `${Math.round(count / seconds)} a second, pages of 500`,
      limit: `< ${limitSeconds} s`,
      met: seconds < limitSeconds,
    }
    showFigures([figure])
    return figure.met
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
