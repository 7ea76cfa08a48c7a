import { CLOSE_CODES, type OddsTable, STANDARD_SLOT_TABLE, TABLED_GAMES } from '@casino-club/shared'
import { afterAll, describe, expect, test } from 'vitest'
import { newCommandId, signUp, type TestPlayer } from '../support/club.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, chainOf, spinHttp, spinRoom } from '../support/play.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { aProblem } from '../support/requests.ts'
import { ownerOf } from '../support/sql.ts'

const SECOND = 1_000
const databaseUrl = await freshDatabase()
const redisUrl = await freshRedisUrl()
const { sql, pool } = ownerOf(databaseUrl)
const start = (role: 'game' | 'api' | 'all') => startProcess({ role, databaseUrl, redisUrl })
const [gameA, gameB, api, alone] = await Promise.all([start('game'), start('game'), start('api'), start('all')])

afterAll(async () => {
  for (const process of [gameA, gameB, api, alone]) process.kill('SIGKILL')
  await Promise.all([gameA, gameB, api, alone].map(({ ended }) => ended))
  await pool.end()
})

const adminToken = async () => {
  const login = { siteId: 'admin', password: 'the-password-of-tests' }
  return (await api.post<{ accessToken: string }>('/api/auth/admin/login', login)).body.accessToken
}

/** A socket in each of two processes that hold rooms, and how those that were closed were. */
async function socketsOf({ accessToken }: TestPlayer) {
  const rooms = [await gameA.joinRoom(accessToken), await alone.joinRoom(accessToken)]
  const codes: number[] = []
  for (const room of rooms) room.onLeave((code) => codes.push(code))
  return { codes, leave: () => Promise.all(rooms.map((room) => room.leave())) }
}

test('processes that open an empty club at once give it one table of each game and one admin', async () => {
  const [row] = await sql(
    'select (select count(*) from odds_tables) as tables, (select count(*) from admin_users) as admins',
  )
  expect(row).toEqual({ tables: Object.keys(TABLED_GAMES).length, admins: 1 })
})

describe('two game processes', () => {
  test('hold one room for a player, whichever he asks', async () => {
    const player = await signUp(api)
    const [one, other] = [await gameA.joinRoom(player.accessToken), await gameB.joinRoom(player.accessToken)]
    expect(other.roomId).toBe(one.roomId)
    const reply = await spinRoom(other, 100)
    expect(reply).toMatchObject({ ok: true })
    await eventually(() => {
      for (const { state } of [one, other]) expect(state).toMatchObject({ version: 2, nonce: 1 })
    })
    await Promise.all([one.leave(), other.leave()])
  })

  test('hold one room for a player who asks both at once', async () => {
    for (let round = 0; round < 5; round++) {
      const player = await signUp(api)
      const doors = [gameA, gameB, gameA, gameB]
      const rooms = await Promise.all(doors.map((door) => door.joinRoom(player.accessToken)))
      const replies = await Promise.all(rooms.map((room) => spinRoom(room, 10)))
      expect(replies.every(({ ok }) => ok)).toBe(true)
      expect(await booksOf(sql, player.userId)).toMatchObject({ nonce: 4, events: 5 })
      await eventually(() => {
        for (const { state } of rooms) expect(state.version).toBe(5)
      })
      await Promise.all(rooms.map((room) => room.leave()))
    }
  })
})

describe('within a second', () => {
  test('a spin over HTTP in one process shows in the room of another', async () => {
    const player = await signUp(api)
    const room = await gameA.joinRoom(player.accessToken)
    const { body } = await spinHttp(api, player, 100)
    await eventually(() => expect(room.state).toMatchObject({ version: 2, coins: body.coins }), SECOND)
    expect(await spinRoom(room, 100)).toMatchObject({ ok: true, nonce: 1 })
    await room.leave()
  })

  test('a correction in one process shows in the room of another, with its notice', async () => {
    const player = await signUp(api)
    const room = await gameB.joinRoom(player.accessToken)
    const notices: unknown[] = []
    room.onMessage('notice', (notice) => notices.push(notice))
    const login = { siteId: 'admin', password: 'the-password-of-tests' }
    const { accessToken } = (await api.post<{ accessToken: string }>('/api/auth/admin/login', login)).body
    const correction = { currency: 'tickets', amount: 4, reason: 'for patience', expectedVersion: 1 }
    const path = `/api/admin/players/${player.userId}/balance-corrections`
    await api.post(path, { commandId: newCommandId(), ...correction }, accessToken)
    await eventually(() => {
      expect(room.state).toMatchObject({ version: 2, tickets: 7 })
      expect(notices).toMatchObject([{ amount: 4, note: 'for patience' }])
    }, SECOND)
    await room.leave()
  })

  test('odds published in one process are drawn from in the rooms of all, under load, and no play is of two tables', async () => {
    const rooms = await Promise.all(
      [gameA, gameB, alone].map(async (door) => door.joinRoom((await signUp(api)).accessToken)),
    )
    const spins: { occurredAtMs: number; tableVersion: number }[] = []
    const ending = new AbortController()
    const load = rooms.map(async (room) => {
      while (!ending.signal.aborted) spins.push((await spinRoom(room, 10)) as (typeof spins)[number])
    })
    const login = { siteId: 'admin', password: 'the-password-of-tests' }
    const { accessToken } = (await api.post<{ accessToken: string }>('/api/auth/admin/login', login)).body
    const draft = { game: 'slot', table: { ...STANDARD_SLOT_TABLE, minBet: 5 }, note: 'for small purses' }
    const { id, hash, version } = (await api.post<OddsTable>('/api/admin/odds-tables', draft, accessToken)).body
    const body = { seenHash: hash, reason: 'agreed' }
    const { status } = await api.post(`/api/admin/odds-tables/${id}/publish`, body, accessToken)
    const publishedAtMs = Date.now()
    await eventually(() => {
      for (const room of rooms) expect(room.state.nonce).toBeGreaterThan(0)
      expect(spins.filter(({ occurredAtMs }) => occurredAtMs > publishedAtMs + SECOND).length).toBeGreaterThan(30)
    })
    ending.abort()
    await Promise.all(load)
    expect(status).toBe(200)
    for (const { occurredAtMs, tableVersion } of spins) {
      if (occurredAtMs > publishedAtMs + SECOND) expect(tableVersion).toBe(version)
      else expect([version - 1, version]).toContain(tableVersion)
    }
    expect(await auditOf(databaseUrl)).toMatchObject({ bad: undefined })
    await Promise.all(rooms.map((room) => room.leave()))
  })

  test('a log-out in one process closes the rooms in the others and bars the token everywhere', async () => {
    const player = await signUp(api)
    const rooms = [await gameA.joinRoom(player.accessToken), await alone.joinRoom(player.accessToken)]
    const codes: number[] = []
    for (const room of rooms) room.onLeave((code) => codes.push(code))
    await api.post('/api/auth/logout', {}, player.accessToken)
    await eventually(() => expect(codes).toEqual([CLOSE_CODES.LOGGED_OUT, CLOSE_CODES.LOGGED_OUT]), SECOND)
    for (const door of [gameA, gameB, alone]) {
      await expect(door.joinRoom(player.accessToken)).rejects.toThrow('SESSION_REVOKED')
      expect((await spinHttp(door, player)).status).toBe(401)
    }
  })

  test('a ban in one process closes the player’s sockets in two game processes, and nobody else’s', async () => {
    const [player, neighbour] = [await signUp(api), await signUp(api)]
    const sockets = await socketsOf(player)
    const others = await socketsOf(neighbour)
    const body = { reason: 'two accounts at one table', until: null }
    const { status } = await api.post(`/api/admin/players/${player.userId}/ban`, body, await adminToken())
    expect(status).toBe(200)
    await eventually(() => expect(sockets.codes).toEqual([CLOSE_CODES.LOGGED_OUT, CLOSE_CODES.LOGGED_OUT]), SECOND)
    expect(others.codes).toEqual([])
    const { siteId, password } = player
    for (const door of [gameA, gameB, alone]) {
      await expect(door.joinRoom(player.accessToken)).rejects.toThrow('SESSION_REVOKED')
      expect(await door.post('/api/auth/login', { siteId, password })).toMatchObject(aProblem(403, 'BANNED'))
    }
    await others.leave()
  })

  test('a log-out of many in one process closes the rooms of all of them in the others', async () => {
    const players = await Promise.all(Array.from({ length: 6 }, () => signUp(api)))
    const sockets = await Promise.all(players.map(socketsOf))
    const userIds = players.map(({ userId }) => userId)
    const body = { commandId: newCommandId(), userIds, reason: 'for a test of many' }
    const answer = await api.post('/api/admin/players/logout', body, await adminToken())
    expect(answer).toMatchObject({ status: 200, body: { players: 6, sessions: 6 } })
    await eventually(() => {
      for (const { codes } of sockets) expect(codes).toEqual([CLOSE_CODES.LOGGED_OUT, CLOSE_CODES.LOGGED_OUT])
    }, SECOND)
    for (const { accessToken } of players) {
      await expect(alone.joinRoom(accessToken)).rejects.toThrow('SESSION_REVOKED')
    }
  })
})

describe('a room in each of two processes', () => {
  test('one command id asked of both at once has one outcome, the same for both', async () => {
    const player = await signUp(api)
    const [one, other] = [await gameA.joinRoom(player.accessToken), await alone.joinRoom(player.accessToken)]
    expect(one.roomId).not.toBe(other.roomId)
    for (let round = 0; round < 20; round++) {
      const id = newCommandId()
      const [first, second] = await Promise.all([spinRoom(one, 10, id), spinRoom(other, 10, id)])
      const replayed = [first, second].filter((reply) => reply.ok && reply.replayed)
      expect(replayed).toHaveLength(1)
      expect({ ...first, replayed: true }).toEqual({ ...second, replayed: true })
    }
    expect(await booksOf(sql, player.userId)).toMatchObject({ nonce: 20, events: 21 })
    await Promise.all([one.leave(), other.leave()])
  })

  test('spins of both at once, and over HTTP, add up', async () => {
    const player = await signUp(api)
    const [one, other] = [await gameA.joinRoom(player.accessToken), await alone.joinRoom(player.accessToken)]
    const spin = async (ask: () => Promise<{ ok?: boolean }>) => {
      let accepted = 0
      for (let count = 0; count < 20; count++) if ((await ask()).ok === true) accepted++
      return accepted
    }
    const accepted = await Promise.all([
      spin(() => spinRoom(one, 10)),
      spin(() => spinRoom(other, 10)),
      spin(async () => (await spinHttp(api, player, 10)).body),
    ])
    expect(accepted).toEqual([20, 20, 20])
    expect(await chainOf(sql, player.userId)).toEqual(Array.from({ length: 61 }, (_, at) => at + 1))
    for (const room of [one, other]) {
      await spinRoom(room, 10)
      const { coins, version } = await booksOf(sql, player.userId)
      await eventually(() => expect(room.state).toMatchObject({ version, coins }))
    }
    expect((await auditOf(databaseUrl)).bad).toBeUndefined()
  })
})
