import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PassMirror } from '../../server/src/battlepass/index.ts'
import { PASS_READER } from '../../server/src/battlepass/pass-reader.ts'
import { countPassXpAfter } from '../../server/src/battlepass/progress.store.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { BEGINNING, readCursor } from '../../server/src/stream/index.ts'
import { aPassReader, aSeason, countPasses, onPass, passOf } from '../support/battlepass.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aMission, claim as claimMission, countAll as countMissions } from '../support/missions.ts'
import { booksOf, giveCoins, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const MINUTE_MS = 60_000
const TO_TOMORROW_MS = 20 * 3_600_000
// A Saturday noon in Seoul.
let nowMs = Date.UTC(2026, 10, 21, 3)
// Nobody counts here but the tests.
const club = await openClub({
  clock: { nowMs: () => nowMs },
  env: { ROLE: 'game', JWT_EXPIRE_MINUTES: '1440' },
})
const redis = new Redis(club.redisUrl)
afterAll(() => redis.disconnect())
let season = ''
beforeAll(async () => {
  season = await aSeason(club)
  nowMs += 3 * MINUTE_MS
})

async function play(player: TestPlayer, times: number, bet = 10): Promise<void> {
  for (let time = 0; time < times; time++) expect((await spinHttp(club, player, bet)).status).toBe(200)
}

/** A player whose plays are counted: two of them are a level. */
async function aPlayerWhoPlayed(times: number): Promise<TestPlayer> {
  const player = await club.signUp()
  await play(player, times)
  await countPasses(club)
  return player
}

async function withGems(player: TestPlayer, amount: number): Promise<TestPlayer> {
  const body = { commandId: newCommandId(), userId: player.userId, rewards: [{ type: 'GEM', amount }] }
  const note = { reason: 'for a test', note: '' }
  expect((await club.post('/api/rewards', { ...body, ...note }, await club.adminToken())).status).toBe(200)
  return player
}

const xpOf = async ({ userId }: TestPlayer) =>
  (
    await club.sql<{ xp: number }>('select xp from pass_progress where user_id = $1 and season = $2', [userId, season])
  )[0]?.xp
const counted = () => club.sql('select season, user_id, xp, last_seq from pass_progress order by season, user_id')
const claim = (player: TestPlayer, level: number, track: 'free' | 'paid' = 'free', more: object = {}) =>
  onPass(club, player, 'claim', { level, track, ...more })

describe('pass XP', () => {
  test('is the same for every play, won or lost, whatever the stake, up to the bound of the day', async () => {
    const player = await club.signUp()
    await giveCoins(club, player.userId, 10_000)
    await play(player, 2, 10)
    await play(player, 1, 100)
    await countPasses(club)
    expect(await passOf(club, player)).toMatchObject({ season, xp: 60, level: 1, playXpToday: 60 })
    await play(player, 4)
    await countPasses(club)
    expect(await passOf(club, player)).toMatchObject({ xp: 100, level: 2, playXpToday: 100 })
    nowMs += TO_TOMORROW_MS
    await play(player, 1)
    await countPasses(club)
    expect(await passOf(club, player)).toMatchObject({ xp: 120, playXpToday: 20 })
    nowMs -= TO_TOMORROW_MS
  })

  test('comes from missions and from days of a streak as well, beyond that bound', async () => {
    const mission = await aMission(club, { target: 1 })
    nowMs += 10
    const player = await aPlayerWhoPlayed(5)
    await countMissions(club, { limit: 1_000 })
    expect((await claimMission(club, player, mission)).status).toBe(200)
    const tick = await club.post('/api/streak/tick', { commandId: newCommandId() }, player.accessToken)
    expect(tick.status).toBe(200)
    await countPasses(club)
    expect(await xpOf(player)).toBe(100 + 50 + 30)
  })

  test('stays the same when the same events come once more, or one by one, or all at once', async () => {
    await aPlayerWhoPlayed(7)
    const before = await counted()
    await countPasses(club, { from: BEGINNING, limit: 13 })
    expect(await counted()).toEqual(before)
    for (const limit of [1, 5, 100_000]) {
      await club.sql('delete from pass_progress')
      await club.sql('delete from pass_days')
      await countPasses(club, { from: BEGINNING, limit })
      expect(await counted()).toEqual(before)
    }
  })

  test('that comes to a level is told once, with the highest of several, however often it is counted', async () => {
    const player = await club.signUp()
    const levels = async () =>
      (
        await club.sql<{ title_en: string }>(
          `select title_en from notifications where user_id = $1 and template = 'level-up' order by id`,
          [player.userId],
        )
      ).map(({ title_en: title }) => /level (\d)/.exec(title)?.[1])
    const notices: unknown[] = []
    ;(await club.joinRoom(player.accessToken)).onMessage('notice', (notice) => notices.push(notice))
    await play(player, 1)
    await countPasses(club)
    expect(await levels()).toEqual([])
    await play(player, 1)
    await countPasses(club)
    expect(await levels()).toEqual(['1'])
    await club.sql('delete from pass_progress')
    await club.sql('delete from pass_days')
    await countPasses(club, { from: BEGINNING, limit: 1 })
    expect(await levels()).toEqual(['1'])
    await play(player, 3)
    await countPasses(club, { limit: 100 })
    expect(await levels()).toEqual(['1', '2'])
    const told = [1, 2].map((level) => ({ kind: 'passLevel', season, level }))
    await expect.poll(() => notices, { timeout: 20_000 }).toEqual(told)
  })

  test('is exact with plays at once, and readers that count against each other', async () => {
    const players = await Promise.all([club.signUp(), club.signUp(), club.signUp()])
    const readers = [aPassReader(club), aPassReader(club)]
    const plays = players.flatMap((player, index) => Array.from({ length: 3 + index }, () => spinHttp(club, player)))
    const reads = readers.map(async (reader) => {
      for (let round = 0; round < 15; round++) await reader.advance(await readCursor(club.core.pool, PASS_READER), 2)
    })
    for (const { status } of await Promise.all(plays)) expect(status).toBe(200)
    await Promise.all(reads)
    await countPasses(club)
    expect(await Promise.all(players.map(xpOf))).toEqual([60, 80, 100])
  })

  test('is counted once by a reader that dies before its commit, and goes on', async () => {
    const player = await club.signUp()
    await play(player, 3)
    const { pool, policy } = club.core
    const dying = inTransaction(pool, async (tx) => {
      await countPassXpAfter(tx, await readCursor(tx, PASS_READER), { limit: 100, zone: policy.zone })
      throw new Error('it dies')
    })
    await expect(dying).rejects.toThrow('it dies')
    await countPasses(club)
    expect(await xpOf(player)).toBe(60)
  })

  test('is in Redis for others to read, there again when it vanishes, and lost without harm', async () => {
    const mirror = new PassMirror({ ...club.core, redis })
    const reader = aPassReader(club, mirror as never)
    const player = await aPlayerWhoPlayed(0)
    await play(player, 2)
    await countPasses(club, { reader })
    expect(await redis.get(`battlepass:${player.userId}:xp`)).toBe('40')
    await redis.flushdb()
    expect((await claim(player, 1)).status).toBe(200)
    await eventually(async () => {
      await countPasses(club, { reader })
      expect(await redis.get(`battlepass:${player.userId}:xp`)).toBe('40')
    }, 20_000)
  })
})

describe('a claim', () => {
  test('pays once, and answers the same under its command id', async () => {
    const player = await aPlayerWhoPlayed(4)
    const before = await booksOf(club.sql, player.userId)
    const commandId = newCommandId()
    const first = await claim(player, 1, 'free', { commandId })
    expect(first).toMatchObject({
      status: 200,
      body: { season, version: 1, claims: [{ level: 1, track: 'free' }], coins: before.coins + 100, atEnd: false },
    })
    expect((await claim(player, 1, 'free', { commandId })).body).toEqual({ ...first.body, replayed: true })
    expect(await claim(player, 1)).toMatchObject(aProblem(409, 'PASS_CLAIMED'))
    expect(await booksOf(club.sql, player.userId)).toMatchObject({
      coins: before.coins + 100,
      events: before.events + 1,
    })
    const pass = await passOf(club, player)
    expect(pass).toMatchObject({ claims: [{ level: 1, track: 'free' }], earned: [{ level: 2, track: 'free' }] })
  })

  test('of twenty devices at once, over HTTP and in rooms, pays once', async () => {
    const player = await aPlayerWhoPlayed(2)
    const before = await booksOf(club.sql, player.userId)
    const rooms = await Promise.all(Array.from({ length: 3 }, () => club.joinRoom(player.accessToken)))
    const asked = Array.from({ length: 20 }, async (_, index) => {
      const room = rooms[index % 6]
      if (room === undefined) return (await claim(player, 1)).status === 200
      const answer = await room.request('battlepass.claim', { commandId: newCommandId(), level: 1, track: 'free' })
      return (answer as { ok: boolean }).ok
    })
    const answers = await Promise.all(asked)
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: before.coins + 100 })
    await Promise.all(rooms.map((room) => room.leave()))
  })

  test('of everything takes what was earned, at once and once, whoever else claims meanwhile', async () => {
    const player = await aPlayerWhoPlayed(5)
    const before = await booksOf(club.sql, player.userId)
    await Promise.all([
      ...Array.from({ length: 5 }, () => onPass(club, player, 'claim-all')),
      claim(player, 1),
      claim(player, 2),
    ])
    expect(await onPass(club, player, 'claim-all')).toMatchObject(aProblem(409, 'PASS_NOTHING_EARNED'))
    expect(await passOf(club, player)).toMatchObject({ earned: [], claims: [{ level: 1 }, { level: 2 }] })
    expect((await booksOf(club.sql, player.userId)).coins).toBe(before.coins + 100)
    const [shields] = await club.sql('select quantity from inventory where user_id = $1', [player.userId])
    expect(shields).toMatchObject({ quantity: 1 })
  })

  test('of what is not reached, not bought, not there or not one’s own changes nothing', async () => {
    const [doer, other] = [await aPlayerWhoPlayed(2), await aPlayerWhoPlayed(1)]
    const before = await booksOf(club.sql, other.userId)
    expect(await claim(other, 1)).toMatchObject(aProblem(409, 'PASS_LEVEL_LOCKED'))
    expect(await claim(doer, 1, 'paid')).toMatchObject(aProblem(409, 'PASS_TRACK_LOCKED'))
    expect(await claim(other, 3, 'free')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await claim(other, 9)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await claim(other, 1, 'free', { season: 'nothing' })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    for (const bad of [{ userId: doer.userId }, { level: -1 }, { level: 1.5 }, { track: 'gold' }, { tier_id: 1 }]) {
      expect(await claim(other, 1, 'free', bad)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect((await club.post('/api/battlepass/claim', { level: 1, track: 'free' })).status).toBe(401)
    expect(await booksOf(club.sql, other.userId)).toEqual(before)
    expect(await passOf(club, doer)).toMatchObject({ earned: [{ level: 1, track: 'free' }], claims: [] })
  })

  test('draws nobody back from a pause', async () => {
    const player = await aPlayerWhoPlayed(2)
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    for (const path of ['claim-all', 'claim']) {
      const body = path === 'claim' ? { level: 1, track: 'free' } : {}
      expect(await onPass(club, player, path, body)).toMatchObject(aProblem(403, 'PAUSED'))
    }
  })
})

describe('the paid track', () => {
  const buy = (player: TestPlayer, changes: object = {}) =>
    onPass(club, player, 'buy', { season, priceGems: 150, ...changes })

  test('bought late holds everything that was earned before', async () => {
    const player = await withGems(await aPlayerWhoPlayed(5), 500)
    expect((await claim(player, 1)).status).toBe(200)
    const paidNow = [
      { level: 1, track: 'paid' },
      { level: 2, track: 'paid' },
    ]
    expect(await passOf(club, player)).toMatchObject({ paid: false, mayBuy: true, priceGems: 150, paidNow })
    const { gems, coins } = await booksOf(club.sql, player.userId)
    expect(await buy(player)).toMatchObject({ status: 200, body: { gems: gems - 150, priceGems: 150 } })
    expect((await passOf(club, player)).earned).toEqual([paidNow[0], { level: 2, track: 'free' }, paidNow[1]])
    expect(await onPass(club, player, 'claim-all')).toMatchObject({ status: 200, body: { gems: gems - 140 } })
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ gems: gems - 140, coins: coins + 1_000 })
  })

  test('is bought once, however often it is asked for', async () => {
    const player = await withGems(await club.signUp(), 500)
    const { gems } = await booksOf(club.sql, player.userId)
    const commandId = newCommandId()
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => buy(player)),
      ...Array.from({ length: 4 }, () => buy(player, { commandId })),
    ])
    expect(answers.filter(({ status, body }) => status === 200 && body.replayed !== true)).toHaveLength(1)
    expect(await buy(player)).toMatchObject(aProblem(409, 'PASS_OWNED'))
    expect((await booksOf(club.sql, player.userId)).gems).toBe(gems - 150)
    expect(await club.sql('select price_gems from pass_tracks where user_id = $1', [player.userId])).toHaveLength(1)
  })

  test('is refused for another price, without the gems, in another season, and to who has excluded himself', async () => {
    const player = await club.signUp()
    const before = await booksOf(club.sql, player.userId)
    expect(await buy(player, { priceGems: 149 })).toMatchObject(aProblem(409, 'PRICE_CHANGED'))
    expect(await buy(player, { season: 'nothing' })).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await buy(player)).toMatchObject(aProblem(409, 'INSUFFICIENT_FUNDS'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    await withGems(player, 500)
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    expect(await buy(player)).toMatchObject(aProblem(403, 'PAUSED'))
    expect(await passOf(club, player)).toMatchObject({ mayBuy: false, paidNow: [] })
    expect(await club.sql('select from pass_tracks where user_id = $1', [player.userId])).toEqual([])
  })
})

test('the books agree with all of it', async () => {
  expect((await club.audit()).bad).toBeUndefined()
})
