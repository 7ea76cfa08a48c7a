import { beforeAll, describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { missionWindows } from '../../server/src/missions/window.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { BEGINNING } from '../../server/src/stream/index.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { claim, countAll, aMission as missionOf, ownMission, ownMissions, publish } from '../support/missions.ts'
import { booksOf, spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const DAY_MS = 86_400_000
// A Saturday in Seoul: the week has two days left.
const SATURDAY_MS = Date.UTC(2026, 10, 21, 9)
let nowMs = SATURDAY_MS
// A club whose events nobody counts: the tests do, when they want to.
const club = await openClub({ clock: { nowMs: () => nowMs }, env: { ROLE: 'api' } })

beforeAll(() => countAll(club))

/** A mission that comes into force after all that has happened. */
const aMission: (
  ...how: Parameters<typeof missionOf> extends [unknown, ...infer How] ? How : never
) => Promise<string> = (...how) => {
  nowMs += 10
  return missionOf(club, ...how)
}

/** The player with a token of this moment. */
async function again(player: TestPlayer): Promise<TestPlayer> {
  const { siteId, password } = player
  const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
  return { ...player, accessToken: body.accessToken }
}

async function play(player: TestPlayer, times: number): Promise<void> {
  for (let time = 0; time < times; time++) expect((await spinHttp(club, player)).status).toBe(200)
}

async function aPlayerWhoPlayed(times: number): Promise<TestPlayer> {
  const player = await club.signUp()
  await play(player, times)
  return player
}

/** An event of a player as another game would have written it. */
async function anEvent({ userId }: TestPlayer, fields: object): Promise<void> {
  const event = { type: 'dice.rolled', game: 'dice', bet: 10, win: 0, payload: {}, ...fields }
  const of = event.game === null ? [null, null, null, null] : [event.game, 1, event.bet, event.win]
  await club.sql(
    `insert into player_events (user_id, seq, day, occurred_at, type, schema_version, command_id, game, table_version,
       bet, win, payload)
     select $1, 100000 + coalesce(max(seq), 0), $2::timestamptz at time zone 'UTC', $2, $3, 1, gen_random_uuid(), $4, $5,
       $6, $7, $8 from player_events where user_id = $1`,
    [userId, new Date(nowMs), event.type, ...of, JSON.stringify(event.payload)],
  )
}

/** Everything the counting has written. */
const progress = () =>
  club.sql(
    `select user_id, mission, version, began::text, progress, last_seq, done_at, claimed_seq from mission_progress
     order by user_id, mission, began`,
  )

describe('counting', () => {
  test('goes from the first play to the target, and no further', async () => {
    const id = await aMission()
    const player = await aPlayerWhoPlayed(2)
    expect(await ownMission(club, player, id)).toMatchObject({ progress: 0, status: 'open', began: '2026-11-21' })
    await countAll(club)
    expect(await ownMission(club, player, id)).toMatchObject({ progress: 2, target: 3, status: 'open' })
    await play(player, 3)
    await countAll(club)
    expect(await ownMission(club, player, id)).toMatchObject({ progress: 3, target: 3, status: 'done' })
  })

  test('the same events once more change nothing', async () => {
    await aMission({ target: 4 }, 'weekly')
    await Promise.all([aPlayerWhoPlayed(3), aPlayerWhoPlayed(5)])
    await countAll(club)
    const before = await progress()
    expect(before).not.toEqual([])
    await countAll(club, { from: BEGINNING, limit: 7 })
    expect(await progress()).toEqual(before)
  })

  test('comes to the same in one go as event by event', async () => {
    await aMission({ target: 4 }, 'weekly')
    await aMission({ counts: 'ACTIVE_DAYS', target: 2 }, 'weekly')
    await Promise.all([aPlayerWhoPlayed(3), aPlayerWhoPlayed(5)])
    await countAll(club, { limit: 1 })
    const one = await progress()
    await club.sql('delete from mission_progress')
    await countAll(club, { from: BEGINNING, limit: 100_000 })
    const withoutTimes = (rows: Record<string, unknown>[]) =>
      rows.map(({ done_at, last_seq, claimed_seq, ...row }) => ({ ...row, done: done_at !== null }))
    expect(withoutTimes(await progress())).toEqual(withoutTimes(one))
  })

  test.each([
    ['plays of one game', { counts: 'PLAYS', game: 'dice' }, {}, 1],
    ['no play of another game', { counts: 'PLAYS', game: 'slot' }, {}, undefined],
    ['wins', { counts: 'WINS' }, { win: 30 }, 1],
    ['no loss as a win', { counts: 'WINS' }, {}, undefined],
    ['coins won', { counts: 'COINS_WON' }, { win: 30 }, 30],
    ['coins won in a round', { counts: 'COINS_WON' }, { game: 'crash', win: 30, payload: { currency: 'coins' } }, 30],
    ['no gems as coins', { counts: 'COINS_WON' }, { game: 'crash', win: 30, payload: { currency: 'gems' } }, undefined],
    ['pulls, each by itself', { counts: 'GACHA_PULLS' }, { game: 'gacha', payload: { count: 10 } }, 10],
    ['purchases', { counts: 'PURCHASES' }, { type: 'purchase.granted', game: null }, 1],
    ['no purchase that was only begun', { counts: 'PURCHASES' }, { type: 'purchase.reserved', game: null }, undefined],
    ['items used', { counts: 'ITEMS_USED' }, { type: 'inventory.used', game: null, payload: { quantity: 4 } }, 4],
    [
      'no negative use',
      { counts: 'ITEMS_USED' },
      { type: 'inventory.used', game: null, payload: { quantity: -4 } },
      undefined,
    ],
    ['days', { counts: 'ACTIVE_DAYS' }, {}, 1],
    ['a purchase as a day', { counts: 'ACTIVE_DAYS' }, { type: 'purchase.reserved', game: null }, 1],
    ['a claim as a day', { counts: 'ACTIVE_DAYS' }, { type: 'achievement.claimed', game: null }, 1],
    ['a stage that is opened as a day', { counts: 'ACTIVE_DAYS' }, { type: 'content.unlocked', game: null }, 1],
    ['no round that ends as a day', { counts: 'ACTIVE_DAYS' }, { type: 'crash.settled', game: 'crash' }, undefined],
    ['no present of the club as a day', { counts: 'ACTIVE_DAYS' }, { type: 'reward.granted', game: null }, undefined],
  ] as const)('counts %s', async (_, body, event, counted) => {
    const id = await aMission({ target: 1_000, ...body })
    const player = await club.signUp()
    await anEvent(player, event)
    await countAll(club)
    const [row] = await club.sql('select progress from mission_progress where user_id = $1 and mission = $2', [
      player.userId,
      id,
    ])
    expect(row && Number(row.progress)).toBe(counted)
  })

  test('what occurred before the first publication does not count', async () => {
    const player = await aPlayerWhoPlayed(3)
    const id = await aMission()
    await countAll(club)
    expect(await ownMission(club, player, id)).toMatchObject({ progress: 0 })
  })

  test('what a player began with counts, whatever was published meanwhile', async () => {
    const id = await aMission()
    const [early, late] = [await aPlayerWhoPlayed(1), await club.signUp()]
    nowMs += 10
    await publish(club, id, { target: 50, rewards: [{ type: 'GEM', amount: 1 }] })
    await play(early, 2)
    await play(late, 3)
    await countAll(club)
    expect(await ownMission(club, early, id)).toMatchObject({ version: 1, target: 3, status: 'done' })
    expect(await ownMission(club, late, id)).toMatchObject({ version: 2, target: 50, progress: 3, status: 'open' })
    nowMs += 10
    await publish(club, id, { enabled: false })
    expect(await claim(club, early, id)).toMatchObject({ status: 200, body: { version: 1, coins: expect.any(Number) } })
    expect(await ownMissions(club, await club.signUp())).not.toContainEqual(expect.objectContaining({ id }))
  })

  test.each(['Asia/Seoul', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago', 'UTC'])(
    'the days and weeks of %s are the same in SQL and in the calendar',
    async (zone) => {
      const windows = missionWindows(zone)
      const from = Date.UTC(2026, 0, 1, 0, 30)
      const moments = Array.from({ length: 3_000 }, (_, step) => from + step * 3 * 3_600_000)
      const rows = await club.sql<{ day: string; week: string }>(
        `select day::text, (day - (extract(isodow from day)::integer - 1))::text as week
         from unnest($2::timestamptz[]) with ordinality as moment(at, position)
         cross join lateral (select (at at time zone $1)::date as day) as d order by position`,
        [zone, moments.map((at) => new Date(at))],
      )
      const ours = moments.map((at) => ({ day: windows('daily', at).began, week: windows('weekly', at).began }))
      expect(rows).toEqual(ours)
    },
  )
})

describe('windows', () => {
  test('an event counts where it occurred, however late it is counted', async () => {
    const [daily, weekly] = [await aMission(), await aMission({}, 'weekly')]
    const player = await aPlayerWhoPlayed(2)
    nowMs += DAY_MS
    const next = await again(player)
    await play(next, 1)
    await countAll(club)
    expect(await ownMission(club, next, daily)).toMatchObject({ began: '2026-11-22', progress: 1, status: 'open' })
    expect(await ownMission(club, next, weekly)).toMatchObject({ began: '2026-11-16', progress: 3, status: 'done' })
    nowMs += DAY_MS
    const monday = await again(player)
    expect(await ownMission(club, monday, weekly)).toMatchObject({ began: '2026-11-23', progress: 0, status: 'open' })
    expect(await claim(club, monday, weekly, { began: '2026-11-16' })).toMatchObject(aProblem(409, 'MISSION_OVER'))
    expect(await claim(club, monday, weekly)).toMatchObject(aProblem(409, 'MISSION_UNFINISHED'))
    nowMs -= 2 * DAY_MS
  })

  test('days are counted once each', async () => {
    const id = await aMission({ counts: 'ACTIVE_DAYS', target: 2 }, 'weekly')
    const player = await aPlayerWhoPlayed(3)
    await countAll(club)
    await play(player, 2)
    await countAll(club)
    expect(await ownMission(club, player, id)).toMatchObject({ progress: 1 })
    nowMs += DAY_MS
    const next = await again(player)
    await play(next, 2)
    await countAll(club)
    expect(await ownMission(club, next, id)).toMatchObject({ progress: 2, status: 'done' })
    nowMs -= DAY_MS
  })
})

describe('a claim', () => {
  test('pays once, and answers the same under its command id', async () => {
    const id = await aMission({
      rewards: [
        { type: 'COIN', amount: 500 },
        { type: 'ITEM', item: 'streak-shield', quantity: 2 },
      ],
    })
    const player = await aPlayerWhoPlayed(3)
    await countAll(club)
    const before = await booksOf(club.sql, player.userId)
    const commandId = newCommandId()
    const first = await claim(club, player, id, { commandId })
    expect(first).toMatchObject({ status: 200, body: { ok: true, mission: id, coins: before.coins + 500 } })
    expect((await claim(club, player, id, { commandId })).body).toEqual({ ...first.body, replayed: true })
    expect(await claim(club, player, id)).toMatchObject(aProblem(409, 'MISSION_CLAIMED'))
    const after = await booksOf(club.sql, player.userId)
    expect(after).toMatchObject({ coins: before.coins + 500, events: before.events + 1, lines: before.lines + 1 })
    expect(await ownMission(club, player, id)).toMatchObject({ status: 'claimed' })
  })

  test('of many devices at once pays once', async () => {
    const id = await aMission()
    const player = await aPlayerWhoPlayed(3)
    await countAll(club)
    const before = await booksOf(club.sql, player.userId)
    const answers = await Promise.all(Array.from({ length: 8 }, () => claim(club, player, id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)])
    expect(await booksOf(club.sql, player.userId)).toMatchObject({
      coins: before.coins + 500,
      events: before.events + 1,
    })
  })

  test('of what another has done, of what is unfinished and of what there is not changes nothing', async () => {
    const id = await aMission()
    const [doer, other] = [await aPlayerWhoPlayed(3), await aPlayerWhoPlayed(1)]
    await countAll(club)
    const before = await booksOf(club.sql, other.userId)
    expect(await claim(club, other, id)).toMatchObject(aProblem(409, 'MISSION_UNFINISHED'))
    expect(await claim(club, other, 'nothing-of-the-kind')).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await claim(club, other, id, { userId: doer.userId })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await claim(club, other, id, { began: 'yesterday' })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await club.post(`/api/missions/${id}/claim`, {})).status).toBe(401)
    expect(await booksOf(club.sql, other.userId)).toEqual(before)
    expect(await ownMission(club, doer, id)).toMatchObject({ status: 'done' })
  })

  test('draws nobody back from a pause', async () => {
    const id = await aMission()
    const player = await aPlayerWhoPlayed(3)
    await countAll(club)
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    expect(await claim(club, player, id)).toMatchObject(aProblem(403, 'PAUSED'))
  })

  test('leaves books that add up', async () => {
    const id = await aMission({
      rewards: [
        { type: 'XP', amount: 20 },
        { type: 'GEM', amount: 2 },
      ],
    })
    const player = await aPlayerWhoPlayed(3)
    await countAll(club)
    expect((await claim(club, player, id)).status).toBe(200)
    const report = await club.audit()
    // Events that tests made up are in no ledger.
    expect(JSON.stringify(report)).not.toContain(`${player.userId}-`)
  })
})

test('a player takes his missions along, and they go with his account', async () => {
  const id = await aMission()
  const player = await aPlayerWhoPlayed(3)
  await countAll(club)
  const { body } = await club.get<{ missions: unknown[] }>('/api/users/export', player.accessToken)
  expect(body.missions).toContainEqual(expect.objectContaining({ mission: id, progress: 3, began: '2026-11-21' }))
  const { accessToken, password, userId } = player
  const leaving = await club.send('DELETE', '/api/users/me', {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ password }),
  })
  expect(leaving.status).toBe(200)
  nowMs += 15 * DAY_MS
  const { pool, clock, log } = club.core
  await eraseDue({ pool, clock, log, graceMs: 14 * DAY_MS, audit: auditErasure(clock) })
  expect(await club.sql('select from mission_progress where user_id = $1', [userId])).toEqual([])
})
