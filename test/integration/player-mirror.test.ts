import { afterAll, expect, test } from 'vitest'
import { PlayerMirror } from '../../server/src/mirror/index.ts'
import { connectRedis } from '../../server/src/platform/redis.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, spinHttp } from '../support/play.ts'

const PATIENCE_MS = 30_000
const club = await openClub()
const redis = connectRedis(club.core.services.redisUrl, club.core.log)
afterAll(() => redis.disconnect())

const mirrored = async (userId: number) => ({
  streak: await redis.get(`user:${userId}:streak_count`),
  at: Number(await redis.get(`user:${userId}:last_action_ts`)),
})
const streakOf = async (userId: number) => {
  const [row] = await club.sql<{ streak: number }>(
    `select coalesce((state #>> '{games,slot,streak}')::integer, 0) as streak from players where user_id = $1`,
    [userId],
  )
  return String(row?.streak)
}

test('wins in a row and the last doing of a player are in Redis for others to read, and come back when they vanish', async () => {
  const player = await club.signUp()
  const quiet = await club.signUp()
  const beganMs = Date.now()
  for (let spins = 0; spins < 5; spins++) expect((await spinHttp(club, player)).status).toBe(200)
  await eventually(async () => {
    const { streak, at } = await mirrored(player.userId)
    expect(streak).toBe(await streakOf(player.userId))
    expect(at).toBeGreaterThanOrEqual(beganMs)
  }, PATIENCE_MS)
  const { at } = await mirrored(player.userId)
  await redis.flushdb()
  await eventually(async () => {
    expect((await mirrored(player.userId)).at).toBeGreaterThanOrEqual(at)
    expect((await mirrored(quiet.userId)).streak).toBe('0')
  }, PATIENCE_MS)
  expect(await redis.pttl(`user:${player.userId}:last_action_ts`)).toBeGreaterThan(0)
})

test('while Redis is away its events wait, and no player does', async () => {
  const player = await club.signUp()
  const away = { status: 'reconnecting' } as never
  const mirror = new PlayerMirror({ ...club.core, redis: away })
  const place = { xid: '0', userId: 0, seq: 0 }
  expect((await spinHttp(club, player)).status).toBe(200)
  expect(await mirror.advance(place)).toEqual({ taken: 0, last: place })
  expect((await booksOf(club.sql, player.userId)).nonce).toBe(1)
})
