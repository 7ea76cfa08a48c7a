import {
  type CrashTable,
  crashGame,
  drawCrash,
  fairStream,
  STANDARD_CRASH_TABLE,
  serverSeedHash,
} from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { idFromWords } from '../../server/src/platform/ids.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { auditOf } from '../support/edits.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'
import { betOn, type CrashRoom, cashOutOf, crashPhase, flyingRandom, joinCrash } from '../support/shared-rooms.ts'
import { ownerOf } from '../support/sql.ts'

/** Rises to 2.00 in 0.7 s; bets are taken for a second. */
const FAST: CrashTable = { ...STANDARD_CRASH_TABLE, growthPerMille: 1_000, bettingMs: 1_000, pauseMs: 300 }
const BET = 1_000

let jumpMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + jumpMs }
let room: CrashRoom
const club = await openClub({ clock, random: flyingRandom(130, () => room?.state?.roundId ?? 0) })
const drafted = await club.core.tables.draft('crash', FAST, 'for tests')
if (!drafted.ok) throw new Error(drafted.message)
await club.core.tables.publish('crash', drafted.value.version)

let player: TestPlayer
let roundId: number
beforeEach(async () => {
  player = await club.signUp()
  room = await joinCrash(club.gameUrl, player.accessToken)
  roundId = await crashPhase(room, 'betting', room.state.roundId)
})
const coins = async (userId = player.userId) => (await booksOf(club.sql, userId)).coins
const STAKES = 'select state, win from stakes where user_id = $1 order by round_id'
const stakesOf = (userId: number) => club.sql<{ state: string; win: number | null }>(STAKES, [userId])

test('a bet that is cashed out is paid where the flight was, and both answer the same again', async () => {
  const [betId, outId] = [newCommandId(), newCommandId()]
  const placed = await betOn(room, BET, {}, betId)
  expect(placed).toMatchObject({ ok: true, bet: BET, coins: 9_000, roundSeedHash: room.state.seedHash })
  await eventually(() => expect(room.state.seats.get(`${player.userId}`)).toMatchObject({ bet: BET, cashedOutAt: 0 }))
  await crashPhase(room, 'flying')
  await eventually(() => expect(room.state.multiplier).toBeGreaterThan(105))
  const out = await cashOutOf(room, roundId, outId)
  const { cashedOutAt } = out.act as { cashedOutAt: number }
  expect(out).toMatchObject({ ok: true, bet: BET, win: 10 * cashedOutAt, coins: 9_000 + 10 * cashedOutAt })
  await eventually(() => expect(room.state.seats.get(`${player.userId}`)).toMatchObject({ cashedOutAt }))
  expect(await cashOutOf(room, roundId, outId)).toEqual({ ...out, replayed: true })
  expect(await cashOutOf(room, roundId)).toMatchObject({ ok: false, reason: 'ALREADY_SETTLED' })
  await crashPhase(room, 'crashed')
  expect(cashedOutAt).toBeLessThanOrEqual(room.state.point)
  const again = await room.request('crash.bet', { commandId: betId, roundId, bet: BET })
  expect(again).toEqual({ ...placed, replayed: true })
  const { body } = await club.get<{ game: string; win: number }[]>('/api/games/history', player.accessToken)
  expect(body).toMatchObject([{ game: 'crash', bet: BET, win: 10 * cashedOutAt }])
  expect(await stakesOf(player.userId)).toEqual([{ state: 'settled', win: 10 * cashedOutAt }])
})

test('a bet that stays until the crash is lost, one with its own cash-out is paid there', async () => {
  const other = await club.signUp()
  const beside = await joinCrash(club.gameUrl, other.accessToken)
  await betOn(room, BET)
  await crashPhase(beside, 'betting')
  await betOn(beside, BET, { autoCashOut: 120 })
  await crashPhase(room, 'crashed')
  expect(await cashOutOf(room, roundId)).toMatchObject({ ok: false, reason: 'TOO_LATE' })
  await eventually(async () => {
    expect(await stakesOf(player.userId)).toEqual([{ state: 'settled', win: 0 }])
    expect(await stakesOf(other.userId)).toEqual([{ state: 'settled', win: 1_200 }])
  })
  expect([await coins(), await coins(other.userId)]).toEqual([9_000, 10_200])
})

test('the point follows from a seed whose hash was shown before the first bet', async () => {
  const { seedHash } = room.state
  const during = (await club.get(`/api/games/crash/rounds/${roundId}`)).body
  expect(during).toMatchObject({ state: 'open', seedHash, seed: null, outcome: null })
  await crashPhase(room, 'crashed')
  await eventually(() => expect(room.state.seed).not.toBe(''))
  const { seed, point } = room.state
  expect(serverSeedHash(seed)).toBe(seedHash)
  expect(drawCrash(FAST, fairStream({ serverSeed: seed, clientSeed: 'crash', nonce: roundId }))).toEqual({ point })
  const { body } = await club.get(`/api/games/crash/rounds/${roundId}`)
  expect(body).toMatchObject({ state: 'settled', seed, outcome: { point } })
})

describe('is refused and changes nothing:', () => {
  const BETS: [string, unknown, object][] = [
    ['INVALID_PAYLOAD', -5, {}],
    ['INVALID_PAYLOAD', 0, {}],
    ['INVALID_PAYLOAD', 10.5, {}],
    ['INVALID_PAYLOAD', Number.NaN, {}],
    ['INVALID_PAYLOAD', '100', {}],
    ['INVALID_PAYLOAD', 100, { extra: 1 }],
    ['INVALID_PAYLOAD', 100, { autoCashOut: 100 }],
    ['CHOICE_NOT_OFFERED', 100, { autoCashOut: 100_001 }],
    ['BET_TOO_LOW', 99, {}],
    ['BET_ABOVE_LIMIT', 5_001, {}],
  ]

  test('bets of the wrong shape or size', async () => {
    for (const [reason, bet, more] of BETS) {
      expect(await betOn(room, bet, more), `${bet}`).toMatchObject({ ok: false, reason })
    }
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_000, events: 1 })
  })

  test('a second bet, whichever device it comes from', async () => {
    const device = await joinCrash(club.gameUrl, player.accessToken)
    await crashPhase(device, 'betting')
    const answers = await Promise.all([betOn(room, BET), betOn(device, BET), betOn(room, 2 * BET)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const answer of answers.filter(({ ok }) => !ok)) expect(answer).toMatchObject({ reason: 'ALREADY_BET' })
    expect(await stakesOf(player.userId)).toHaveLength(1)
  })

  test('a bet id with another body', async () => {
    const commandId = newCommandId()
    await betOn(room, BET, {}, commandId)
    expect(await betOn(room, 2 * BET, {}, commandId)).toMatchObject({ ok: false, reason: 'COMMAND_ID_REUSED' })
  })

  test('more than one has, and a bet after the bets', async () => {
    for (const _ of [1, 2]) {
      expect(await betOn(room, 5_000)).toMatchObject({ ok: true })
      await crashPhase(room, 'crashed')
      roundId = await crashPhase(room, 'betting', roundId)
    }
    expect(await betOn(room, 5_000)).toMatchObject({ ok: false, reason: 'INSUFFICIENT_FUNDS' })
    await crashPhase(room, 'flying')
    expect(await betOn(room, BET)).toMatchObject({ ok: false, reason: 'BETTING_CLOSED' })
    expect(await betOn(room, BET, { roundId: roundId + 1 })).toMatchObject({ ok: false, reason: 'BETTING_CLOSED' })
  })

  test('a cash-out before the bet, before the start, and of somebody else’s', async () => {
    expect(await cashOutOf(room, roundId)).toMatchObject({ ok: false, reason: 'NO_BET' })
    await betOn(room, BET)
    expect(await cashOutOf(room, roundId)).toMatchObject({ ok: false, reason: 'NOT_FLYING' })
    const other = await club.signUp()
    const beside = await joinCrash(club.gameUrl, other.accessToken)
    await crashPhase(room, 'flying')
    expect(await cashOutOf(beside, roundId)).toMatchObject({ ok: false, reason: 'NO_BET' })
    expect(await cashOutOf(room, roundId + 7)).toMatchObject({ ok: false, reason: 'NO_BET' })
  })

  test('a join without a token, with a forged one, and an unknown command', async () => {
    await expect(joinCrash(club.gameUrl, '')).rejects.toThrow('UNAUTHENTICATED')
    await expect(joinCrash(club.gameUrl, `${player.accessToken}x`)).rejects.toThrow()
    const refused = new Promise((resolve) => room.onMessage('refused', resolve))
    room.send('crash.steal', {})
    expect(await refused).toMatchObject({ reason: 'UNKNOWN_COMMAND' })
  })
})

test('many players bet and cash out at once, each once', async () => {
  const players = await Promise.all(Array.from({ length: 40 }, () => club.signUp()))
  const rooms = await Promise.all(players.map(({ accessToken }) => joinCrash(club.gameUrl, accessToken)))
  roundId = await crashPhase(room, 'betting', roundId)
  await Promise.all(rooms.map((each) => crashPhase(each, 'betting')))
  const placed = await Promise.all(rooms.flatMap((each) => [betOn(each, BET), betOn(each, BET)]))
  expect(placed.filter(({ ok }) => ok)).toHaveLength(players.length)
  await crashPhase(room, 'flying')
  await eventually(() => expect(room.state.multiplier).toBeGreaterThan(101))
  const outs = await Promise.all(rooms.flatMap((each) => [cashOutOf(each, roundId), cashOutOf(each, roundId)]))
  const paid = outs.filter(({ ok }) => ok)
  expect(paid.length).toBeGreaterThan(0)
  expect(new Set(paid.map(({ eventId }) => `${eventId}`.split('-')[0])).size).toBe(paid.length)
  await crashPhase(room, 'crashed')
  await eventually(async () => {
    const [open] = await club.sql(`select count(*)::integer as open from stakes where state = 'open'`)
    expect(open).toEqual({ open: 0 })
  })
})

test('a round ends under the odds it began with', async () => {
  const { tableVersion } = room.state
  const slower = await club.core.tables.draft('crash', { ...FAST, edgeBasisPoints: 400 }, 'for tests')
  if (!slower.ok) throw new Error(slower.message)
  await betOn(room, BET, { autoCashOut: 110 })
  await club.core.tables.publish('crash', slower.value.version)
  await crashPhase(room, 'crashed')
  expect(room.state.tableVersion).toBe(tableVersion)
  await eventually(async () => expect(await stakesOf(player.userId)).toEqual([{ state: 'settled', win: 1_100 }]))
  await crashPhase(room, 'betting', roundId)
  expect(room.state.tableVersion).toBe(slower.value.version)
})

test('a clock that jumps moves no flight', async () => {
  await betOn(room, BET, { autoCashOut: 125 })
  await crashPhase(room, 'flying')
  jumpMs = -86_400_000
  await crashPhase(room, 'crashed')
  jumpMs = 0
  expect(room.state.point).toBeGreaterThanOrEqual(crashGame.standardTable.minBet)
  await eventually(async () => expect(await stakesOf(player.userId)).toEqual([{ state: 'settled', win: 1_250 }]))
})

test('a round that was given up elsewhere pays nothing and gives every stake back once', async () => {
  await betOn(room, BET, { autoCashOut: 125 })
  await crashPhase(room, 'flying')
  await club.sql(`update rounds set alive_until = now() - interval '1 second' where id = $1`, [roundId])
  expect(await club.core.rounds.sweep()).toBe(1)
  await eventually(async () => expect(await stakesOf(player.userId)).toEqual([{ state: 'returned', win: null }]))
  await crashPhase(room, 'betting', roundId)
  expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_000, events: 3 })
  expect(await club.core.rounds.sweep()).toBe(0)
})

test('a log-out puts the player out of the room, and his bet is settled all the same', async () => {
  await betOn(room, BET, { autoCashOut: 115 })
  room.reconnection.enabled = false
  const left = new Promise((resolve) => room.onLeave(resolve))
  await club.post('/api/auth/logout-all', {}, player.accessToken)
  expect(await left).toBe(4101)
  await eventually(
    async () => expect(await stakesOf(player.userId)).toEqual([{ state: 'settled', win: 1_150 }]),
    10_000,
  )
})

test('an id that the server makes for itself cannot be taken beforehand', async () => {
  const placed = await betOn(room, BET)
  const own = await club.joinRoom(player.accessToken)
  const commandId = idFromWords(`settle ${roundId} ${String(placed.eventId)}`)
  expect(await own.request('fairness.rotate', { commandId })).toMatchObject({ ok: false, reason: 'INVALID_PAYLOAD' })
  const { body } = await club.post('/api/actions/SLOT_SPIN', { commandId, bet: 10 }, player.accessToken)
  expect(body).toMatchObject({ reason: 'INVALID_PAYLOAD' })
})

test('a cash-out under an id that is used up is paid all the same, and holds nobody up', async () => {
  const commandId = newCommandId()
  await betOn(room, BET, {}, commandId)
  await crashPhase(room, 'flying')
  await eventually(() => expect(room.state.multiplier).toBeGreaterThan(105))
  const out = await cashOutOf(room, roundId, commandId)
  expect(out).toMatchObject({ ok: true, bet: BET, act: { cashedOutAt: expect.any(Number) } })
  await crashPhase(room, 'betting', roundId)
  expect(await coins()).toBe(9_000 + Number(out.win))
})

test('a win that no longer fits holds nobody up', async () => {
  await betOn(room, BET, { autoCashOut: 120 })
  const { version } = await booksOf(club.sql, player.userId)
  const amount = Number.MAX_SAFE_INTEGER - 9_000
  const body = { commandId: newCommandId(), currency: 'coins', amount, reason: 'for a test', expectedVersion: version }
  const path = `/api/admin/players/${player.userId}/balance-corrections`
  expect((await club.post(path, body, await club.adminToken())).status).toBe(200)
  await crashPhase(room, 'betting', roundId)
})

test('a player whose row somebody holds is told so, and holds nobody else up', async () => {
  const others = await Promise.all([club.signUp(), club.signUp(), club.signUp()])
  const rooms = await Promise.all(others.map(({ accessToken }) => joinCrash(club.gameUrl, accessToken)))
  roundId = await crashPhase(room, 'betting', roundId)
  await Promise.all(rooms.map((each) => crashPhase(each, 'betting')))
  const { pool } = ownerOf(club.databaseUrl)
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select from players where user_id = $1 for update', [player.userId])
  const [held, ...free] = await Promise.all([room, ...rooms].map((each) => betOn(each, BET)))
  await holder.query('rollback')
  holder.release()
  await pool.end()
  expect(held).toMatchObject({ ok: false, reason: 'TEMPORARILY_UNAVAILABLE' })
  for (const answer of free) expect(answer).toMatchObject({ ok: true })
})

test('who leaves the table alone in flight comes back to it and cashes out', async () => {
  await room.leave()
  const loner = await club.signUp()
  const before = await joinCrash(club.gameUrl, loner.accessToken)
  roundId = await crashPhase(before, 'betting', before.state.roundId)
  await betOn(before, BET)
  await crashPhase(before, 'flying')
  await before.leave()
  const again = await joinCrash(club.gameUrl, loner.accessToken)
  expect(again.roomId).toBe(before.roomId)
  await eventually(() => expect(again.state.multiplier).toBeGreaterThan(101))
  expect(await cashOutOf(again, roundId)).toMatchObject({ ok: true, bet: BET })
  room = again
})

test('when the club closes in flight, what is in the air goes back, and all books fit', async () => {
  await betOn(room, BET)
  expect((await club.audit()).bad).toBeUndefined()
  // The audit may have taken longer than the flight.
  await crashPhase(room, 'betting', room.state.roundId)
  await betOn(room, BET)
  await crashPhase(room, 'flying')
  await club.stop()
  const { sql, pool } = ownerOf(club.databaseUrl)
  expect(await sql(STAKES, [player.userId])).toMatchObject([{ state: 'settled' }, { state: 'returned' }])
  expect((await auditOf(club.databaseUrl)).bad).toBeUndefined()
  await pool.end()
})
