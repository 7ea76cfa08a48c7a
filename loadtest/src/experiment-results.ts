import { measureExperiment } from '@casino-club/server/src/experiments/index.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, inSnapshot, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { type Figure, median, say } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'

const ROUNDS = 3
const QUARTERS = 20
const DAYS = 14

/** Players with two weeks behind them: plays of twenty quarters of an hour, days, gems spent, and their exposure. */
async function fill(pool: Pool, players: number): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('set role casino')
    await client.query(
      `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
       select 'bench' || n, 'bench' || n, 'bench' || n, '!', 'ko', now() from generate_series(1, $1::integer) as n`,
      [players],
    )
    await client.query(`insert into experiment_layers (id) values ('bench')`)
    await client.query(
      `insert into experiments (id, version, phase, body, layer, layer_from, layer_to, started_at, changed_at)
       values ('bench', 1, 'running', '{}', 'bench', 0, 10000, now(), now())`,
    )
    await client.query(
      `insert into experiment_versions (experiment, version, act, phase, body, reason, at)
       values ('bench', 1, 'start', 'running', '{}', '', now())`,
    )
    await client.query(
      `insert into experiment_exposures (experiment, user_id, variant, version, seq, exposed_at)
       select 'bench', id, case id % 2 when 0 then 'control' else 'other' end, 1, 2, now() - interval '14 days' from users`,
    )
    await client.query(
      `insert into play_quarters (user_id, quarter, game, plays, wins, bet, win, best_win, first_seq, last_seq, last_at)
       select id, date_trunc('hour', now()) - make_interval(hours => 12 * n), 'slot', 50, 10, 500, 480, 100, n * 60, n * 60 + 50, now()
       from users, generate_series(1, $1::integer) as n`,
      [QUARTERS],
    )
    await client.query(
      `insert into vip_days (user_id, day) select id, current_date - n from users, generate_series(0, $1::integer - 1) as n
       where (id + n) % 3 > 0`,
      [DAYS],
    )
    const tables = ['users', 'experiment_exposures', 'play_quarters', 'vip_days', 'shop_purchases', 'ledger_entries']
    for (const table of tables) await client.query(`analyze ${table}`)
  } finally {
    client.release(true)
  }
}

/** How long the results of one experiment take, on a Postgres of its own. */
export async function measureResults(players: number, limitSeconds: number): Promise<Figure> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const pool = createPool({ databaseUrl: postgres.url, max: 2, log: createLog('error'), name: 'bench-experiments' })
  try {
    await migrateUp(postgres.url)
    await fill(pool, players)
    const seconds: number[] = []
    let plain = 0
    for (let round = 0; round < ROUNDS; round++) {
      let startMs = performance.now()
      await pool.query(`select variant, count(*) from experiment_exposures where experiment = 'bench' group by variant`)
      plain = (performance.now() - startMs) / 1_000
      startMs = performance.now()
      const today = new Date().toISOString().slice(0, 10)
      await inSnapshot(pool, (tx) => measureExperiment(tx, { experiment: 'bench', zone: 'Asia/Seoul', today }))
      seconds.push((performance.now() - startMs) / 1_000)
    }
    const took = median(seconds)
    return {
      name: `results of ${players} players, ${QUARTERS} quarters each`,
      figure: `${took.toFixed(2)} s`,
      baseline: `counting the exposures ${plain.toFixed(2)} s`,
      limit: `< ${limitSeconds} s`,
      met: took < limitSeconds,
    }
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}
