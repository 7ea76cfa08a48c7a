import type { CohortTermsVersion, CohortView } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { zoneRewardRule } from '../../server/src/boards/cohorts/zone-rewards.ts'
import { BoardReader, Ranks } from '../../server/src/boards/index.ts'
import { record } from '../support/boards.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const WITHIN_MS = 30_000
const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 10, 23)
let nowMs = Date.UTC(2026, 10, 21, 12)
const clock = { nowMs: () => nowMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const terms = { enabled: true, size: 3, tiers: 3, promoted: 1, demoted: 1, promotedCoins: 100, stayedCoins: 10 }
const board = 'slot-weekly'
const PATH = `/api/admin/boards/${board}/cohorts`

async function define(of: string, change: object = {}, seenVersion = 0) {
  const path = `/api/admin/boards/${of}/cohorts`
  return club.put<CohortTermsVersion[]>(
    path,
    { seenVersion, terms: { ...terms, ...change }, reason: 'for a test' },
    await club.adminToken('operator'),
  )
}
const view = async (player: TestPlayer, of = board) =>
  (await club.get<CohortView>(`/api/leaderboards/${of}/cohort`, player.accessToken)).body
const members = (of: string) =>
  club.sql<{ tier: number; number: number; members: number; players: number }>(
    `select tier, number, count(*) as members, count(distinct user_id) as players from cohort_members
     where board_id = $1 group by 1, 2 order by 1, 2`,
    [of],
  )
const coinsOf = async ({ userId }: TestPlayer) =>
  (await club.sql<{ coins: number }>('select coins from players where user_id = $1', [userId]))[0]?.coins ?? 0

/** Players with a score each on a game, the first the highest. */
async function scored(count: number, game: string): Promise<TestPlayer[]> {
  const players = await Promise.all(Array.from({ length: count }, () => club.signUp()))
  for (const [index, { userId }] of players.entries())
    await record(club, userId, { net: 1_000 - index, atMs: nowMs + index, game })
  await eventually(async () => {
    const [row] = await club.sql<{ players: number }>(
      'select count(*) as players from cohort_members where user_id = any($1)',
      [players.map(({ userId }) => userId)],
    )
    expect(row?.players).toBe(count)
  }, WITHIN_MS)
  return players
}

describe('a cohort', () => {
  test('is joined with the first score of the season, is never over its size, and nobody is in two', async () => {
    expect((await define('dice-weekly')).status).toBe(200)
    // Two more readers beside the one that leads, all from where they stand.
    const others = [1, 2].map(() => new BoardReader({ ...club.core, ranks: new Ranks({} as never) }))
    const place = { xid: '0', userId: 0, seq: 0 }
    const [players] = await Promise.all([
      scored(7, 'dice'),
      ...others.map((reader) => reader.advance(place, 100).catch(() => undefined)),
    ])
    for (const { userId } of players) await record(club, userId, { net: 5, atMs: nowMs + 50, game: 'dice' })
    const found = await members('dice-weekly')
    expect(found.map((cohort) => [cohort.tier, cohort.members, cohort.players])).toEqual([
      [1, 3, 3],
      [1, 3, 3],
      [1, 1, 1],
    ])
    const own = await view(players[0] as TestPlayer, 'dice-weekly')
    expect(own).toMatchObject({ joined: true, tier: 1, tiers: 3, promoted: 1, demoted: 1, last: null })
    expect(own.rows.filter(({ you }) => you)).toHaveLength(1)
    expect(own.rows.length).toBeLessThanOrEqual(3)
  })

  test('is none before the first score, on a board without cohorts, or for who hides', async () => {
    const player = await club.signUp()
    expect(await view(player, 'dice-weekly')).toMatchObject({ joined: false, tier: 1, rows: [] })
    const get = (of: string) => club.get(`/api/leaderboards/${of}/cohort`, player.accessToken)
    expect((await get('weekly')).body).toBeNull()
    expect((await get('daily')).body).toBeNull()
    await club.post('/api/leaderboards/me', { shown: false }, player.accessToken)
    await record(club, player.userId, { net: 5, atMs: nowMs, game: 'dice' })
    await scored(1, 'dice')
    expect(await view(player, 'dice-weekly')).toMatchObject({ joined: false })
  })
})

describe('the terms', () => {
  test('are data: previewed, written in versions, in the log; a season that has begun keeps its own', async () => {
    const token = await club.adminToken('operator')
    const preview = (change: object) =>
      club.post('/api/admin/boards/dice-weekly/cohorts/preview', { terms: { ...terms, ...change } }, token)
    // Nine have a score, and each of three tiers may end with a cohort that is not full.
    const fromSeason = new Date(MONDAY).toISOString()
    expect((await preview({})).body).toEqual({ fromSeason, players: 9, cohorts: 5, coinsAtMost: 5 * 100 + 4 * 10 })
    expect((await preview({ size: 50 })).body).toMatchObject({ cohorts: 3 })
    expect((await preview({ size: 2, tiers: 10 })).body).toMatchObject({ cohorts: 9 })
    expect(await define('dice-weekly', { size: 5 })).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await define('dice-weekly', {}, 1)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect((await define('dice-weekly', { size: 50 }, 1)).body.map(({ id }) => id)).toEqual([2, 1])
    expect(await define('daily')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await define('dice-weekly', { promoted: 3 }, 2)).status).toBe(400)
    await scored(2, 'dice')
    for (const { members: count } of await members('dice-weekly')) expect(count).toBeLessThanOrEqual(3)
    const acts = await club.sql(`select 1 from admin_audit_logs where action = 'boards.cohorts'`)
    expect(acts).toHaveLength(2)
  })
})

describe('the end of a season', () => {
  test('moves the first up and the last down, pays each zone once, and keeps the results', async () => {
    await define(board)
    const players = await scored(3, 'slot')
    const [first, second, third] = players as [TestPlayer, TestPlayer, TestPlayer]
    await club.sql(`insert into player_tiers (board_id, user_id, tier) values ($1, $2, 2)`, [board, third.userId])
    expect((await view(first)).rows.map(({ rank, nickname, zone }) => [rank, nickname, zone])).toEqual([
      [1, first.nickname, 'promoted'],
      [2, second.nickname, 'stayed'],
      [3, third.nickname, 'stayed'],
    ])
    nowMs = MONDAY + 60_000
    const before = await Promise.all(players.map(coinsOf))
    expect((await runJob(club, 'boards.freeze')).state).toBe('done')
    // Paid by two at once before the job comes, as by one that was killed: the job goes on with the others.
    const due = { userId: first.userId, board, startsAt: new Date(MONDAY - 7 * DAY).toISOString() }
    const payload = { ...due, tier: 1, rank: 1, zone: 'promoted', coins: 100 } as const
    const pay = () => club.core.actors.execute(first.userId, zoneRewardRule, { commandId: newCommandId(), payload })
    const twice = await Promise.all([pay(), pay()])
    expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await runJob(club, 'boards.zones')).toMatchObject({ state: 'done', failed: 0 })
    const results = await club.sql(
      `select user_id, rank, zone, next_tier, coins, seq is not null as paid from cohort_results where board_id = $1 order by rank`,
      [board],
    )
    expect(results).toMatchObject([
      { user_id: first.userId, zone: 'promoted', next_tier: 2, coins: 100, paid: true },
      { user_id: second.userId, zone: 'stayed', next_tier: 1, coins: 10 },
      { user_id: third.userId, zone: 'stayed', next_tier: 1, coins: 10, paid: true },
    ])
    expect((await coinsOf(first)) - (before[0] ?? 0)).toBe(100)
    expect((await coinsOf(third)) - (before[2] ?? 0)).toBe(10)
    const lines = () => club.sql(`select user_id, amount from ledger_entries where counter_account = 'house:boards'`)
    const paid = await lines()
    await runJob(club, 'boards.zones')
    expect(await lines()).toEqual(paid)
  })

  test('of a tier higher takes the last of it down, also who hides; who pauses is paid when he is back', async () => {
    const [a, b, c] = (await Promise.all([1, 2, 3].map(() => club.signUp()))) as [TestPlayer, TestPlayer, TestPlayer]
    for (const [index, { userId }] of [a, b, c].entries()) {
      await club.sql(`insert into player_tiers (board_id, user_id, tier) values ($1, $2, 3)`, [board, userId])
      await record(club, userId, { net: 100 - index, atMs: nowMs + index })
    }
    await eventually(async () => expect((await view(c)).joined).toBe(true), WITHIN_MS)
    expect((await view(c)).rows.map(({ zone }) => zone)).toEqual(['stayed', 'stayed', 'demoted'])
    await club.post('/api/leaderboards/me', { shown: false }, c.accessToken)
    expect((await safely(club, b, 'pause', { hours: 7 * 24 })).status).toBe(200)
    expect((await view(a)).rows.map(({ rank, zone }) => [rank, zone])).toEqual([[1, 'stayed']])
    const before = await coinsOf(b)
    nowMs = MONDAY + 7 * DAY + 30_000
    expect((await runJob(club, 'boards.freeze')).state).toBe('done')
    expect(await runJob(club, 'boards.zones')).toMatchObject({ worked: 1, failed: 1 })
    expect(await coinsOf(b)).toBe(before)
    nowMs += 60_000
    await club.sql('update cohort_results set coins = 10 where user_id = $1', [c.userId])
    await club.sql('update users set deleted_at = now(), deletion_requested_at = now() where id = $1', [c.userId])
    expect(await runJob(club, 'boards.zones')).toMatchObject({ worked: 1, failed: 0 })
    expect(await coinsOf(b)).toBe((before ?? 0) + 10)
    const tiers = await club.sql<{ user_id: number; tier: number }>(
      'select user_id, tier from player_tiers where board_id = $1',
      [board],
    )
    const tierOf = ({ userId }: TestPlayer) => tiers.find(({ user_id }) => user_id === userId)?.tier
    expect([a, b, c].map(tierOf)).toEqual([3, 3, 2])
    expect((await club.get(PATH, await club.adminToken('viewer'))).status).toBe(200)
  })
})
