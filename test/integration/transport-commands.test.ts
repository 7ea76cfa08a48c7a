import { CLOCK_SYNC } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId, openClub, type PlayerRoom } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, spinRoom } from '../support/play.ts'
import { openRawSocket, requestFrame } from '../support/raw-socket.ts'

const club = await openClub()

async function aPlayerInHisRoom() {
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  return { player, room, books: () => booksOf(club.sql, player.userId) }
}

/** What `send` is answered with, by the message `refused`. */
function refusalOf(room: PlayerRoom, send: () => void): Promise<unknown> {
  return new Promise((resolve) => {
    room.onMessage('refused', resolve)
    send()
  })
}

describe('a room that is asked what it does not know', () => {
  test.each(['slot.cheat', '', '__proto__', 'constructor', 'toString', 'x'.repeat(500)])(
    'refuses the request %j and stays open',
    async (type) => {
      const { room, books } = await aPlayerInHisRoom()
      const before = await books()
      const answer = await room.request(type, { commandId: newCommandId(), bet: 10 }).then(
        (reply) => reply as { ok?: boolean },
        (error: Error) => error,
      )
      expect(answer instanceof Error || answer.ok === false).toBe(true)
      expect(await books()).toEqual(before)
      expect(await spinRoom(room)).toMatchObject({ ok: true })
    },
  )

  test.each(['slot.cheat', '__proto__', 7, 0])('refuses the plain message %j and stays open', async (type) => {
    const { room, books } = await aPlayerInHisRoom()
    const before = await books()
    const refusal = await refusalOf(room, () => room.send(type, { bet: 10 }))
    expect(refusal).toMatchObject({ ok: false, reason: 'UNKNOWN_COMMAND' })
    expect(await books()).toEqual(before)
    expect(await spinRoom(room)).toMatchObject({ ok: true })
  })

  test('survives raw bytes under a command’s name', async () => {
    const { room } = await aPlayerInHisRoom()
    room.sendBytes('slot.spin', new Uint8Array(2_000))
    room.sendBytes('slot.cheat', new Uint8Array(2_000))
    expect(await spinRoom(room)).toMatchObject({ ok: true })
  })
})

describe('a spin that is not understood', () => {
  const commandId = newCommandId()
  const payloads: Record<string, unknown> = {
    'no payload': undefined,
    null: null,
    'a text': 'spin',
    'a number': 7,
    'a list': [commandId, 10],
    'an empty object': {},
    'no bet': { commandId },
    'no command id': { bet: 10 },
    'a bet that is a text': { commandId, bet: '10' },
    'a bet that is a list': { commandId, bet: [10] },
    'a bet that is true': { commandId, bet: true },
    'a bet that is null': { commandId, bet: null },
    'a bet that is a big integer': { commandId, bet: 10n ** 18n },
    'a bet that is a date': { commandId, bet: new Date(10) },
    'a bet of NaN': { commandId, bet: Number.NaN },
    'a bet of Infinity': { commandId, bet: Number.POSITIVE_INFINITY },
    'a bet of minus Infinity': { commandId, bet: Number.NEGATIVE_INFINITY },
    'a negative bet': { commandId, bet: -10 },
    'a bet of zero': { commandId, bet: 0 },
    'a bet of minus zero': { commandId, bet: -0 },
    'a fractional bet': { commandId, bet: 10.5 },
    'a bet beyond whole numbers': { commandId, bet: 2 ** 53 },
    'a bet above every limit': { commandId, bet: 1_000_000_001 },
    'a command id that is no UUID': { commandId: 'not-a-uuid', bet: 10 },
    'a command id with SQL': { commandId: "'; drop table players; --", bet: 10 },
    'a command id that is a number': { commandId: 7, bet: 10 },
    'a field too many': { commandId, bet: 10, userId: 1 },
    'another player’s id': { commandId, bet: 10, playerId: 1, win: 1_000_000 },
    'a long text': { commandId, bet: 10, note: 'x'.repeat(10_000) },
  }

  test.each(Object.entries(payloads))('with %s is refused and changes nothing', async (_, payload) => {
    const { room, books } = await aPlayerInHisRoom()
    const before = await books()
    expect(await room.request('slot.spin', payload)).toMatchObject({ ok: false, reason: 'INVALID_PAYLOAD' })
    expect(await books()).toEqual(before)
  })

  const rotations: Record<string, unknown> = {
    'an empty client seed': { commandId, clientSeed: '' },
    'a client seed with a colon': { commandId, clientSeed: 'a:b' },
    'a client seed with a space': { commandId, clientSeed: 'a b' },
    'a client seed in Hangul': { commandId, clientSeed: '행운' },
    'a client seed with a zero byte': { commandId, clientSeed: 'a\0b' },
    'a client seed of 65 characters': { commandId, clientSeed: 'a'.repeat(65) },
    'a client seed that is a number': { commandId, clientSeed: 7 },
    'a server seed': { commandId, serverSeed: '00'.repeat(32) },
  }

  test.each(Object.entries(rotations))('a rotation with %s is refused and changes nothing', async (_, payload) => {
    const { room, books } = await aPlayerInHisRoom()
    const before = await books()
    expect(await room.request('fairness.rotate', payload)).toMatchObject({ ok: false, reason: 'INVALID_PAYLOAD' })
    expect(await books()).toEqual(before)
  })
})

test('the clock of the server is told', async () => {
  const { room } = await aPlayerInHisRoom()
  const reply = await room.request(CLOCK_SYNC)
  expect(reply).toMatchObject({ ok: true, serverTimeMs: expect.any(Number) })
  expect(Math.abs(Number(reply.serverTimeMs) - Date.now())).toBeLessThan(5_000)
})

test('a spin sent on a connection that closes at once happens once or not at all', async () => {
  const player = await club.signUp()
  const commandId = newCommandId()
  const { socket } = await openRawSocket(club.gameUrl, player.accessToken)
  const command = Buffer.from(`\x82\xa3bet\x0a\xa9commandId\xd9\x24${commandId}`, 'latin1')
  socket.send(requestFrame('slot.spin', command))
  socket.send(requestFrame('slot.spin', command))
  socket.close()
  const room = await club.joinRoom(player.accessToken)
  await eventually(async () => expect(await spinRoom(room, 10, commandId)).toMatchObject({ ok: true, nonce: 0 }))
  expect(await booksOf(club.sql, player.userId)).toMatchObject({ nonce: 1, events: 2 })
})
