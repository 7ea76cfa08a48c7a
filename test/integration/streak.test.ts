import {
  type AdminStreakTerms,
  type NextReward,
  SHIELD_ITEM,
  type StreakCalendar,
  type StreakStatus,
  type StreakTermsPreview,
  type StreakTicked,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { FIRST_TERMS } from '../../server/src/streaks/terms.fixture.ts'
import { tickRule } from '../../server/src/streaks/tick.rule.ts'
import { newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { aProblem } from '../support/requests.ts'
import { aClock } from '../support/sources.ts'
import { logInAgain } from '../support/vaults.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Nine in the evening in Seoul, on the 21st. */
const clock = aClock(Date.UTC(2026, 10, 21, 12))
const club = await openClub({ clock })

type Ticked = StreakTicked & { replayed?: true }
async function tick(player: TestPlayer, fields: object = {}, commandId = newCommandId()) {
  const token = await logInAgain(club, player)
  return club.post<Ticked>('/api/streak/tick', { commandId, ...fields }, token)
}
const read = async <T>(player: TestPlayer, path: string) =>
  (await club.get<T>(`/api/streak/${path}`, await logInAgain(club, player))).body
const status = (player: TestPlayer) => read<StreakStatus>(player, 'status')
const coinsOf = async ({ userId }: TestPlayer) =>
  (await club.sql<{ coins: number }>('select coins from players where user_id = $1', [userId]))[0]?.coins
const giveShields = async ({ userId }: TestPlayer, quantity: number) => {
  const token = await club.adminToken('operator')
  const rewards = [{ type: 'ITEM', item: SHIELD_ITEM, quantity }]
  const body = { commandId: newCommandId(), userId, rewards, reason: 'for a test', note: '' }
  expect((await club.post('/api/rewards', body, token)).status).toBe(200)
}
const daysOf = ({ userId }: TestPlayer) =>
  club.sql('select local_date::text as day, kind, count from streak_days where user_id = $1 order by 1', [userId])

describe('a tick', () => {
  test('pays the reward of the day once; the same command again answers the same', async () => {
    const player = await club.signUp()
    expect(await status(player)).toMatchObject({
      timeZone: 'Asia/Seoul',
      today: '2026-11-21',
      count: 0,
      tickDay: '2026-11-21',
    })
    const commandId = newCommandId()
    const first = await tick(player, {}, commandId)
    expect(first).toMatchObject({
      status: 200,
      body: { day: '2026-11-21', count: 1, best: 1, reward: { coins: 100, gems: 0 }, coins: 10_100, shieldedDays: [] },
    })
    expect((await tick(player, {}, commandId)).body).toEqual({ ...first.body, replayed: true })
    expect(await tick(player, { timeZone: 'Asia/Seoul' }, commandId)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    expect(await tick(player)).toMatchObject(aProblem(409, 'STREAK_TICKED'))
    expect(await coinsOf(player)).toBe(10_100)
    const lines = await club.sql(
      `select amount, counter_account as account from ledger_entries where user_id = $1 and reason = 'streak.reward'`,
      [player.userId],
    )
    expect(lines).toEqual([{ amount: 100, account: 'house:streaks' }])
    expect(await status(player)).toMatchObject({ count: 1, tickDay: null, resetsAt: '2026-11-21T15:00:00.000Z' })
  })

  test('from two devices and over HTTP at once pays once', async () => {
    const player = await club.signUp()
    const token = await logInAgain(club, player)
    const rooms = [await club.joinRoom(token), await club.joinRoom(await logInAgain(club, player))]
    const answers = await Promise.all([
      ...rooms.map((room) => room.request('streak.tick', { commandId: newCommandId() })),
      tick(player).then(({ body }) => body),
      tick(player).then(({ body }) => body),
    ])
    const reasons = answers.map((answer) => (answer as { reason?: string }).reason ?? 'paid').sort()
    expect(reasons).toEqual(['STREAK_TICKED', 'STREAK_TICKED', 'STREAK_TICKED', 'paid'])
    expect(await coinsOf(player)).toBe(10_100)
    for (const room of rooms) await room.leave()
  })

  test('with what it does not know is refused and changes nothing', async () => {
    const player = await club.signUp()
    const token = await logInAgain(club, player)
    for (const wrong of [
      { day: '2026-11-20' },
      { timeZone: '+09:00' },
      { timeZone: 'Mars/Olympus' },
      { timeZone: 9 },
    ]) {
      expect(await tick(player, wrong), JSON.stringify(wrong)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    expect(await club.post('/api/streak/tick', {}, token)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    for (const path of ['status?day=1', 'calendar?month=2026-13', 'calendar?month=0000-01', 'next-reward?timeZone=x']) {
      expect((await club.get(`/api/streak/${path}`, token)).status, path).toBe(400)
    }
    expect((await club.post('/api/streak/tick', { commandId: newCommandId() })).status).toBe(401)
    expect(await daysOf(player)).toEqual([])
    expect(await coinsOf(player)).toBe(10_000)
  })

  test('of one who is out of the games is refused', async () => {
    const player = await club.signUp()
    const token = await logInAgain(club, player)
    const pause = await club.post('/api/safe-play/pause', { commandId: newCommandId(), hours: 24 }, token)
    expect(pause.status, JSON.stringify(pause.body)).toBe(200)
    expect(await tick(player)).toMatchObject({ body: { reason: 'PAUSED' } })
  })
})

describe('days in a row', () => {
  test('bring their rewards, and a missed one begins them anew', async () => {
    const player = await club.signUp()
    const counts: number[] = []
    for (let day = 0; day < 3; day++) {
      counts.push((await tick(player)).body.count)
      clock.advance(DAY)
    }
    expect(counts).toEqual([1, 2, 3])
    expect(await read(player, 'next-reward')).toMatchObject({ count: 4, reward: { coins: 250, gems: 0 } })
    clock.advance(DAY)
    expect(await status(player)).toMatchObject({ count: 0, best: 3, lost: 3, missedDays: 1 })
    expect((await tick(player)).body).toMatchObject({ count: 1, best: 3, lost: 3 })
  })

  test('are told whatever zone they were in, and a zone back and forth wins none', async () => {
    const player = await club.signUp()
    expect((await tick(player, { timeZone: 'Pacific/Honolulu' })).status).toBe(200)
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Honolulu', 'Asia/Seoul']) {
      expect(await tick(player, { timeZone }), timeZone).toMatchObject(aProblem(409, 'STREAK_TICKED'))
    }
    expect(await daysOf(player)).toHaveLength(1)
  })
})

describe('a shield', () => {
  test('is taken once for the missed day, and never without need', async () => {
    const player = await club.signUp()
    await giveShields(player, 2)
    const { body: first } = await tick(player)
    clock.advance(DAY)
    expect((await tick(player)).body).toMatchObject({ count: 2, shieldedDays: [] })
    clock.advance(2 * DAY)
    expect(await status(player)).toMatchObject({ count: 2, missedDays: 1, lost: 0, shields: 2 })
    const commandId = newCommandId()
    const [saved, twin] = await Promise.all([tick(player, {}, commandId), tick(player)])
    const answers = [saved.body, twin.body] as (Ticked & { reason?: string })[]
    expect(answers.map(({ reason }) => reason ?? 'paid').sort()).toEqual(['STREAK_TICKED', 'paid'])
    expect(answers.find(({ reason }) => reason === undefined)).toMatchObject({ count: 3, lost: 0 })
    expect((await status(player)).shields).toBe(1)
    expect(await daysOf(player)).toMatchObject([
      { day: first.day, kind: 'ticked', count: 1 },
      { kind: 'ticked', count: 2 },
      { kind: 'shielded', count: 2 },
      { kind: 'ticked', count: 3 },
    ])
  })

  test('stays where there are too few for what was missed', async () => {
    const player = await club.signUp()
    await giveShields(player, 1)
    await tick(player)
    clock.advance(3 * DAY)
    expect((await tick(player)).body).toMatchObject({ count: 1, lost: 1, shieldedDays: [] })
    expect((await status(player)).shields).toBe(1)
  })
})

test('a tick that counted on shields which are gone meanwhile leaves everything as it was', async () => {
  const player = await club.signUp()
  await tick(player)
  clock.advance(2 * DAY)
  const before = await daysOf(player)
  const order = { commandId: newCommandId(), payload: {} }
  const answer = await club.core.actors.execute(player.userId, tickRule(1, FIRST_TERMS), order)
  expect(answer).toMatchObject({ ok: false, reason: 'CONFLICT' })
  expect(await daysOf(player)).toEqual(before)
  expect((await tick(player, {}, order.commandId)).body).toMatchObject({ count: 1, lost: 1, shieldedDays: [] })
})

test('the calendar shows days ticked, saved and only visited, month by month, and the own data has them', async () => {
  const player = await club.signUp()
  await giveShields(player, 1)
  const { body: first } = await tick(player)
  clock.advance(2 * DAY)
  const { body: third } = await tick(player)
  clock.advance(DAY)
  await club.core.keeper.enter(player.userId)
  const months = [...new Set([first.day, third.day, (await status(player)).today].map((day) => day.slice(0, 7)))]
  const shown = await Promise.all(months.map((month) => read<StreakCalendar>(player, `calendar?month=${month}`)))
  expect(shown.flatMap(({ days }) => days)).toMatchObject([
    { day: first.day, kind: 'ticked', count: 1 },
    { kind: 'shielded', count: 1 },
    { day: third.day, kind: 'ticked', count: 2 },
    { kind: 'visited', count: 0 },
  ])
  const { body: own } = await club.get<{ streak: object[] }>('/api/users/export', await logInAgain(club, player))
  expect(own.streak).toHaveLength(3)
  expect(await read(player, 'calendar?month=2031-02')).toEqual({ month: '2031-02', days: [] })
})

describe('what streaks are held to', () => {
  const PATH = '/api/admin/streaks/terms'
  const terms = { rewards: [{ coins: 70, gems: 3 }], graceHours: 0, mostShields: 1, zoneDays: 30 }

  test('is read by admins, from the first version on', async () => {
    const { version, ...first } = FIRST_TERMS
    const { body } = await club.get<AdminStreakTerms>(PATH, await club.adminToken('viewer'))
    const live = { version, status: 'published', terms: first }
    expect(body).toMatchObject({ revision: 0, live, draft: null, versions: [live], shieldItem: SHIELD_ITEM })
  })

  test('is drafted, previewed and published, in the log; a tick is paid by what is in force', async () => {
    const [before, after] = [await club.signUp(), await club.signUp()]
    const rooms = await Promise.all(
      [before, after].map(async (player) => club.joinRoom(await logInAgain(club, player))),
    )
    const collect = (of: number) => rooms[of]?.request('streak.tick', { commandId: newCommandId() })
    expect(await collect(0)).toMatchObject({ reward: { coins: 100, gems: 0 }, termsVersion: 1 })
    const token = await club.adminToken()
    const put = (seenRevision: number, draft: object = terms) =>
      club.put<AdminStreakTerms>(`${PATH}/draft`, { seenRevision, terms: draft }, token)
    const publish = (seenRevision: number) =>
      club.post<AdminStreakTerms>(`${PATH}/publish`, { seenRevision, reason: 'for a test' }, token)
    expect(await publish(0)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    for (const wrong of [{ rewards: [] }, { rewards: [{ coins: -1, gems: 0 }] }, { graceHours: 13 }, { more: 1 }]) {
      expect(await put(0, { ...terms, ...wrong }), JSON.stringify(wrong)).toMatchObject(
        aProblem(400, 'INVALID_PAYLOAD'),
      )
    }
    expect((await put(0, { ...terms, zoneDays: 31 })).body).toMatchObject({ revision: 1, draft: { version: 2 } })
    expect(await put(0)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await put(1)).body).toMatchObject({ revision: 2, draft: { version: 2, terms }, live: { version: 1 } })
    expect(await put(2)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    const { body } = await club.post<StreakTermsPreview>(`${PATH}/preview`, { terms }, token)
    expect(body.players).toBeGreaterThan(0)
    expect(body.less).toBe(body.players)
    expect(body.after).toEqual({ coins: 70 * body.players, gems: 3 * body.players })
    expect((await publish(2)).body).toMatchObject({ revision: 3, live: { version: 2, terms }, draft: null })
    expect(await publish(2)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await collect(1)).toMatchObject({ reward: { coins: 70, gems: 3 }, termsVersion: 2, count: 1 })
    expect(await collect(0)).toMatchObject({ reason: 'STREAK_TICKED' })
    expect((await read<NextReward>(after, 'next-reward')).reward).toEqual({ coins: 70, gems: 3 })
    const acts = await club.sql(`select action, reason from admin_audit_logs where target_type = 'streaks' order by id`)
    expect(acts).toEqual([
      { action: 'streaks.draft', reason: null },
      { action: 'streaks.draft', reason: null },
      { action: 'streaks.publish', reason: 'for a test' },
    ])
    for (const room of rooms) await room.leave()
  })

  test('is published only by who has just proven who he is', async () => {
    const token = await club.adminToken()
    await club.put(`${PATH}/draft`, { seenRevision: 3, terms: { ...terms, graceHours: 1 } }, token)
    await club.sql(`update sessions set proven_at = now() - interval '1 day' where admin_id is not null`)
    const late = await club.post(`${PATH}/publish`, { seenRevision: 4, reason: 'for a test' }, token)
    expect(late).toMatchObject(aProblem(403, 'STEP_UP_REQUIRED'))
    expect((await club.get<AdminStreakTerms>(PATH, await club.adminToken())).body.live.version).toBe(2)
  })

  test('never changes once it is published', async () => {
    await expect(club.sql('update streak_terms set changed_at = now() where version = 1')).rejects.toThrow(
      /never change/,
    )
  })
})

test('the audit proves all of it', async () => {
  expect((await club.audit()).bad).toBeUndefined()
})

test.each<[string, string, RegExp]>([
  [
    'a day that no event wrote',
    "insert into streak_days select user_id, '2020-01-01', zone, 'ticked', 1, seq from streak_days limit 1",
    /^streak_days/,
  ],
  [
    'a reward of other terms',
    `update streak_terms set body = jsonb_set(body, '{rewards,0,coins}', '1') where version = 2`,
    /^player_events/,
  ],
  [
    'a longer streak',
    `update players set state = jsonb_set(state::jsonb, '{streak,count}', '99') where user_id = (select min(user_id) from streak_days)`,
    /^players/,
  ],
])('the audit names %s', async (what, statement, where) => {
  const copy = await club.stop().then(() => cloneOf(club.databaseUrl, what.replaceAll(/\W/g, '_')))
  await tamper(copy, statement)
  expect((await auditOf(copy)).bad?.where).toMatch(where)
})
