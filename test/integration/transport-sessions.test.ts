import { CLOSE_CODES, type SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type PlayerRoom, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, spinHttp, spinRoom } from '../support/play.ts'

const SECOND = 1_000
const club = await openClub()

/** What a room was told before it was closed, and with which code. */
function endOf(room: PlayerRoom) {
  const told: unknown[] = []
  const end: { code?: number; told: unknown[] } = { told }
  room.onMessage('kicked', (message) => told.push(message))
  room.onLeave((code) => {
    end.code = code
  })
  return end
}

const KICKED = { code: CLOSE_CODES.LOGGED_OUT, told: [{ reason: 'LOGGED_OUT' }] }

async function anotherSession({ siteId, password }: TestPlayer): Promise<string> {
  const { body } = await club.post<SessionReply>('/api/auth/login', { siteId, password })
  return body.accessToken
}

describe('within a second', () => {
  test('a log-out closes the connections of its session and leaves the others', async () => {
    const player = await club.signUp()
    const otherToken = await anotherSession(player)
    const own = [await club.joinRoom(player.accessToken), await club.joinRoom(player.accessToken)]
    const other = await club.joinRoom(otherToken)
    const ends = own.map(endOf)
    await club.post('/api/auth/logout', {}, player.accessToken)
    await eventually(() => expect(ends).toEqual([KICKED, KICKED]), SECOND)
    expect(await spinRoom(other)).toMatchObject({ ok: true })
  })

  test('a log-out everywhere closes every connection of the player and nobody else’s', async () => {
    const [player, neighbour] = [await club.signUp(), await club.signUp()]
    const tokens = [player.accessToken, await anotherSession(player), await anotherSession(player)]
    const rooms = await Promise.all(tokens.map((token) => club.joinRoom(token)))
    const neighboursRoom = await club.joinRoom(neighbour.accessToken)
    const ends = rooms.map(endOf)
    await club.post('/api/auth/logout-all', {}, player.accessToken)
    await eventually(() => expect(ends).toEqual([KICKED, KICKED, KICKED]), SECOND)
    for (const token of tokens) await expect(club.joinRoom(token)).rejects.toThrow('SESSION_REVOKED')
    expect(await spinRoom(neighboursRoom)).toMatchObject({ ok: true })
  })

  test('a log-out forced by an admin closes every connection, and keeps no room for them', async () => {
    const player = await club.signUp()
    const rooms = [await club.joinRoom(player.accessToken), await club.joinRoom(await anotherSession(player))]
    const ends = rooms.map(endOf)
    const admin = await club.adminToken()
    const { body } = await club.post(`/api/admin/players/${player.userId}/logout`, {}, admin)
    expect(body).toEqual({ loggedOut: true, sessions: 2 })
    await eventually(() => expect(ends).toEqual([KICKED, KICKED]), SECOND)
    await eventually(() => expect(club.core.actors.online()).not.toContain(player.userId), SECOND)
  })

  test('a stolen refresh token that is used again closes its session’s connections', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const end = endOf(room)
    const first = await club.post<SessionReply>('/api/auth/refresh', { refreshToken: player.refreshToken })
    await club.post('/api/auth/refresh', { refreshToken: first.body.refreshToken })
    await club.post('/api/auth/refresh', { refreshToken: player.refreshToken })
    await eventually(() => expect(end).toEqual(KICKED), SECOND)
  })

  test('a balance corrected by an admin stands in the open room, with a notice', async () => {
    const player = await club.signUp()
    const rooms = [await club.joinRoom(player.accessToken), await club.joinRoom(player.accessToken)]
    const notices: unknown[] = []
    for (const room of rooms) room.onMessage('notice', (notice) => notices.push(notice))
    const admin = await club.adminToken()
    const correction = { currency: 'gems', amount: 55, reason: 'a present of the house', expectedVersion: 1 }
    const path = `/api/admin/players/${player.userId}/balance-corrections`
    await club.post(path, { commandId: newCommandId(), ...correction }, admin)
    const notice = { kind: 'balanceCorrected', currency: 'gems', amount: 55, note: 'a present of the house' }
    await eventually(() => {
      for (const room of rooms) expect(room.state).toMatchObject({ gems: 155, version: 2 })
      expect(notices).toEqual([notice, notice])
    }, SECOND)
    expect(await spinRoom(rooms[0] as PlayerRoom)).toMatchObject({ ok: true })
  })
})

test('a spin in flight while its player logs out happens once or not at all', async () => {
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  const ids = Array.from({ length: 30 }, newCommandId)
  const flying = ids.map((id) =>
    spinRoom(room, 10, id).then(
      (reply) => reply.ok,
      () => undefined,
    ),
  )
  await club.post('/api/auth/logout', {}, player.accessToken)
  const answers = await Promise.all(flying)
  const token = await anotherSession(player)
  for (const [index, id] of ids.entries()) {
    const { body } = await spinHttp(club, { accessToken: token }, 10, id)
    expect(body).toMatchObject({ ok: true, ...(answers[index] === true && { replayed: true }) })
  }
  expect(await booksOf(club.sql, player.userId)).toMatchObject({ nonce: 30, events: 31 })
})
