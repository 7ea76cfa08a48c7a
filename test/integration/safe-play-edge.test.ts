import { setTimeout as sleep } from 'node:timers/promises'
import { CLOSE_CODES, type OddsTable, STANDARD_ROULETTE_TABLE } from '@casino-club/shared'
import { afterAll, expect, test } from 'vitest'
import { ADMIN_PASSWORD, newCommandId, type PlayerRoom, signUp, type TestPlayer } from '../support/club.ts'
import { type ClubProcess, startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, settledBooksOf, spinHttp } from '../support/play.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { safely, setLimit, standingOf, usageOf, usedOf } from '../support/safe-play.ts'
import { ownerOf } from '../support/sql.ts'

/** Redis is shared, rooms are not: each process opens one of its own for the same player. */
const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const start = () => startProcess({ role: 'all', databaseUrl, redisUrl })
const [here, there] = await Promise.all([start(), start()])

afterAll(async () => {
  for (const process of [here, there]) process.kill('SIGKILL')
  await Promise.all([here.ended, there.ended])
  await pool.end()
})

const BET = 10
const AT_ONCE = 1_000
const LATER = new Set(['SLOW_DOWN', 'TEMPORARILY_UNAVAILABLE', 'RATE_LIMITED'])

interface Reply {
  readonly ok?: boolean
  readonly reason?: string
  readonly win?: number
}
type Play = (commandId: string) => Promise<Reply>

/** Asks with one command id until the answer is conclusive. */
async function conclusively(play: Play, commandId = newCommandId()): Promise<Reply> {
  for (;;) {
    const reply = await play(commandId)
    if (reply.ok || !LATER.has(reply.reason ?? '')) return reply
    await sleep(20 + Math.floor(Math.random() * 100))
  }
}

/** A play of nothing but losses or its stake back: bets on one number, which pays its stake. */
const choice = { bets: [{ kind: 'straight', numbers: [17], amount: BET }] }

function doorsOf(player: TestPlayer, rooms: readonly PlayerRoom[], game: 'slot' | 'roulette'): Play[] {
  const command = game === 'slot' ? 'slot.spin' : 'roulette.spin'
  const path = game === 'slot' ? '/api/actions/SLOT_SPIN' : '/api/games/roulette/spin'
  const payload = game === 'slot' ? { bet: BET } : choice
  const overHttp =
    (door: ClubProcess): Play =>
    async (commandId) =>
      (await door.post<Reply>(path, { commandId, ...payload }, player.accessToken)).body
  return [
    ...rooms.map(
      (room): Play =>
        (commandId) =>
          room.request(command as 'slot.spin', { commandId, ...payload } as never, {
            timeout: 60_000,
          }) as Promise<Reply>,
    ),
    overHttp(here),
    overHttp(there),
  ]
}

/** A thousand plays at once, over the rooms and the HTTP ports of two processes; what they were answered. */
async function playAtOnce(player: TestPlayer, game: 'slot' | 'roulette'): Promise<Reply[]> {
  const rooms = [await here.joinRoom(player.accessToken), await there.joinRoom(player.accessToken)]
  const doors = doorsOf(player, rooms, game)
  const plays = Array.from({ length: AT_ONCE }, (_, index) => conclusively(doors[index % doors.length] as Play))
  const replies = await Promise.all(plays)
  await Promise.all(rooms.map((room) => room.leave()))
  return replies
}

const reasonsOf = (replies: readonly Reply[]) => new Set(replies.filter(({ ok }) => !ok).map(({ reason }) => reason))

test('a thousand plays at once stake to the coin what a limit allows', async () => {
  const player = await signUp(here)
  expect((await setLimit(there, player, 'stakeCoins.day', 1_500)).status).toBe(200)
  const replies = await playAtOnce(player, 'slot')
  expect(replies.filter(({ ok }) => ok)).toHaveLength(150)
  expect(reasonsOf(replies)).toEqual(new Set(['STAKE_LIMIT']))
  expect(await usedOf(here, player, 'stakeCoins.day')).toBe(1_500)
  expect((await booksOf(sql, player.userId)).nonce).toBe(150)
}, 180_000)

test('a thousand plays at once lose to the coin what a limit allows', async () => {
  const { accessToken } = (
    await here.post<{ accessToken: string }>('/api/auth/admin/login', { siteId: 'admin', password: ADMIN_PASSWORD })
  ).body
  const table = {
    ...STANDARD_ROULETTE_TABLE,
    pays: Object.fromEntries(Object.keys(STANDARD_ROULETTE_TABLE.pays).map((kind) => [kind, 0])),
    declaredRtp: { minBasisPoints: 0, maxBasisPoints: 10_000 },
  }
  const draft = { game: 'roulette', table, note: 'for a test' }
  const { id, hash, version } = (await here.post<OddsTable>('/api/admin/odds-tables', draft, accessToken)).body
  const published = { seenHash: hash, reason: 'for a test' }
  expect((await here.post(`/api/admin/odds-tables/${id}/publish`, published, accessToken)).status).toBe(200)
  await eventually(async () => {
    const { body } = await there.get<{ tableVersion: number }>('/api/games/roulette/config')
    expect(body.tableVersion).toBe(version)
  })
  const player = await signUp(here)
  expect((await setLimit(here, player, 'lossCoins.week', 1_000)).status).toBe(200)
  const replies = await playAtOnce(player, 'roulette')
  expect(reasonsOf(replies)).toEqual(new Set(['LOSS_LIMIT']))
  expect(await usedOf(there, player, 'lossCoins.week')).toBe(1_000)
  expect((await booksOf(sql, player.userId)).coins).toBe(9_000)
}, 180_000)

test('a pause closes the rooms of both processes within a second, and neither lets him in again', async () => {
  const player = await signUp(here)
  const rooms = [await here.joinRoom(player.accessToken), await there.joinRoom(player.accessToken)]
  const codes: number[] = []
  for (const room of rooms) room.onLeave((code) => codes.push(code))
  expect((await safely(there, player, 'pause', { hours: 24 })).status).toBe(200)
  await eventually(() => expect(codes).toEqual([CLOSE_CODES.PAUSED, CLOSE_CODES.PAUSED]), 1_000)
  for (const door of [here, there]) {
    await expect(door.joinRoom(player.accessToken)).rejects.toThrow('PAUSED')
    expect((await spinHttp(door, player, BET)).status).toBe(403)
  }
})

test('one limit set on two devices at once is set once, and the stricter one holds', async () => {
  const player = await signUp(here)
  const answers = await Promise.all([
    setLimit(here, player, 'lossGems.day', 40),
    setLimit(there, player, 'lossGems.day', 30),
    setLimit(here, player, 'lossGems.day', 50),
  ])
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  const { limits } = await standingOf(there, player)
  expect(limits.find(({ limit }) => limit === 'lossGems.day')?.value).toBe(30)
})

test('a kill -9 in the middle leaves what was used as the books have it, and the limit as it was', async () => {
  const victim = await start()
  const player = await signUp(here)
  await setLimit(victim, player, 'stakeCoins.month', 2_000)
  const room = await victim.joinRoom(player.accessToken)
  let answered = 0
  const asked = Array.from({ length: 150 }, async () => {
    const reply = await room.request('slot.spin', { commandId: newCommandId(), bet: BET }).catch(() => undefined)
    if (reply?.ok) answered++
  })
  await eventually(() => expect(answered).toBeGreaterThan(20), 20_000)
  victim.kill('SIGKILL')
  await victim.ended
  await Promise.race([Promise.all(asked), sleep(1_000)])
  const { nonce } = await settledBooksOf(sql, player.userId)
  expect(nonce).toBeGreaterThanOrEqual(answered)
  expect((await usageOf(sql, player.userId))?.windows[2][2]).toBe(nonce * BET)
  const rest = await Promise.all(
    Array.from({ length: 250 }, () => conclusively(doorsOf(player, [], 'slot')[0] as Play)),
  )
  expect(rest.filter(({ ok }) => ok)).toHaveLength(200 - nonce)
  expect(reasonsOf(rest)).toEqual(new Set(['STAKE_LIMIT']))
  expect((await auditOf(databaseUrl)).bad).toBeUndefined()
}, 120_000)
