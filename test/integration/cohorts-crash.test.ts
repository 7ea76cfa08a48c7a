import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { zoneRewardsJob } from '../../server/src/boards/cohorts/zone-rewards.ts'
import { actorsOn, openPlayersIn } from '../support/actors.ts'
import { endLease } from '../support/daily-club.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { aClock } from '../support/sources.ts'
import { ownerOf } from '../support/sql.ts'
import { aWorker } from '../support/timetables.ts'

const VICTIM = join(import.meta.dirname, '../support/zones-victim.ts')
/** A Monday; the season before it is over. */
const MONDAY = Date.UTC(2026, 10, 23)
const SEASON = new Date(MONDAY - 7 * 86_400_000)
const DUE_MS = 41 * 60_000
/** More than a page. Who is in the cohorts of two boards is owed twice, and one of them stands across the end of a page. */
const [PLAYERS, ON_BOTH] = [550, 15]
const COINS = { promoted: 100, stayed: 10 }

const databaseUrl = await freshDatabase()
const { sql, pool: owner } = ownerOf(databaseUrl)
const clock = aClock(MONDAY)
const { pool, actors, log, close } = actorsOn(databaseUrl, clock)
afterAll(() => Promise.all([close(), owner.end()]))

type Where = 'inside' | 'after'

/** Runs until it is over; gives the signal that ended it. */
function victim(killAt: number, where: Where): Promise<NodeJS.Signals | null> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, NOW_MS: `${clock.nowMs()}` }
  const child = spawn(process.execPath, [VICTIM], {
    env: { ...env, KILL_AT: `${killAt}`, KILL_WHERE: where },
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_code, signal) => resolve(signal))
  })
}

/** A season of a board that is over, with its results written down and nothing paid. */
async function aSettledSeason(board: string, userIds: readonly number[]): Promise<void> {
  await sql(
    `insert into cohort_terms (board_id, version, body, reason, created_at) values ($1, 1, '{}', 'for a test', now())`,
    [board],
  )
  await sql('insert into cohort_seasons (board_id, starts_at, terms_version, settled_at) values ($1, $2, 1, $3)', [
    board,
    SEASON,
    new Date(MONDAY),
  ])
  await sql(
    `insert into cohort_members (board_id, starts_at, user_id, tier, number, place, size)
     select $1, $2, id, 1, (n - 1) / 30 + 1, (n - 1) % 30 + 1, 30 from unnest($3::bigint[]) with ordinality as u(id, n)`,
    [board, SEASON, userIds],
  )
  await sql(
    `insert into cohort_results (board_id, starts_at, user_id, tier, number, rank, score, zone, next_tier, coins)
     select board_id, starts_at, user_id, 1, number, place, 1000 - place,
       case when place <= 5 then 'promoted' else 'stayed' end, case when place <= 5 then 2 else 1 end,
       case when place <= 5 then ${COINS.promoted} else ${COINS.stayed} end from cohort_members where board_id = $1`,
    [board],
  )
}

/** How many were paid, by the results and by the ledger. */
async function paid() {
  const [row] = await sql<{ marked: number; lines: number; state: string }>(
    `select (select count(*) from cohort_results where seq is not null) as marked,
       (select count(*) from ledger_entries where counter_account = 'house:boards') as lines,
       (select state from batch_runs where job = 'boards.zones') as state`,
  )
  return row
}

test('a kill -9 at any payment of zones: the next process goes on, and every player is paid once', async () => {
  const userIds = await openPlayersIn(pool, PLAYERS, MONDAY)
  await aSettledSeason('slot-weekly', userIds)
  await aSettledSeason('dice-weekly', userIds.slice(-ON_BOTH))
  const heir = aWorker(databaseUrl, [zoneRewardsJob({ pool, actors, log })], clock).runner
  await heir.plan()
  clock.advance(DUE_MS)
  const deaths: [number, Where, number][] = [
    [1, 'inside', 0],
    [1, 'after', 1],
    [40, 'inside', 40],
    // Within a second page, whose first is he with whom the page before ended.
    [504, 'after', 544],
    [3, 'inside', 546],
  ]
  for (const [killAt, where, marked] of deaths) {
    expect(await victim(killAt, where)).toBe('SIGKILL')
    expect(await paid()).toEqual({ marked, lines: marked, state: 'running' })
    // Nobody takes it while the lease lasts; then anybody does.
    await heir.work()
    expect(await paid()).toMatchObject({ marked })
    await endLease(sql)
  }
  await heir.work()
  const all = PLAYERS + ON_BOTH
  expect(await paid()).toEqual({ marked: all, lines: all, state: 'done' })
  const wrong = await sql(
    `select p.user_id, p.coins, owed.coins as owed from players p
     join lateral (select sum(coins) as coins, count(*) as seasons from cohort_results r where r.user_id = p.user_id) owed on true
     where p.coins <> 10000 + owed.coins or p.version <> 1 + owed.seasons or owed.seasons = 0`,
  )
  expect(wrong).toEqual([])
  const unproved = await sql(
    `select r.user_id from cohort_results r left join player_events e on e.user_id = r.user_id and e.seq = r.seq
     where e.type is distinct from 'board.zoneRewarded' or e.payload ->> 'board' <> r.board_id
       or (e.payload ->> 'amount')::bigint <> r.coins`,
  )
  expect(unproved).toEqual([])
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
}, 240_000)
