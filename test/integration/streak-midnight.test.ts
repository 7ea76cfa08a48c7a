import { afterAll, expect, test } from 'vitest'
import { Streaks } from '../../server/src/streaks/index.ts'
import { VaultKeeper } from '../../server/src/vaults/index.ts'
import { actorsOn } from '../support/actors.ts'
import { newCommandId } from '../support/club.ts'
import { freshDatabase } from '../support/databases.ts'
import { aClock } from '../support/sources.ts'
import { ownerOf } from '../support/sql.ts'

const PLAYERS = 10_000
const AT_ONCE = 500
/** So many of them come with two devices at once, and so many into their rooms. */
const [ON_TWO, IN_ROOMS] = [1_000, 2_500]
const ZONE = 'America/New_York'
/** The end of the day that has 25 hours there. */
const MIDNIGHT = Date.UTC(2026, 10, 2, 5)
const [SATURDAY, SUNDAY, MONDAY] = ['2026-10-31', '2026-11-01', '2026-11-02']

const databaseUrl = await freshDatabase()
const { sql, pool: owner } = ownerOf(databaseUrl)
const clock = aClock(MIDNIGHT - 1)
const parts = actorsOn(databaseUrl, clock)
const { pool, players, actors, close } = parts
const streaks = new Streaks({ pool, actors, players, clock })
const keeper = new VaultKeeper({ ...parts, clock })
afterAll(() => Promise.all([close(), owner.end()]))

/** Players with four days in a row, every other one without today; nobody has vaults. */
async function fill(): Promise<void> {
  await sql(
    `insert into vault_definitions (type, version, coins, unlock_by, unlock_amount, lifetime_hours, position, enabled, reason, created_at)
     select type, version + 1, coins, unlock_by, unlock_amount, lifetime_hours, position, false, 'for a test', now()
     from vault_definitions`,
  )
  await sql(
    `insert into users (site_id, nickname, nickname_look, password_hash, locale, created_at)
     select 'many-' || n, 'many' || n, 'many' || n, '!', 'ko', now() from generate_series(1, $1::integer) as n`,
    [PLAYERS],
  )
  await sql(
    `insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
     select id, 1, 10000, 100, 3, 0, json_build_object('games', json_build_object(), 'streak', json_build_object('count', 4,
       'best', 4, 'lastDay', case when id % 2 = 0 then $1 else $2 end, 'zone', $3::text, 'zoneSince', '2026-01-01')),
       decode(repeat('00', 32), 'hex'), now() from users`,
    [SATURDAY, SUNDAY, ZONE],
  )
  await sql(
    `insert into fairness_seeds (user_id, server_seed, server_seed_hash, client_seed, status, active_from_seq, created_at)
     select u.id, s.seed, sha256(s.seed), s.client, s.status, s.since, now() from users u cross join lateral (values
       (sha256(u.site_id::bytea), u.site_id, 'active', 1), (sha256(('next ' || u.site_id)::bytea), null, 'next', null)
     ) as s(seed, client, status, since)`,
  )
  await sql(
    `insert into streak_days (user_id, local_date, zone, kind, count, seq)
     select user_id, (state #>> '{streak,lastDay}')::date, $1, 'ticked', 4, 1 from players`,
    [ZONE],
  )
  await sql(
    `insert into attendance_days (user_id, local_date, zone, attended_at)
     select user_id, local_date, zone, now() from streak_days`,
  )
  for (const table of ['users', 'players', 'fairness_seeds']) await sql(`analyze ${table}`)
}

async function each(userIds: readonly number[], work: (userId: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < userIds.length; from += AT_ONCE) {
    await Promise.all(userIds.slice(from, from + AT_ONCE).map(work))
  }
}

/** Everybody ticks, the first of them with two devices at once; gives how many were told what. */
async function tickAll(userIds: readonly number[], onTwo: number): Promise<Record<string, number>> {
  const told: Record<string, number> = {}
  const tick = async (userId: number) => {
    const answer = await streaks.tick(userId, newCommandId(), {})
    const word = answer.ok ? 'paid' : answer.reason
    told[word] = (told[word] ?? 0) + 1
  }
  await each(userIds.slice(0, onTwo), (userId) => Promise.all([tick(userId), tick(userId)]))
  await each(userIds.slice(onTwo), tick)
  return told
}

/** How many players have a day, by what wrote it; all but those they came with. */
const days = (table: 'streak_days' | 'attendance_days') =>
  sql(
    `select local_date::text as day, user_id % 2 = 0 as early, count(*) as players from ${table}
     where (local_date, user_id % 2 = 0) not in (($1::date, true), ($2::date, false)) group by 1, 2 order by 1, 2`,
    [SATURDAY, SUNDAY],
  )

test('10,000 players at one local midnight: each day is counted and paid once, for the side of it that it was', async () => {
  await fill()
  const ids = (await sql<{ user_id: number }>('select user_id from players order by user_id')).map((row) => row.user_id)
  const [early, late] = [ids.filter((id) => id % 2 === 0), ids.filter((id) => id % 2 === 1)]
  // A millisecond before: Sunday's tick of who lacks it, and nothing for who has it.
  const enter = (userId: number) => keeper.enter(userId)
  expect(await tickAll(early, ON_TWO / 2)).toEqual({ paid: PLAYERS / 2, STREAK_TICKED: ON_TWO / 2 })
  expect(await tickAll(late.slice(0, ON_TWO / 2), 0)).toEqual({ STREAK_TICKED: ON_TWO / 2 })
  await each(early.slice(0, IN_ROOMS / 2), enter)
  clock.advance(1)
  expect(await tickAll(late, ON_TWO / 2)).toEqual({ paid: PLAYERS / 2, STREAK_TICKED: ON_TWO / 2 })
  await each(late.slice(0, IN_ROOMS / 2), enter)
  const halves = (players: number) => [
    { day: SUNDAY, early: true, players: players / 2 },
    { day: MONDAY, early: false, players: players / 2 },
  ]
  expect(await days('streak_days')).toEqual(halves(PLAYERS))
  expect(await days('attendance_days')).toEqual(halves(IN_ROOMS))
  const wrong = await sql(
    `select p.user_id from players p left join player_events e on e.user_id = p.user_id and e.type = 'streak.ticked'
     where p.version <> 2 or p.coins <> 10300 or (p.state #>> '{streak,count}')::integer <> 5
       or p.state #>> '{streak,lastDay}' <> case when p.user_id % 2 = 0 then $1 else $2 end
       or e.payload ->> 'day' is distinct from p.state #>> '{streak,lastDay}'`,
    [SUNDAY, MONDAY],
  )
  expect(wrong).toEqual([])
  expect(await sql(`select count(*) as n from ledger_entries where reason = 'streak.reward'`)).toEqual([{ n: PLAYERS }])
}, 240_000)
