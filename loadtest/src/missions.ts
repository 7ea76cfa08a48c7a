import { parseArgs } from 'node:util'
import { PLAY_SUMS, sumPlaysAfter } from '@casino-club/server/src/games/index.ts'
import { missionCounter } from '@casino-club/server/src/missions/index.ts'
import { startEmbeddedPostgres } from '@casino-club/server/src/platform/embedded/index.ts'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { migrateUp } from '@casino-club/server/src/platform/postgres/migrate.ts'
import { createPool, type Pool } from '@casino-club/server/src/platform/postgres/pool.ts'
import { BEGINNING, type ConsumeAfter, postgresSweep } from '@casino-club/server/src/stream/index.ts'
import { type Figure, median, say, showFigures } from './auth/figures.ts'
import { temporaryDataDir } from './own-club.ts'
import { openPlayers } from './players.ts'

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '256,2000' },
    events: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    /** Spins a second that one club of 256 players reached (docs/performance.md). */
    limit: { type: 'string', default: '9821' },
  },
})
const [events, rounds, limit] = [Number(values.events), Number(values.rounds), Number(values.limit)]
const SECRET = 'a-secret-of-a-benchmark-0123456789abcdef'
/** As the club's readers take them. */
const BATCH = 2_000
/** Events of one commit, of as many players. */
const COMMIT = 64

/** What a club has its players do: of a day and of a week, some soon done and some never. */
const MISSIONS = [
  ['daily', 'PLAYS', null, 30],
  ['daily', 'PLAYS', 'slot', 500],
  ['daily', 'WINS', null, 20],
  ['daily', 'COINS_WON', null, 100_000],
  ['daily', 'GACHA_PULLS', null, 10],
  ['weekly', 'PLAYS', 'slot', 5_000],
  ['weekly', 'COINS_WON', 'slot', 1_000_000],
  ['weekly', 'ACTIVE_DAYS', null, 5],
] as const

async function publish(pool: Pool): Promise<void> {
  for (const [index, [period, counts, game, target]] of MISSIONS.entries()) {
    const id = `bench-${index}`
    const body = { counts, game, target, enabled: true, title: { en: id, ko: id } }
    await pool.query(
      `insert into missions (id, period, revision, created_at, changed_at) values ($1, $2, 1, now(), now())`,
      [id, period],
    )
    await pool.query(
      `insert into mission_versions (mission, version, status, body, created_at, changed_at, published_at)
       values ($1, 1, 'published', $2, now(), now(), now() - interval '1 day')`,
      [id, JSON.stringify(body)],
    )
  }
}

/** Spins of these players by turns, a commit the next, as a club of so many at once writes them. */
async function fill(pool: Pool, userIds: readonly number[]): Promise<void> {
  await pool.query(`select ensure_event_partitions(current_date, 2)`)
  for (let written = 0; written < events; written += COMMIT) {
    const turn = Array.from({ length: COMMIT }, (_, index) => written + index)
    await pool.query({
      name: 'bench-events',
      text: `insert into player_events
          (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version, bet, win, payload)
        select e.user_id, e.seq, current_date, now(), 'slot.spun', 1, gen_random_uuid(), 'slot', 1, 100,
          case when e.seq % 3 = 0 then 200 else 0 end, json_build_object('bet', 100, 'note', repeat('x', 450))
        from unnest($1::bigint[], $2::bigint[]) as e(user_id, seq)`,
      values: [
        turn.map((nth) => userIds[nth % userIds.length]),
        turn.map((nth) => 2 + Math.floor(nth / userIds.length)),
      ],
    })
  }
}

/** Events a second from the first to the last. */
async function sweep(pool: Pool, reader: string, consumeAfter: ConsumeAfter): Promise<number> {
  const { advance } = postgresSweep(reader, consumeAfter, pool)
  let [place, taken] = [BEGINNING, 0]
  const startMs = performance.now()
  for (let more = BATCH; more === BATCH; ) {
    const step = await advance(place, BATCH)
    place = step.last
    more = step.taken
    taken += more
  }
  return taken / ((performance.now() - startMs) / 1_000)
}

/** What is counted begins anew; the app itself may not. */
async function forget(pool: Pool): Promise<void> {
  const client = await pool.connect()
  await client.query('set role casino; truncate mission_progress, play_quarters, stream_cursors')
  client.release(true)
}

async function measure(count: number): Promise<Figure> {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir: dataDir.path, log: say })
  const pool = createPool({ databaseUrl: postgres.url, max: 2, log: createLog('error'), name: 'bench-missions' })
  try {
    await migrateUp(postgres.url)
    await publish(pool)
    const players = await openPlayers(postgres.url, SECRET, count)
    await fill(
      pool,
      players.map(({ userId }) => userId),
    )
    const [ours, sums]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      await forget(pool)
      ours.push(await sweep(pool, 'bench-missions', missionCounter('Asia/Seoul')))
      sums.push(await sweep(pool, PLAY_SUMS, sumPlaysAfter))
    }
    const rate = median(ours)
    return {
      name: `events of ${count} players into ${MISSIONS.length} missions`,
      figure: `${Math.round(rate)}/s`,
      baseline: `${Math.round(median(sums))}/s into the sums of plays`,
      limit: `>= ${limit}/s`,
      met: rate >= limit,
    }
  } finally {
    await pool.end()
    await postgres.stop()
    dataDir.remove()
  }
}

const figures: Figure[] = []
for (const count of values.players.split(',')) figures.push(await measure(Number(count)))
showFigures(figures)
process.exitCode = figures.every(({ met }) => met) ? 0 : 1
