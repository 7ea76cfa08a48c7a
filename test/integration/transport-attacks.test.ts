import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { upload } from '../support/bodies.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, spinHttp, spinRoom } from '../support/play.ts'
import { openRawSocket, type RawSocket, requestFrame } from '../support/raw-socket.ts'
import { aRandom } from '../support/sources.ts'

const club = await openClub({ env: { COMMANDS_PER_SECOND: '20', COMMAND_BURST: '40', MAX_DEVICES: '3' } })
const random = aRandom('attacks')

/** Fails unless somebody else can play as if nothing had happened. */
async function expectOthersToPlay(): Promise<void> {
  const other = await club.signUp()
  const room = await club.joinRoom(other.accessToken)
  expect(await spinRoom(room)).toMatchObject({ ok: true })
  await room.leave()
}

const nested = (opening: number, depth: number) => Buffer.concat([Buffer.alloc(depth, opening), Buffer.of(0xc0)])
const aCommand = () => Buffer.from(`\x82\xa3bet\x0a\xa9commandId\xd9\x24${newCommandId()}`, 'latin1')

const garbage: Record<string, () => Uint8Array[]> = {
  'random bytes': () => Array.from({ length: 300 }, (_, index) => random.bytes(1 + (index % 200))),
  'every protocol code alone': () => Array.from({ length: 256 }, (_, code) => Uint8Array.of(code)),
  'every protocol code with rubbish': () =>
    Array.from({ length: 256 }, (_, code) => Buffer.concat([Buffer.of(code), random.bytes(24)])),
  'nothing at all': () => [new Uint8Array()],
  'a command cut short at every byte': () => {
    const frame = requestFrame('slot.spin', aCommand())
    return Array.from({ length: frame.length - 1 }, (_, length) => frame.subarray(0, length + 1))
  },
  'numbers longer than the frame': () =>
    [0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3].flatMap((prefix) => [
      Buffer.of(21, prefix),
      Buffer.of(21, prefix, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      Buffer.of(13, prefix, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    ]),
  'names longer than the frame': () => [
    Buffer.of(21, 7, 0xdb, 0xff, 0xff, 0xff, 0xff, 0x41),
    Buffer.of(21, 7, 0xda, 0xff, 0xff, 0x41),
    Buffer.of(13, 0xd9, 0xff, 0x41),
    requestFrame('__proto__', aCommand()),
    requestFrame('constructor', aCommand()),
  ],
  'payloads that claim a great size': () =>
    [0xdd, 0xdf, 0xdb, 0xc6, 0xc9].map((prefix) =>
      requestFrame('slot.spin', Buffer.of(prefix, 0x7f, 0xff, 0xff, 0xff, 0x01)),
    ),
  'payloads nested without end': () => [
    requestFrame('slot.spin', nested(0x91, 15_000)),
    requestFrame('slot.spin', nested(0x81, 15_000)),
    requestFrame('nonsense', nested(0x91, 15_000)),
  ],
  'msgpack extensions and records': () =>
    Array.from({ length: 128 }, (_, type) =>
      requestFrame('slot.spin', Buffer.concat([Buffer.of(0xd4, type), random.bytes(20)])),
    ),
}

describe('frames no client of ours would send', () => {
  test.each(Object.entries(garbage))('%s', async (_, frames) => {
    const player = await club.signUp()
    const before = await booksOf(club.sql, player.userId)
    let raw: RawSocket | undefined
    for (const frame of frames()) {
      if (raw === undefined || raw.socket.readyState !== WebSocket.OPEN) {
        raw = await openRawSocket(club.gameUrl, player.accessToken)
      }
      raw.socket.send(frame)
    }
    await expectOthersToPlay()
    raw?.socket.close()
    await raw?.closed
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
    expect((await spinHttp(club, player)).status).toBe(200)
  })

  test('a message of a megabyte ends its connection and nothing else', async () => {
    const player = await club.signUp()
    const { socket, closed } = await openRawSocket(club.gameUrl, player.accessToken)
    socket.send(requestFrame('slot.spin', Buffer.alloc(1024 * 1024, 0x41)))
    expect(await closed).not.toBe(1_000)
    await expectOthersToPlay()
    const room = await club.joinRoom(player.accessToken)
    expect(await spinRoom(room)).toMatchObject({ ok: true, nonce: 0 })
  })

  test('bytes that are no WebSocket and no HTTP', async () => {
    for (const url of [club.gameUrl, club.httpUrl]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.on('error', () => undefined)
      await once(socket, 'connect')
      socket.end(random.bytes(5_000))
      await once(socket.resume(), 'close')
    }
    await expectOthersToPlay()
  })
})

describe('too much of everything', () => {
  test('a thousand spins in a second: some are told to slow down, none is lost, the connection stays', async () => {
    const player = await club.signUp()
    const room = await club.joinRoom(player.accessToken)
    const replies = await Promise.all(Array.from({ length: 1_000 }, () => spinRoom(room)))
    const accepted = replies.filter(({ ok }) => ok)
    const refused = replies.filter(({ ok }) => !ok)
    expect(accepted.length).toBeGreaterThanOrEqual(40)
    expect(accepted.length).toBeLessThan(200)
    for (const reply of refused) {
      expect(reply).toMatchObject({ reason: 'SLOW_DOWN', retryAfterMs: expect.any(Number) })
    }
    expect(room.connection.isOpen).toBe(true)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({
      events: accepted.length + 1,
      nonce: accepted.length,
    })
    await eventually(async () => expect(await spinRoom(room)).toMatchObject({ ok: true }))
  })

  test('more than two thousand messages in a second close the connection', async () => {
    const player = await club.signUp()
    const { socket, closed } = await openRawSocket(club.gameUrl, player.accessToken)
    const frame = requestFrame('slot.spin', Buffer.of(0xc0))
    for (let count = 0; count < 6_000; count++) socket.send(frame)
    expect(await closed).toBe(4_103)
    await expectOthersToPlay()
  })

  test('devices that drop and come back are counted too', async () => {
    const player = await club.signUp()
    const first = await joinThree(player)
    for (const room of first) {
      room.reconnection.delay = 2_000
      room.reconnection.minDelay = 2_000
      room.reconnection.maxRetries = 1
      room.connection.close()
    }
    const over = first.map(
      (room) => new Promise((resolve) => [room.onReconnect(() => resolve('back')), room.onLeave(resolve)]),
    )
    const second = await eventually(() => joinThree(player))
    await Promise.all(over)
    await eventually(() => expect([...first, ...second].filter((room) => room.connection.isOpen)).toHaveLength(3))
  })
})

/** Three devices or none: of those that came in beside one that was refused nothing stays. */
async function joinThree({ accessToken }: TestPlayer) {
  const joins = await Promise.allSettled([1, 2, 3].map(() => club.joinRoom(accessToken)))
  const rooms = joins.flatMap((join) => (join.status === 'fulfilled' ? [join.value] : []))
  const refused = joins.find((join) => join.status === 'rejected')
  if (refused === undefined) return rooms
  await Promise.all(rooms.map((room) => room.leave()))
  throw refused.reason
}

const MEGABYTE = 1024 * 1024

describe('bodies of a hundred megabytes', () => {
  const targets = {
    matchmaking: () => `${club.gameUrl}/matchmake/joinOrCreate/player`,
    'another path of the game port': () => `${club.gameUrl}/anything`,
    login: () => `${club.httpUrl}/api/auth/login`,
    'a path that is not there': () => `${club.httpUrl}/api/nothing`,
    'the web app': () => `${club.httpUrl}/`,
  }
  const lengths: Record<string, Record<string, string>> = {
    'with their length': { 'content-length': `${100 * MEGABYTE}` },
    'in chunks': { 'transfer-encoding': 'chunked' },
  }
  const cases = Object.entries(targets).flatMap(([target, url]) =>
    Object.entries(lengths).map(([how, headers]) => ({ target, how, url, headers })),
  )

  test.each(cases)('to $target $how are cut off', async ({ url, headers }) => {
    const before = process.memoryUsage().rss
    const sent = await upload(url(), 100 * MEGABYTE, { 'content-type': 'application/json', ...headers })
    expect([null, 404, 411, 413]).toContain(sent.status)
    expect(sent.sentBytes).toBeLessThan(20 * MEGABYTE)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * MEGABYTE)
  })

  test('and the club plays on', expectOthersToPlay)
})
