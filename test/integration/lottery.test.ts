import {
  drawLottery,
  fairStream,
  type LotteryReply,
  serverSeedHash,
  STANDARD_LOTTERY_TABLE as TABLE,
} from '@casino-club/shared'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { nextDrawing } from '../../server/src/rounds/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'

const DAY_MS = 86_400_000
const MORNING_MS = 3_600_000
/** Whenever the test runs, its day begins at one in the morning, eleven hours before the drawing. */
let shiftMs = MORNING_MS - (systemClock.nowMs() % DAY_MS)
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
// A token must outlive the move to the next drawing.
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440' } })
const { lottery } = club.core
await lottery.work()

const enter = (player: TestPlayer, numbers: unknown, commandId: unknown = newCommandId()) =>
  club.post<{ ok: boolean; reason?: string }>('/api/games/lottery/enter', { commandId, numbers }, player.accessToken)
const seen = async (player: TestPlayer) => (await club.get<LotteryReply>('/api/games/lottery', player.accessToken)).body

async function toTheDrawing(): Promise<void> {
  const [row] = await club.sql<{ closes_at: Date }>(
    `select closes_at from rounds where game = 'lottery' and state = 'open'`,
  )
  shiftMs = (row?.closes_at.getTime() ?? 0) - systemClock.nowMs() + 1_000
}

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01'],
  ['2026-01-01T11:58:59Z', '2026-01-01'],
  ['2026-01-01T11:59:30Z', '2026-01-02'],
  ['2026-01-01T12:00:00Z', '2026-01-02'],
  ['2026-12-31T23:59:59Z', '2027-01-01'],
])('at %s the next drawing is that of %s, at noon', (now, day) => {
  expect(nextDrawing(Date.parse(now))).toEqual({ day, closesAtMs: Date.parse(`${day}T12:00:00Z`) })
})

test('a ticket costs its price, once per command id, in the room and over HTTP alike', async () => {
  const player = await club.signUp()
  const room = await club.joinRoom(player.accessToken)
  const commandId = newCommandId()
  const first = await room.request('lottery.enter', { commandId, numbers: [5, 1, 9, 30, 2] })
  expect(first).toMatchObject({ ok: true, bet: TABLE.price, coins: 9_900, choice: { numbers: [1, 2, 5, 9, 30] } })
  const { body } = await enter(player, [1, 2, 5, 9, 30], commandId)
  expect(body).toEqual({ ...(first as object), replayed: true })
  expect((await enter(player, [1, 2, 5, 9, 29], commandId)).body).toMatchObject({ reason: 'COMMAND_ID_REUSED' })
  const { next } = await seen(player)
  expect(next).toMatchObject({ tickets: [{ numbers: [1, 2, 5, 9, 30], state: 'open', win: null }], mayHave: 9 })
  expect(next?.round).toMatchObject({ state: 'open', seed: null, outcome: null })
})

test('what is refused changes nothing', async () => {
  const player = await club.signUp()
  for (const [reason, numbers] of [
    ['INVALID_PAYLOAD', [1, 1, 2, 3, 4]],
    ['INVALID_PAYLOAD', [0, 1, 2, 3, 4]],
    ['INVALID_PAYLOAD', [1.5, 1, 2, 3, 4]],
    ['INVALID_PAYLOAD', 'all'],
    ['INVALID_PAYLOAD', []],
    ['CHOICE_NOT_OFFERED', [1, 2, 3, 4]],
    ['CHOICE_NOT_OFFERED', [1, 2, 3, 4, 31]],
  ] as const) {
    expect((await enter(player, numbers)).body, `${numbers}`).toMatchObject({ reason })
  }
  expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_000, events: 1 })
  const enters = await Promise.all(Array.from({ length: 15 }, (_, index) => enter(player, [1, 2, 3, 4, 5 + index])))
  expect(enters.filter(({ status }) => status === 200)).toHaveLength(TABLE.maxTickets.STANDARD)
  for (const { body } of enters.filter(({ status }) => status !== 200)) {
    expect(body).toMatchObject({ reason: 'TICKET_LIMIT' })
  }
  expect((await booksOf(club.sql, player.userId)).coins).toBe(10_000 - 10 * TABLE.price)
})

test('a drawing pays every ticket what its numbers bring, once, and anybody can draw it again', async () => {
  const players = await Promise.all(Array.from({ length: 12 }, () => club.signUp()))
  for (const [index, player] of players.entries()) {
    for (let ticket = 0; ticket < 3; ticket++) {
      const from = 1 + ((index * 3 + ticket) % 26)
      await enter(player, [from, from + 1, from + 2, from + 3, from + 4])
    }
  }
  const [first] = players
  if (first === undefined) throw new Error('no players')
  const { next } = await seen(first)
  await toTheDrawing()
  expect((await enter(first, [1, 2, 3, 4, 5])).body).toMatchObject({ reason: 'BETTING_CLOSED' })
  await Promise.all([lottery.work(), lottery.work(), lottery.work()])
  const { last, next: following } = await seen(first)
  expect(last?.round).toMatchObject({ id: next?.round.id, state: 'settled' })
  const { seed, seedHash, outcome } = last?.round ?? {}
  expect(serverSeedHash(seed ?? '')).toBe(next?.round.seedHash)
  expect(seedHash).toBe(next?.round.seedHash)
  const nonce = last?.round.id ?? 0
  const drawn = drawLottery(TABLE, fairStream({ serverSeed: seed ?? '', clientSeed: 'lottery', nonce }))
  expect(outcome).toEqual(drawn)
  for (const player of players) {
    const own = (await seen(player)).last?.tickets ?? []
    expect(own).toHaveLength(3)
    const wins = own.map(({ numbers, state, win }) => {
      const right = numbers.filter((number) => drawn.numbers.includes(number)).length
      expect([state, win]).toEqual(['settled', TABLE.price * (TABLE.prizes[right] ?? 0)])
      return win ?? 0
    })
    const { coins } = await booksOf(club.sql, player.userId)
    expect(coins).toBe(10_000 - 3 * TABLE.price + wins.reduce((sum, win) => sum + win, 0))
  }
  expect(following?.round.day).not.toBe(last?.round.day)
  const open = await club.sql(`select id from rounds where game = 'lottery' and state = 'open'`)
  expect(open).toEqual([{ id: following?.round.id }])
  expect((await club.audit()).bad).toBeUndefined()
})

test('a ticket that cannot be paid keeps nobody from the next drawing', async () => {
  const player = await club.signUp()
  for (let from = 1; from <= 10; from++) await enter(player, [from, from + 1, from + 2, from + 3, from + 4])
  const { version } = await booksOf(club.sql, player.userId)
  const amount = Number.MAX_SAFE_INTEGER - 9_000
  const body = { commandId: newCommandId(), currency: 'coins', amount, reason: 'for a test', expectedVersion: version }
  const path = `/api/admin/players/${player.userId}/balance-corrections`
  expect((await club.post(path, body, await club.adminToken())).status).toBe(200)
  const { next } = await seen(player)
  await toTheDrawing()
  await lottery.work()
  // A day has passed, and his token with it.
  const newcomer = await club.signUp()
  await eventually(async () => expect((await seen(newcomer)).next?.round.id).not.toBe(next?.round.id))
})

test('a clock that is set back draws no day twice', async () => {
  const drawings = () => club.sql(`select id, day::text, state from rounds where game = 'lottery' order by id`)
  const before = await drawings()
  shiftMs -= DAY_MS / 2
  await lottery.work()
  await lottery.work()
  expect(await drawings()).toEqual(before)
  shiftMs += DAY_MS / 2
})
