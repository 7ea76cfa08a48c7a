import type { BoardPage } from '@casino-club/shared'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { BoardReader, Ranks, type RanksRedis, rebuildBoards } from '../../server/src/boards/index.ts'
import { readCursor, saveCursor } from '../../server/src/stream/stream.store.ts'
import { boardOf, ranksOf, record } from '../support/boards.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { counting } from '../support/counting.ts'
import { eventually } from '../support/eventually.ts'
import { runJob } from '../support/jobs.ts'
import { spinHttp } from '../support/play.ts'
import { safely } from '../support/safe-play.ts'
import { readerOf } from '../support/streams.ts'

const WITHIN_MS = 30_000
const DAY = 86_400_000
/** A Saturday at noon; every test has a day of its own, a week after the one before. */
let nowMs = Date.UTC(2026, 10, 21, 12)
const clock = { nowMs: () => nowMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const redis = new Redis(club.redisUrl)
afterAll(() => redis.disconnect())
const aReader = () => new BoardReader({ ...club.core, ranks: new Ranks(redis) })

/** Three players with nothing on the boards of a week that nobody has played in. */
async function freshWeek(): Promise<[TestPlayer, TestPlayer, TestPlayer]> {
  nowMs += 7 * DAY
  return [await club.signUp(), await club.signUp(), await club.signUp()]
}

const shows = (player: TestPlayer, board: string, rows: (readonly [TestPlayer, number])[], query = '') =>
  eventually(async () => {
    const page = await boardOf(club, player, board, query)
    expect(ranksOf(page)).toEqual(rows.map(([{ nickname }, score], index) => [index + 1, nickname, score]))
    expect(page.total).toBe(rows.length)
    return page
  }, WITHIN_MS)

describe('a board', () => {
  test('counts what plays paid less what they cost; nobody stands on it with less than nothing', async () => {
    const [first, second, third] = await freshWeek()
    await record(club, first.userId, { net: 50, atMs: nowMs })
    await record(club, first.userId, { net: -20, atMs: nowMs + 1 })
    await record(club, second.userId, { net: 40, atMs: nowMs, game: 'dice' })
    await record(club, third.userId, { net: -500, atMs: nowMs })
    await record(club, third.userId, { net: 900, atMs: nowMs, game: 'match' })
    await shows(third, 'daily', [
      [second, 40],
      [first, 30],
    ])
    await shows(third, 'slot-weekly', [[first, 30]])
    await eventually(async () => {
      expect((await boardOf(club, third, 'daily')).own).toEqual({ rank: null, score: -500, shown: true })
    }, WITHIN_MS)
  })

  test('puts of equals first who reached the score first, then who signed up first', async () => {
    const [first, second, third] = await freshWeek()
    await record(club, third.userId, { net: 70, atMs: nowMs + 1 })
    await record(club, second.userId, { net: 70, atMs: nowMs + 2 })
    await record(club, first.userId, { net: 70, atMs: nowMs + 2 })
    const equals = [third, first, second].map((player) => [player, 70] as const)
    await shows(first, 'daily', equals)
    await redis.flushdb()
    await shows(first, 'daily', equals)
  })

  test('shows the part around oneself, and pages', async () => {
    const players = [...(await freshWeek()), await club.signUp(), await club.signUp()]
    for (const [index, { userId }] of players.entries()) await record(club, userId, { net: 100 - index, atMs: nowMs })
    const [first, , , fourth, last] = players as [TestPlayer, TestPlayer, TestPlayer, TestPlayer, TestPlayer]
    await eventually(async () => expect((await boardOf(club, last, 'daily')).total).toBe(5), WITHIN_MS)
    const around = await boardOf(club, fourth, 'daily', '?around=me&perPage=3')
    expect(around.rows.map(({ rank, you }) => [rank, you])).toEqual([
      [3, false],
      [4, true],
      [5, false],
    ])
    const second = await boardOf(club, first, 'daily', '?page=2&perPage=2')
    expect(second.rows.map(({ rank }) => rank)).toEqual([3, 4])
    expect(second.own).toEqual({ rank: 1, score: 100, shown: true })
    expect((await club.get('/api/leaderboards/none', first.accessToken)).status).toBe(404)
    expect((await club.get('/api/leaderboards/daily?colour=red', first.accessToken)).status).toBe(400)
  })

  test('counts real plays', async () => {
    const [player] = await freshWeek()
    const { body } = await spinHttp(club, player, 10)
    const net = body.win - body.bet
    await eventually(async () => expect((await boardOf(club, player, 'daily')).own.score).toBe(net), WITHIN_MS)
  })
})

describe('a season', () => {
  test('ends with its millisecond, and its results stay as they were', async () => {
    const [first, second] = await freshWeek()
    const midnight = Date.UTC(2026, 10, 21) + Math.ceil((nowMs - Date.UTC(2026, 10, 21)) / DAY) * DAY
    await record(club, first.userId, { net: 10, atMs: midnight - 1 })
    await record(club, second.userId, { net: 99, atMs: midnight })
    await shows(first, 'daily', [[first, 10]])
    expect((await boardOf(club, first, 'daily')).board.endsAt).toBe(new Date(midnight).toISOString())
    nowMs = midnight
    await shows(first, 'daily', [[second, 99]])
    const before = await shows(first, 'daily', [[first, 10]], '?season=previous')
    expect(before.final).toBe(false)
    expect((await runJob(club, 'boards.freeze')).state).toBe('done')
    const after = await shows(first, 'daily', [[first, 10]], '?season=previous')
    expect(after.final).toBe(true)
    await record(club, second.userId, { net: 500, atMs: midnight - 1 })
    await eventually(async () => {
      const [row] = await club.sql<{ score: number }>(
        `select score from board_scores where user_id = $1 and board_id = 'daily' and starts_at < to_timestamp($2)`,
        [second.userId, midnight / 1000],
      )
      expect(row?.score).toBe(500)
    }, WITHIN_MS)
    expect(ranksOf(await boardOf(club, first, 'daily', '?season=previous'))).toEqual([[1, first.nickname, 10]])
  })
})

describe('Redis', () => {
  test('emptied in the middle of a season is filled again by itself, and the board is right meanwhile', async () => {
    const [first, second] = await freshWeek()
    await record(club, first.userId, { net: 10, atMs: nowMs })
    await record(club, second.userId, { net: 20, atMs: nowMs })
    const rows = [[second, 20] as const, [first, 10] as const]
    await shows(first, 'daily', rows)
    await redis.flushdb()
    const meanwhile = await boardOf(club, first, 'daily', '?around=me')
    expect(ranksOf(meanwhile)).toEqual(rows.map(([{ nickname }, score], index) => [index + 1, nickname, score]))
    expect(meanwhile.own).toEqual({ rank: 2, score: 10, shown: true })
    await eventually(async () => expect(await redis.exists('boards:place')).toBe(1), WITHIN_MS)
    await record(club, first.userId, { net: 30, atMs: nowMs })
    await shows(first, 'daily', [
      [first, 40],
      [second, 20],
    ])
  })

  test('emptied while it is being filled is not taken for full', async () => {
    const [first] = await freshWeek()
    await record(club, first.userId, { net: 10, atMs: nowMs })
    await shows(first, 'daily', [[first, 10]])
    const emptiedAtTheSwap = {
      ...{ get: redis.get.bind(redis), del: redis.del.bind(redis), smembers: redis.smembers.bind(redis) },
      eval: async (script: string, ...rest: [number, ...string[]]) => {
        if (script.includes('RENAME')) await redis.flushdb()
        return redis.eval(script, ...rest)
      },
    } as unknown as RanksRedis
    const rebuild = rebuildBoards({ ...club.core, ranks: new Ranks(emptiedAtTheSwap) }, { dryRun: false })
    await expect(rebuild).rejects.toThrow('lost')
    await shows(first, 'daily', [[first, 10]])
    await eventually(async () => expect(await redis.exists('boards:place')).toBe(1), WITHIN_MS)
    await shows(first, 'daily', [[first, 10]])
  })

  test('that is somewhere else in the stream takes nothing, and is filled anew', async () => {
    const [first] = await freshWeek()
    await record(club, first.userId, { net: 10, atMs: nowMs })
    await shows(first, 'daily', [[first, 10]])
    await redis.set('boards:place', '1 1 1')
    await record(club, first.userId, { net: 5, atMs: nowMs })
    await shows(first, 'daily', [[first, 15]])
  })
})

describe('the stream', () => {
  test('read by three at once counts each event once', async () => {
    const [first, second] = await freshWeek()
    const readers = [readerOf(club, aReader(), 2), readerOf(club, aReader(), 3)]
    for (const reader of readers) reader.start()
    for (let count = 0; count < 20; count++) await record(club, first.userId, { net: 1, atMs: nowMs + count })
    // Past the one that leads: two that write at the same time, from the same place.
    const place = { xid: '0', userId: 0, seq: 0 }
    await Promise.all([aReader().advance(place, 50), aReader().advance(place, 50)])
    await record(club, second.userId, { net: 7, atMs: nowMs })
    await shows(first, 'daily', [
      [first, 20],
      [second, 7],
    ])
    await Promise.all(readers.map((reader) => reader.stop()))
  })

  test('read again from its beginning, with no scores, comes to the same scores', async () => {
    const scores = () => club.sql('select * from board_scores order by board_id, starts_at, user_id')
    const [first] = await freshWeek()
    await record(club, first.userId, { net: 3, atMs: nowMs })
    await shows(first, 'daily', [[first, 3]])
    const before = await scores()
    await club.core.pool.query('begin; delete from board_scores; commit')
    await saveCursor(club.core.pool, 'consumer:boards', { xid: '0', userId: 0, seq: 0 })
    await eventually(async () => expect(await scores()).toEqual(before), WITHIN_MS)
    await shows(first, 'daily', [[first, 3]])
  })
})

describe('who is not shown', () => {
  const hide = {
    'who does not want to be': ({ accessToken }: TestPlayer) =>
      club.send('POST', '/api/leaderboards/me', {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({ shown: false }),
      }),
    'who pauses': (player: TestPlayer) => safely(club, player, 'pause', { hours: 24 }),
    'who was erased': ({ userId }: TestPlayer) =>
      club.sql(
        `update users set deletion_requested_at = now(), deleted_at = now(), nickname = 'deleted-' || id where id = $1`,
        [userId],
      ),
    'whom the club took off': async ({ userId }: TestPlayer) =>
      club.post(
        `/api/admin/players/${userId}/boards`,
        { removed: true, reason: 'two of them played as one' },
        await club.adminToken('operator'),
      ),
  }

  test.each(Object.entries(hide))('%s is gone with the next answer, and those behind move up', async (_, hideHim) => {
    const [first, second, third] = await freshWeek()
    for (const [index, { userId }] of [first, second, third].entries())
      await record(club, userId, { net: 30 - 10 * index, atMs: nowMs })
    await shows(third, 'daily', [
      [first, 30],
      [second, 20],
      [third, 10],
    ])
    await hideHim(first)
    const atOnce: BoardPage = await boardOf(club, third, 'daily')
    expect(atOnce.rows.map(({ nickname }) => nickname)).toEqual([second.nickname, third.nickname])
    await shows(third, 'daily', [
      [second, 20],
      [third, 10],
    ])
    await record(club, first.userId, { net: 5, atMs: nowMs })
    await redis.flushdb()
    await shows(third, 'daily', [
      [second, 20],
      [third, 10],
    ])
  })

  test('comes back where he was, by his wish or the club’s, with what he is called now', async () => {
    const [first, second] = await freshWeek()
    const token = await club.adminToken('operator')
    const path = `/api/admin/players/${first.userId}/boards`
    await record(club, first.userId, { net: 30, atMs: nowMs })
    await record(club, second.userId, { net: 20, atMs: nowMs })
    await club.post(path, { removed: true, reason: 'looked like a cheater' }, token)
    await shows(second, 'daily', [[second, 20]])
    const again = await club.post(path, { removed: true, reason: 'looked like a cheater' }, token)
    expect(again.body).toMatchObject({ reason: 'NOTHING_TO_CHANGE' })
    await club.post(path, { removed: false, reason: 'he was none at all' }, token)
    await club.sql(`update users set nickname = 'renamed-once' where id = $1`, [first.userId])
    await shows(second, 'daily', [
      [{ ...first, nickname: 'renamed-once' }, 30],
      [second, 20],
    ])
    const acts = await club.sql<{ action: string }>(
      `select action from admin_audit_logs where target_id = $1 and action like 'boards.%' order by id`,
      [`${first.userId}`],
    )
    expect(acts.map(({ action }) => action)).toEqual(['boards.remove', 'boards.restore'])
  })

  test('is shown again when his pause is over, though nobody does anything', async () => {
    const [first, second] = await freshWeek()
    await record(club, first.userId, { net: 30, atMs: nowMs })
    await shows(second, 'weekly', [[first, 30]])
    await safely(club, first, 'pause', { hours: 24 })
    await shows(second, 'weekly', [])
    const isHidden = () => redis.sismember('boards:hidden', `${first.userId}`)
    await eventually(async () => expect(await isHidden()).toBe(1), WITHIN_MS)
    nowMs += DAY
    await eventually(async () => expect(await isHidden()).toBe(0), WITHIN_MS)
  })

  test('is asked of those who changed, not of all who ever hid', async () => {
    const [first, second] = await freshWeek()
    await record(club, first.userId, { net: 30, atMs: nowMs })
    await record(club, second.userId, { net: 20, atMs: nowMs })
    await club.sql(
      `with crowd as (insert into users (site_id, nickname, password_hash, created_at)
         select 'hides' || n, 'hides' || n, '!', now() from generate_series(1, 3000) n returning id)
       insert into board_optouts (user_id, since) select id, now() from crowd`,
    )
    const looks = () => club.sql('select 1 from board_looks where due_at = $1', ['-infinity'])
    await eventually(async () => expect(await looks()).toEqual([]), WITHIN_MS)
    expect(await redis.scard('boards:hidden')).toBeGreaterThanOrEqual(3_000)
    await club.sql('insert into board_optouts (user_id, since) values ($1, now())', [first.userId])
    await shows(second, 'daily', [[second, 20]])
    const { rowsRead, pool } = counting(club.core.pool)
    const reader = new BoardReader({ ...club.core, pool, ranks: new Ranks(redis) })
    await reader.advance(await readCursor(club.core.pool, 'consumer:boards' as never), 100)
    expect(rowsRead()).toBeGreaterThan(0)
    expect(rowsRead()).toBeLessThan(100)
  })
})
