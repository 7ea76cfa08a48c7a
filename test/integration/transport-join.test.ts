import { describe, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { tell } from '../support/notifications.ts'
import { booksOf, spinHttp, spinRoom } from '../support/play.ts'
import { safely } from '../support/safe-play.ts'
import { badTokens, keyOf } from '../support/tokens.ts'

const club = await openClub({ env: { MAX_DEVICES: '10' } })
const expected = process.env.TRANSPORT ?? 'auto'

test.skipIf(expected === 'auto')(`the game port is served by ${expected}`, () => {
  expect(club.transport).toBe(expected)
})

describe('joining', () => {
  test('a token of somebody else’s making opens no room', async () => {
    const player = await club.signUp()
    const key = await keyOf(club.sql, player.accessToken)
    for (const [what, token] of Object.entries(badTokens(player.accessToken, key))) {
      const join = club.joinRoom(token)
      await expect(join, what).rejects.toThrow(
        what === 'that has expired' ? 'TOKEN_EXPIRED' : /UNAUTHENTICATED|431|Too Large/,
      )
    }
    expect(club.core.actors.online()).not.toContain(player.userId)
  })

  test('no token opens no room', async () => {
    await expect(club.joinRoom('')).rejects.toThrow('UNAUTHENTICATED')
  })

  test('an admin’s token opens no room', async () => {
    await expect(club.joinRoom(await club.adminToken())).rejects.toThrow('FORBIDDEN')
  })

  test('the token of a session that has ended opens no room', async () => {
    const player = await club.signUp()
    await club.post('/api/auth/logout', {}, player.accessToken)
    await expect(club.joinRoom(player.accessToken)).rejects.toThrow('SESSION_REVOKED')
  })

  test('the room is the token’s player’s, whatever the options say', async () => {
    const [player, victim] = [await club.signUp(), await club.signUp()]
    const before = await booksOf(club.sql, victim.userId)
    const room = await club.joinRoom(player.accessToken, { userId: victim.userId, auth: { userId: victim.userId } })
    await spinRoom(room)
    expect(room.state.userId).toBe(player.userId)
    expect(await booksOf(club.sql, victim.userId)).toEqual(before)
  })

  test('a seat in another player’s room cannot be asked for', async () => {
    const [player, victim] = [await club.signUp(), await club.signUp()]
    const { roomId } = await club.joinRoom(victim.accessToken)
    for (const method of ['joinById', 'join', 'create']) {
      const path = method === 'joinById' ? `${method}/${roomId}` : `${method}/player`
      const response = await fetch(`${club.gameUrl}/matchmake/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${player.accessToken}` },
        body: JSON.stringify({ userId: victim.userId }),
      })
      const reply = (await response.json()) as { sessionId?: string; error?: string }
      expect(reply, method).toMatchObject({ error: expect.stringContaining('invalid method') })
      expect(reply.sessionId).toBeUndefined()
    }
    const path = `${club.gameUrl}/matchmake/joinOrCreate/another-room`
    const { status } = await fetch(path, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(status).toBeGreaterThanOrEqual(400)
  })
})

test('of sixty who come at once, each is shown as himself, and only who has shut himself out stays outside', async () => {
  const players = await Promise.all(Array.from({ length: 60 }, () => club.signUp()))
  const [paused, ...others] = players
  if (paused === undefined) throw new Error('nobody came')
  expect((await safely(club, paused, 'pause', { hours: 24 })).status).toBe(200)
  const told = others.filter((_, index) => index % 3 === 0)
  for (const { userId } of told) await tell(club, userId, { channels: ['in_app'], category: 'transactional' })
  const arrived = async () =>
    (
      await club.sql('select from notifications where arrived_at is not null and user_id = any($1)', [
        told.map(({ userId }) => userId),
      ])
    ).length
  await eventually(async () => expect(await arrived()).toBe(told.length))

  const joins = await Promise.allSettled(players.map(({ accessToken }) => club.joinRoom(accessToken)))
  expect(joins[0]).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('PAUSED') } })
  const rooms = joins.flatMap((join) => (join.status === 'fulfilled' ? [join.value] : []))
  await eventually(() => {
    const shown = rooms.map(({ state }) => [state.userId, state.unreadNotifications, state.vaults.length])
    expect(shown).toEqual(others.map((player) => [player.userId, told.includes(player) ? 1 : 0, 3]))
  })
  const days = `select user_id from attendance_days where user_id = any($1) order by user_id`
  const ids = others.map(({ userId }) => userId)
  await eventually(async () =>
    expect((await club.sql<{ user_id: number }>(days, [ids])).map(({ user_id }) => user_id)).toEqual(
      [...ids].sort((a, b) => a - b),
    ),
  )
})

describe('the devices of one player', () => {
  test('share a room and all see a spin of one of them', async () => {
    const player = await club.signUp()
    const [phone, desktop] = [await club.joinRoom(player.accessToken), await club.joinRoom(player.accessToken)]
    expect(desktop.roomId).toBe(phone.roomId)
    expect(desktop.sessionId).not.toBe(phone.sessionId)
    const reply = await spinRoom(phone, 100)
    const expectedState = { version: 2, nonce: 1, coins: reply.ok ? reply.coins : Number.NaN }
    await eventually(() => {
      for (const room of [phone, desktop]) expect(room.state).toMatchObject(expectedState)
    })
  })

  test('see a spin over HTTP within a second', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const { body } = await spinHttp(club, player, 100)
    await eventually(() => expect(room.state).toMatchObject({ version: 2, coins: body.coins }), 1_000)
  })

  test('are ten at most: of a hundred, ninety are refused and the ten play on', async () => {
    const player = await club.signUp()
    const joins = await Promise.allSettled(Array.from({ length: 100 }, () => club.joinRoom(player.accessToken)))
    const rooms = joins.flatMap((join) => (join.status === 'fulfilled' ? [join.value] : []))
    const refusals = joins.flatMap((join) => (join.status === 'rejected' ? [String(join.reason)] : []))
    expect(rooms).toHaveLength(10)
    expect(refusals.filter((reason) => reason.includes('TOO_MANY_DEVICES'))).toHaveLength(90)
    const replies = await Promise.all(rooms.map((room) => spinRoom(room)))
    expect(replies.every(({ ok }) => ok)).toBe(true)
    await rooms[0]?.leave()
    await eventually(async () => expect((await club.joinRoom(player.accessToken)).roomId).toBe(rooms[1]?.roomId))
  })
})

describe('a connection that drops', () => {
  test('comes back without disturbing the other device of its session', async () => {
    const player = await club.signUp()
    const [phone, desktop] = [await club.joinRoom(player.accessToken), await club.joinRoom(player.accessToken)]
    const back = new Promise<void>((resolve) => phone.onReconnect(() => resolve()))
    phone.connection.close()
    expect(await spinRoom(desktop)).toMatchObject({ ok: true })
    await back
    expect(await spinRoom(phone)).toMatchObject({ ok: true })
    await eventually(() => {
      for (const room of [phone, desktop]) expect(room.state.version).toBe(3)
    })
  })

  test('comes back to the same seat and shows what happened meanwhile', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const { sessionId } = room
    const back = new Promise<void>((resolve) => room.onReconnect(() => resolve()))
    room.connection.close()
    const { body } = await spinHttp(club, player, 100)
    await back
    expect(room.sessionId).toBe(sessionId)
    await eventually(() => expect(room.state).toMatchObject({ version: 2, coins: body.coins }))
    expect(await spinRoom(room)).toMatchObject({ ok: true, nonce: 1 })
  })

  test('does not come back after its session has ended', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    room.reconnection.delay = 500
    room.reconnection.minDelay = 500
    room.reconnection.maxRetries = 1
    const left = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)))
    room.connection.close()
    await club.post('/api/auth/logout', {}, player.accessToken)
    await left
    expect(room.connection.isOpen).toBe(false)
  })

  test('a player who leaves and joins again at once sees his spins', async () => {
    const player = await club.signUp()
    let room = await club.joinRoom(player.accessToken)
    for (let round = 0; round < 10; round++) {
      const [, next] = await Promise.all([room.leave(), club.joinRoom(player.accessToken)])
      room = next
      const reply = await spinRoom(room)
      expect(reply.ok).toBe(true)
      await eventually(() => expect(room.state.version).toBe(round + 2))
    }
  })
})
