import { parseArgs } from 'node:util'
import { alertsJob } from '@casino-club/server/src/alerts/index.ts'
import type { PageContext, SqlJob } from '@casino-club/server/src/jobs/index.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, inSnapshot, inTransaction, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type Figure, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const { values } = parseArgs({
  options: { players: { type: 'string', default: '1000000' }, limit: { type: 'string', default: '30' } },
})
const [count, limitSeconds] = [Number(values.players), Number(values.limit)]
/** Nine in the morning in Seoul. */
const MORNING = Date.UTC(2026, 10, 22)
const STATEMENT_LIMIT = 'set statement_timeout = 0'
/** So many are told for good, so that the writing is measured too. */
const RAISED_PAGES = 40

/**
 * Players with two vaults each, which end one after the other over a week and three; of every twenty, one has been here
 * on two days of three, and one has no tickets left.
 */
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
       select id, 1, 10000, 100, case when id % 20 = 1 then 0 else 3 end, 0, '{"games":{}}',
         decode(repeat('00', 32), 'hex'), now() from users`,
    )
    await client.query(
      `insert into player_vaults (user_id, definition_id, type, coins, state, opened_at, expires_at, opened_seq)
       select u.id, d.id, d.type, d.coins, 'LOCKED', $1::timestamptz - interval '6 days',
         $1::timestamptz + make_interval(mins => (u.id % 10000 + 1)::integer * case d.type when 'PLATINUM' then 1 else 3 end), 1
       from users u, vault_definitions d where d.type in ('PLATINUM', 'DIAMOND') order by u.id`,
      [new Date(MORNING)],
    )
    await client.query(
      `insert into attendance_days (user_id, local_date, zone, attended_at)
       select u.id, $1::date - n, 'Asia/Seoul', $1::timestamptz - make_interval(days => n)
       from users u, generate_series(1, 2) n where n = 1 or u.id % 20 = 0`,
      [new Date(MORNING)],
    )
    for (const table of ['users', 'players', 'player_vaults', 'attendance_days']) await client.query(`analyze ${table}`)
  } finally {
    client.release(true)
  }
}

const CONTEXT: Omit<PageContext, 'cursor' | 'dryRun'> = {
  runId: 1,
  fence: 1,
  businessDate: '2026-11-22',
  dueAtMs: MORNING,
  nowMs: MORNING,
  shard: '00-00',
  limit: 500,
  signal: new AbortController().signal,
}

/** Pages of one run, to the end or so many; gives how many players there were, and the seconds they took. */
async function pagesOf(pool: Pool, job: SqlJob, dryRun: boolean, most = Number.POSITIVE_INFINITY) {
  const startMs = performance.now()
  let worked = 0
  let cursor: unknown
  for (let page = 0; page < most; page++) {
    const context: PageContext = { ...CONTEXT, cursor, dryRun }
    const result = await (dryRun ? inSnapshot : inTransaction)(pool, (tx) => job.page(context, tx))
    worked += result.worked
    cursor = result.cursor
    if (cursor === undefined) break
  }
  return { worked, seconds: (performance.now() - startMs) / 1_000 }
}

async function measure(pool: Pool, alertsZone: 'Asia/Seoul' | 'player'): Promise<Figure> {
  const { worked, seconds } = await pagesOf(pool, alertsJob({ alertsZone }), true)
  return {
    name: `who is due of ${count} players (${alertsZone === 'player' ? 'each in his own zone' : 'one zone'})`,
    figure: `${seconds.toFixed(1)} s`,
    baseline: `${worked} reminders, ${Math.round(worked / seconds)} a second`,
    limit: `< ${limitSeconds} s`,
    met: seconds < limitSeconds,
  }
}

async function main(): Promise<boolean> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const pool = createPool({ databaseUrl: postgres.url, max: 4, log: createLog('error'), name: 'bench-alerts' })
  try {
    await migrateUp(postgres.url)
    await fill(pool)
    say(`${count} players with two vaults each`)
    const figures = [await measure(pool, 'Asia/Seoul'), await measure(pool, 'player')]
    const raised = await pagesOf(pool, alertsJob({ alertsZone: 'Asia/Seoul' }), false, RAISED_PAGES)
    const pace = Math.round(raised.worked / raised.seconds)
    figures.push({
      name: 'reminders written, with their deliveries',
      figure: `${pace} a second`,
      baseline: `${raised.worked} in ${raised.seconds.toFixed(1)} s, pages of 500`,
      limit: '> 1000 a second',
      met: pace > 1_000,
    })
    showFigures(figures)
    return figures.every(({ met }) => met)
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

process.exitCode = (await main()) ? 0 : 1
