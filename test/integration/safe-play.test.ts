import { CLOSE_CODES, type RealityCheck, type SafePlayReply } from '@casino-club/shared'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { mayContact } from '../../server/src/safe-play/index.ts'
import { aSignup, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf, giveCoins, spinHttp, spinRoom } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely, setLimit, standingOf, usedOf } from '../support/safe-play.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTE_MS = 60_000
/** Whenever the test runs, its day has just begun in Seoul. */
let shiftMs = DAY_MS + 15 * HOUR_MS + HOUR_MS - (systemClock.nowMs() % DAY_MS)
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ clock, env: { JWT_EXPIRE_MINUTES: '1440', REFRESH_EXPIRE_DAYS: '365' } })

let player: TestPlayer
beforeEach(async () => {
  player = await club.signUp()
})

/** A draw that is not closed in the middle of a test. */
async function openDraw(): Promise<void> {
  for (;;) {
    await club.core.lottery.work()
    const [open] = await club.sql<{ closes_at: Date }>(
      `select closes_at from rounds where game = 'lottery' and state = 'open'`,
    )
    if (open && open.closes_at.getTime() - clock.nowMs() > MINUTE_MS / 2) return
    shiftMs += MINUTE_MS / 2
  }
}

/** The same player after so long: his token has run out meanwhile. */
async function later(ms: number): Promise<void> {
  shiftMs += ms
  const { siteId, password } = player
  const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
  player = { ...player, accessToken: body.accessToken }
}

describe('a limit', () => {
  test('holds in the room and over HTTP alike, and a repeat of an accepted play is still answered', async () => {
    const room = await club.joinRoom(player.accessToken)
    const set = { commandId: newCommandId(), limit: 'stakeCoins.day', value: 100 } as const
    const first = await room.request('safe.limits.set', set)
    expect(first).toMatchObject({ ok: true, applied: true, restrictions: { limits: { 'stakeCoins.day': 100 } } })
    expect(await room.request('safe.limits.set', set)).toEqual({ ...first, replayed: true })
    expect((await club.post('/api/safe-play/limits', set, player.accessToken)).body).toMatchObject({ replayed: true })
    const id = newCommandId()
    const spun = await spinRoom(room, 100, id)
    expect(await spinRoom(room, 100, id)).toEqual({ ...spun, replayed: true })
    expect(await spinRoom(room, 10)).toMatchObject({ ok: false, reason: 'STAKE_LIMIT' })
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(403, 'STAKE_LIMIT'))
    expect(await usedOf(club, player, 'stakeCoins.day')).toBe(100)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ nonce: 1 })
    await room.leave()
  })

  test('is raised a day after it was asked for, once it was confirmed, and until then the old one holds', async () => {
    await setLimit(club, player, 'stakeCoins.week', 50)
    expect((await setLimit(club, player, 'stakeCoins.week', 500)).body).toMatchObject({ applied: false })
    expect(await spinHttp(club, player, 60)).toMatchObject(aProblem(403, 'STAKE_LIMIT'))
    const confirm = () => safely(club, player, 'limits/confirm', { limit: 'stakeCoins.week' })
    expect(await confirm()).toMatchObject(aProblem(409, 'CHANGE_NOT_DUE'))
    await later(DAY_MS)
    expect(await spinHttp(club, player, 60)).toMatchObject(aProblem(403, 'STAKE_LIMIT'))
    expect((await standingOf(club, player)).pending).toHaveLength(1)
    expect((await confirm()).body).toMatchObject({ applied: true, restrictions: { pending: [] } })
    expect((await spinHttp(club, player, 60)).status).toBe(200)
    expect(await confirm()).toMatchObject(aProblem(409, 'NO_CHANGE_PENDING'))
    const history = await club.sql('select type, admin_id from safe_play_changes where user_id = $1 order by seq', [
      player.userId,
    ])
    expect(history.map(({ type }) => type)).toEqual(['safe.limitSet', 'safe.limitSet', 'safe.limitConfirmed'])
  })

  test('that is asked for and taken back stays', async () => {
    await setLimit(club, player, 'lossGems.month', 5)
    await setLimit(club, player, 'lossGems.month', null)
    expect((await safely(club, player, 'limits/cancel', { limit: 'lossGems.month' })).status).toBe(200)
    await later(DAY_MS)
    expect((await safely(club, player, 'limits/confirm', { limit: 'lossGems.month' })).status).toBe(409)
    const pull = { commandId: newCommandId(), count: 1 }
    expect(await club.post('/api/games/gacha/pull', pull, player.accessToken)).toMatchObject(
      aProblem(403, 'LOSS_LIMIT'),
    )
  })

  test('begins afresh with the day of the policy’s zone', async () => {
    await setLimit(club, player, 'stakeCoins.day', 10)
    expect((await spinHttp(club, player, 10)).status).toBe(200)
    expect((await spinHttp(club, player, 10)).status).toBe(403)
    await later(DAY_MS)
    expect(await usedOf(club, player, 'stakeCoins.day')).toBe(0)
    expect((await spinHttp(club, player, 10)).status).toBe(200)
  })

  test.each<[string, object]>([
    ['limits', { limit: 'stakeCoins.year', value: 1 }],
    ['limits', { limit: 'stakeCoins.day', value: -1 }],
    ['limits', { limit: 'stakeCoins.day', value: 1.5 }],
    ['limits', { limit: 'stakeCoins.day', value: '5' }],
    ['limits', { limit: 'stakeCoins.day' }],
    ['limits', { limit: '__proto__', value: 1 }],
    ['limits', { limit: 'stakeCoins.day', value: 1, userId: 1 }],
    ['limits/confirm', { limit: 'stakeCoins.day', nowMs: 0 }],
    ['pause', { hours: 23 }],
    ['pause', { hours: 1_009 }],
    ['exclusion', { months: 5 }],
    ['exclusion', {}],
    ['reality-check', { minutes: 45 }],
    ['return', { anyway: true }],
  ])('%s with %j is refused and changes nothing', async (path, body) => {
    const before = await booksOf(club.sql, player.userId)
    expect(await safely(club, player, path, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await booksOf(club.sql, player.userId)).toEqual(before)
  })

  test('needs its player', async () => {
    for (const path of ['limits', 'pause', 'exclusion', 'return']) {
      expect((await club.post(`/api/safe-play/${path}`, {})).status).toBe(401)
    }
  })
})

describe('a pause', () => {
  test('closes the room, refuses to play and to join, leaves the account, and ends by itself', async () => {
    const room = await club.joinRoom(player.accessToken)
    const [codes, kicks]: [number[], unknown[]] = [[], []]
    room.onLeave((code) => codes.push(code))
    room.onMessage('kicked', (kicked) => kicks.push(kicked))
    const paused = await safely(club, player, 'pause', { hours: 24 })
    expect(paused.status).toBe(200)
    const untilMs = (paused.body.restrictions as { pausedUntilMs: number }).pausedUntilMs
    await eventually(() => expect(codes).toEqual([CLOSE_CODES.PAUSED]), 1_000)
    expect(kicks).toEqual([{ reason: 'PAUSED', untilMs }])
    await expect(club.joinRoom(player.accessToken)).rejects.toThrow('PAUSED')
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(403, 'PAUSED'))
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(200)
    expect((await standingOf(club, player)).pausedUntil).toBe(new Date(untilMs).toISOString())
    expect(await safely(club, player, 'pause', { hours: 24 })).toMatchObject({ status: 200 })
    await later(2 * DAY_MS)
    expect((await spinHttp(club, player, 10)).status).toBe(200)
    await (await club.joinRoom(player.accessToken)).leave()
  })
})

describe('an exclusion', () => {
  test('cannot be undone, ends with a confirmation after its time, and keeps the same person from a new account', async () => {
    const name = `p${newCommandId().slice(0, 8)}`
    player = await club.signUp({ email: `${name}@gmail.com`, phoneNumber: '010-2345-6789' })
    await club.sql('update users set email = pending_email, pending_email = null where id = $1', [player.userId])
    expect((await safely(club, player, 'exclusion', { months: 6 })).status).toBe(200)
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
    await expect(club.joinRoom(player.accessToken)).rejects.toThrow('SELF_EXCLUDED')
    expect(await safely(club, player, 'return')).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
    expect(await safely(club, player, 'pause', { hours: 24 })).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
    const signUp = (more: object) => club.post('/api/auth/signup', aSignup({ ...more }))
    expect(await signUp({ email: `${name}+again@googlemail.com` })).toMatchObject(aProblem(409, 'EMAIL_TAKEN'))
    expect(await signUp({ email: `${name.slice(0, 3)}.${name.slice(3)}+x@gmail.com` })).toMatchObject(
      aProblem(409, 'EMAIL_TAKEN'),
    )
    expect(await signUp({ phoneNumber: '+82 10 2345 6789' })).toMatchObject(aProblem(409, 'PHONE_TAKEN'))
    await later(184 * DAY_MS)
    expect((await standingOf(club, player)).exclusion).toMatchObject({ over: true })
    expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
    expect((await safely(club, player, 'return')).status).toBe(200)
    expect((await spinHttp(club, player, 10)).status).toBe(200)
    const [left] = await club.sql(
      'select count(*)::integer as rows from safe_play_excluded_identities where user_id = $1',
      [player.userId],
    )
    expect(left).toEqual({ rows: 0 })
  })

  test('for ever never ends', async () => {
    expect((await safely(club, player, 'exclusion', { months: null })).status).toBe(200)
    await later(400 * DAY_MS)
    expect(await safely(club, player, 'return')).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
    expect(await safely(club, player, 'exclusion', { months: 60 })).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
  })
})

test('the reality check comes by itself, stops all plays, and is over when it was looked at', async () => {
  const room = await club.joinRoom(player.accessToken)
  const told: RealityCheck[] = []
  room.onMessage('realityCheck', (check: RealityCheck) => told.push(check))
  await safely(club, player, 'reality-check', { minutes: 15 })
  for (let minute = 0; minute < 15; minute += 3) {
    expect(await spinRoom(room, 10)).toMatchObject({ ok: true })
    shiftMs += 3 * MINUTE_MS - 200
  }
  expect(await spinRoom(room, 10)).toMatchObject({ ok: true })
  const { coins } = await booksOf(club.sql, player.userId)
  await eventually(() => expect(told).toEqual([{ minutes: 15, netCoins: coins - 10_000, netGems: 0 }]))
  expect(await spinRoom(room, 10)).toMatchObject({ ok: false, reason: 'REALITY_CHECK_DUE' })
  expect(await spinHttp(club, player, 10)).toMatchObject(aProblem(409, 'REALITY_CHECK_DUE'))
  expect((await standingOf(club, player)).realityCheck).toMatchObject({ minutes: 15, due: true })
  const commandId = newCommandId()
  expect(await room.request('safe.acknowledge', { commandId })).toMatchObject({ ok: true, minutes: 15 })
  expect(await room.request('safe.acknowledge', { commandId })).toMatchObject({ ok: true, replayed: true })
  expect(await safely(club, player, 'acknowledge')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
  expect(await spinRoom(room, 10)).toMatchObject({ ok: true })
  await room.leave()
})

describe('a refill', () => {
  const refill = (commandId = newCommandId()) =>
    club.post<Record<string, unknown>>('/api/wallet/refill', { commandId }, player.accessToken)

  test('comes when no coins for a bet are left, once in a while, and is in the ledger', async () => {
    expect(await refill()).toMatchObject(aProblem(409, 'COINS_LEFT'))
    await giveCoins(club, player.userId, -9_995)
    const commandId = newCommandId()
    expect((await refill(commandId)).body).toMatchObject({ ok: true, amount: 995, coins: 1_000 })
    expect((await refill(commandId)).body).toMatchObject({ replayed: true, coins: 1_000 })
    await giveCoins(club, player.userId, -995)
    const soon = await refill()
    expect(soon).toMatchObject(aProblem(429, 'REFILL_TOO_SOON'))
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(80_000)
    const [line] = await club.sql(
      `select amount, counter_account, reason from ledger_entries where user_id = $1 and reason = 'refill'`,
      [player.userId],
    )
    expect(line).toEqual({ amount: 995, counter_account: 'house:refill', reason: 'refill' })
    await later(DAY_MS)
    expect((await refill()).body).toMatchObject({ amount: 995 })
  })

  test('is not for who is out, nor for who has a stake in a round', async () => {
    await openDraw()
    const ticket = { commandId: newCommandId(), numbers: [1, 2, 3, 4, 5] }
    expect((await club.post('/api/games/lottery/enter', ticket, player.accessToken)).status).toBe(200)
    const { coins } = await booksOf(club.sql, player.userId)
    await giveCoins(club, player.userId, -coins)
    expect(await refill()).toMatchObject(aProblem(409, 'STAKE_OPEN'))
    await safely(club, player, 'pause', { hours: 24 })
    expect(await refill()).toMatchObject(aProblem(403, 'PAUSED'))
    await safely(club, player, 'exclusion', { months: null })
    expect(await refill()).toMatchObject(aProblem(403, 'SELF_EXCLUDED'))
  })
})

test('a lottery ticket counts as a stake, and is paid to whoever has excluded himself since', async () => {
  await openDraw()
  await setLimit(club, player, 'lossCoins.day', 100)
  const enter = () =>
    club.post('/api/games/lottery/enter', { commandId: newCommandId(), numbers: [1, 2, 3, 4, 5] }, player.accessToken)
  const answers = await Promise.all(Array.from({ length: 8 }, enter))
  const taken = answers.filter(({ status }) => status === 200)
  const [price] = taken.map(({ body }) => body.bet as number)
  expect(taken).toHaveLength(Math.floor(100 / (price ?? 1)))
  for (const refused of answers.filter(({ status }) => status !== 200)) {
    expect(refused).toMatchObject(aProblem(403, 'LOSS_LIMIT'))
  }
  await safely(club, player, 'exclusion', { months: null })
  const [row] = await club.sql<{ closes_at: Date }>(
    `select closes_at from rounds where game = 'lottery' and state = 'open'`,
  )
  shiftMs = (row?.closes_at.getTime() ?? 0) - systemClock.nowMs() + 1_000
  await club.core.lottery.work()
  const states = await club.sql('select distinct state from stakes where user_id = $1', [player.userId])
  expect(states).toEqual([{ state: 'settled' }])
})

test('nobody who is out or at a limit may be written to, and nobody unknown', async () => {
  const may = mayContact(club.core.pool, club.core.policy)
  const [free, paused, excluded, atLimit, below] = await Promise.all(Array.from({ length: 5 }, () => club.signUp()))
  if (!free || !paused || !excluded || !atLimit || !below) throw new Error('no players')
  await safely(club, paused, 'pause', { hours: 24 })
  await safely(club, excluded, 'exclusion', { months: 6 })
  for (const limited of [atLimit, below]) {
    await setLimit(club, limited, 'stakeCoins.day', limited === atLimit ? 10 : 11)
    expect((await spinHttp(club, limited, 10)).status).toBe(200)
  }
  const all = [free, paused, excluded, atLimit, below].map(({ userId }) => userId)
  const nowMs = clock.nowMs()
  expect(await may([...all, 9_999_999], nowMs)).toEqual(new Set([free.userId, below.userId]))
  // The next day the limit begins afresh and the pause is over; the exclusion is not, even after its time.
  expect(await may(all, nowMs + DAY_MS + HOUR_MS)).toEqual(
    new Set([free, paused, atLimit, below].map(({ userId }) => userId)),
  )
  expect((await may(all, nowMs + 400 * DAY_MS)).has(excluded.userId)).toBe(false)
  expect(await may([], nowMs)).toEqual(new Set())
  const many = Array.from({ length: 10_000 }, (_, index) => all[index % all.length] ?? index)
  expect((await may(many, nowMs)).size).toBe(2)
})

test('the books prove all of it', async () => {
  expect((await club.audit()).bad).toBeUndefined()
  const { body } = await club.get<SafePlayReply>('/api/safe-play', (await club.signUp()).accessToken)
  expect(body.limits.every(({ used, value }) => used === 0 && value === null)).toBe(true)
})
