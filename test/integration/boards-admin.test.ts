import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { AdminBoard } from '@casino-club/shared'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { scoreAfter } from '../../server/src/boards/boards.store.ts'
import { Ranks, rebuildBoards } from '../../server/src/boards/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { readCursor } from '../../server/src/stream/index.ts'
import { boardOf, ranksOf, record } from '../support/boards.ts'
import { openClub, WIDE_OPEN } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'

const RUN = join(import.meta.dirname, '../../scripts/run.mjs')
const WITHIN_MS = 30_000
const club = await openClub()
const redis = new Redis(club.redisUrl)
afterAll(() => redis.disconnect())

/** `npm run boards` as an operator types it. */
function boards(...args: string[]) {
  const env = { ...process.env, ...WIDE_OPEN, DATABASE_URL: club.databaseUrl, REDIS_URL: club.redisUrl }
  const child = spawn(process.execPath, [RUN, 'boards', ...args], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, said }))
  })
}

const key = async (board: string) => {
  const [found] = await redis.keys(`boards:${board}:*:ranks`)
  if (found === undefined) throw new Error('Redis has no such board')
  return found
}

describe('the boards rebuilt by command', () => {
  test('are as Postgres says, while play goes on; what differed is told, and a dry run changes nothing', async () => {
    const [first, second] = [await club.signUp(), await club.signUp()]
    const atMs = Date.now()
    await record(club, first.userId, { net: 10, atMs })
    await record(club, second.userId, { net: 20, atMs })
    // In Redis, too: a board may be read from Postgres.
    await eventually(async () => expect(await redis.zcard(await key('all-time'))).toBe(2), WITHIN_MS)
    const ranks = await key('all-time')
    const [member = ''] = await redis.zrange(ranks, 0, 0)
    await redis.zadd(ranks, -999, member)
    await redis.zadd(ranks, -5, '0000000000000001:0000000000009999')
    const tried = await boards('rebuild', '--board', 'all-time', '--dry-run')
    expect(tried.said).toContain('all-time, all time: 2 players; missing 0, different 1, too many 1')
    expect(await redis.zscore(ranks, member)).toBe('-999')
    const playOn = async () => {
      for (let count = 0; count < 10; count++) await record(club, first.userId, { net: 1, atMs: atMs + count })
    }
    const [done] = await Promise.all([boards('rebuild', '--board', 'all-time'), playOn()])
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('different 1, too many 1') })
    await eventually(async () => {
      expect(ranksOf(await boardOf(club, first, 'all-time'))).toEqual([
        [1, second.nickname, 20],
        [2, first.nickname, 20],
      ])
    }, WITHIN_MS)
    expect((await boards('rebuild', '--dry-run')).said).not.toMatch(/(missing|different|too many) [1-9]/)
  })

  test('that were emptied are filled again at once, all of them', async () => {
    await redis.flushdb()
    const { code, said } = await boards('rebuild', '--board', 'all-time')
    expect([code, said]).toEqual([0, expect.stringMatching(/Filled Redis with \d+ rows/)])
    expect(await redis.exists('boards:place')).toBe(1)
  })

  test('that are none, or asked for in other words, change nothing', async () => {
    const orders = [['rebuild', '--board', 'none'], ['rebuild', '--season', 'monday'], ['build'], []]
    const answers = await Promise.all(orders.map((args) => boards(...args)))
    expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1])
  })
})

describe('a board as data', () => {
  const path = '/api/admin/boards/cards-daily'
  const terms = { period: 'day', games: ['rps', 'dice'], position: 20, enabled: true }
  const order = (seenRevision: number, changes: object = {}) => ({
    ...{ seenRevision, reason: 'for a test' },
    terms: { ...terms, ...changes },
  })

  test('is made, counts from then on, is hidden and shown again, and every step is in the log', async () => {
    const [player, token] = [await club.signUp(), await club.adminToken('operator')]
    const preview = await club.post(`${path}/preview`, { terms }, token)
    expect(preview).toMatchObject({ status: 200, body: { isNew: true, refused: false, players: 0 } })
    expect(await club.put(path, order(0), token)).toMatchObject({ status: 200, body: { revision: 1, enabled: true } })
    await record(club, player.userId, { net: 7, atMs: Date.now(), game: 'dice' })
    await eventually(async () => {
      expect(ranksOf(await boardOf(club, player, 'cards-daily'))).toEqual([[1, player.nickname, 7]])
    }, WITHIN_MS)
    expect(await club.put(path, order(0), token)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await club.put(path, order(1), token)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await club.put(path, order(1, { games: ['rps'] }), token)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await club.put(path, order(1, { games: ['match'] }), token)).status).toBe(400)
    expect(await club.put(path, order(1, { enabled: false }), token)).toMatchObject({ status: 200 })
    expect((await club.get('/api/leaderboards/cards-daily', player.accessToken)).status).toBe(404)
    const listed = await club.get<{ id: string }[]>('/api/leaderboards', player.accessToken)
    expect(listed.body.map(({ id }) => id)).not.toContain('cards-daily')
    const all = await club.get<AdminBoard[]>('/api/admin/boards', token)
    expect(all.body.find(({ id }) => id === 'cards-daily')).toMatchObject({ enabled: false, players: 1, revision: 2 })
    expect(await club.put(path, order(2), token)).toMatchObject({ status: 200, body: { enabled: true, players: 1 } })
    const acts = await club.sql<{ action: string }>(
      `select action from admin_audit_logs where target_type = 'board' order by id`,
    )
    expect(acts.map(({ action }) => action)).toEqual(['boards.create', 'boards.edit', 'boards.edit'])
  })
})

test('players who were taken off are listed with the reason, until they are let back', async () => {
  const [player, token] = [await club.signUp(), await club.adminToken('operator')]
  const path = `/api/admin/players/${player.userId}/boards`
  await club.post(path, { removed: true, reason: 'two of them played as one' }, token)
  const listed = await club.get('/api/admin/board-removals', token)
  expect(listed.headers.get('x-total-count')).toBe('1')
  expect(listed.body).toMatchObject(
    [{ id: player.userId, nickname: player.nickname, reason: /played as one/ }].map(({ reason, ...row }) => ({
      ...row,
      reason: expect.stringMatching(reason),
    })),
  )
  await club.post(path, { removed: false, reason: 'they were two after all' }, token)
  expect((await club.get('/api/admin/board-removals', token)).body).toEqual([])
})

describe('what Redis is told', () => {
  const atMs = Date.now()

  test('lets go of who falls to nothing, and has whoever comes above it', async () => {
    const [first, second] = [await club.signUp(), await club.signUp()]
    const shows = (rankedFirst: boolean, rankedSecond: boolean) =>
      eventually(async () => {
        const { rows } = await boardOf(club, first, 'all-time', '?perPage=100')
        const names = rows.map(({ nickname }) => nickname)
        expect([names.includes(first.nickname), names.includes(second.nickname)]).toEqual([rankedFirst, rankedSecond])
      }, WITHIN_MS)
    const both = async (net: number, other: number) => {
      await record(club, first.userId, { net, atMs })
      await record(club, second.userId, { net: other, atMs })
    }
    await both(30, -10)
    await shows(true, false)
    await both(-30, 25)
    await shows(false, true)
    await both(1, -40)
    await shows(true, false)
    const deps = { ...club.core, ranks: new Ranks(redis) }
    const { inPlace, seasons } = await rebuildBoards(deps, { dryRun: true })
    expect(inPlace).toBe(true)
    expect(seasons.filter(({ missing, different, extra }) => missing + different + extra > 0)).toEqual([])
  })

  test('says nothing of who stood below nothing before and after', async () => {
    const [first, second] = [await club.signUp(), await club.signUp()]
    const place = await readCursor(club.core.pool, 'consumer:boards')
    await record(club, first.userId, { net: 4, atMs })
    await record(club, second.userId, { net: -10, atMs })
    const ownScore = async (player: typeof first) => (await boardOf(club, player, 'all-time')).own.score
    await eventually(async () => expect([await ownScore(first), await ownScore(second)]).toEqual([4, -10]), WITHIN_MS)
    const again = await inTransaction(club.core.pool, async (tx) => {
      const { changed } = await scoreAfter(tx, place, 1_000)
      await tx.query('rollback; begin')
      return changed.filter(({ boardId }) => boardId === 'all-time')
    })
    expect(again.filter(({ userId }) => userId === first.userId)).toEqual([
      { boardId: 'all-time', startsAtMs: 0, userId: first.userId, score: 8, reachedAtMs: atMs },
    ])
    expect(again.filter(({ userId }) => userId === second.userId)).toEqual([])
  })
})
