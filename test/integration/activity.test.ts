import { randomUUID } from 'node:crypto'
import type { ActionReply, ActionsBulkReply, ActivityReply, SessionReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import type { TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem } from '../support/requests.ts'
import { openShop } from '../support/shop.ts'

const DAY_MS = 86_400_000
const PATIENCE_MS = 30_000
/** It is just three in UTC, and the same day for long in the club's zone. */
const BASE_MS = DAY_MS - ((systemClock.nowMs() - 3 * 3_600_000) % DAY_MS)
let shiftMs = BASE_MS
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
// A whole club, with the reader that counts the days.
const club = await openShop({ clock })

const anAction = (over: object = {}) => ({
  eventId: randomUUID(),
  type: 'page.view',
  props: { page: '/shop' },
  ...over,
})
const tell = ({ accessToken }: TestPlayer, body: object) => club.post<ActionReply>('/api/actions', body, accessToken)
const tellMany = ({ accessToken }: TestPlayer, actions: unknown) =>
  club.post<ActionsBulkReply>('/api/actions/bulk', { actions }, accessToken)
const record = ({ accessToken }: TestPlayer, body: object) =>
  club.post<ActivityReply>('/api/activity/record', body, accessToken)
const keptOf = ({ userId }: TestPlayer) =>
  club.sql('select * from user_actions where user_id = $1 order by id', [userId])
const dayOf = async ({ userId }: TestPlayer) =>
  (await club.sql('select * from player_days where user_id = $1 order by day desc limit 1', [userId]))[0]

describe('an action', () => {
  test('is kept once however often and by however many requests at once it is told', async () => {
    const player = await club.signUp()
    const action = anAction()
    const replies = await Promise.all(Array.from({ length: 8 }, () => tell(player, action)))
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(replies.filter(({ body }) => !body.duplicate)).toHaveLength(1)
    expect(await keptOf(player)).toHaveLength(1)
    expect(await dayOf(player)).toMatchObject({ actions: 1 })
  })

  test('has the time of the app beside ours, late by a day or ahead', async () => {
    const player = await club.signUp()
    const occurredAt = new Date(clock.nowMs() - DAY_MS).toISOString()
    await tell(player, anAction({ occurredAt }))
    const [kept] = await keptOf(player)
    expect(kept).toMatchObject({ occurred_at: new Date(occurredAt) })
    expect(kept?.received_at).not.toEqual(new Date(occurredAt))
  })

  test('keeps nothing personal at any depth', async () => {
    const player = await club.signUp()
    const props = { form: { steps: [{ email: 'a@b.example', ok: true }], note: 'call 010-1234-5678' }, page: '/x' }
    expect((await tell(player, anAction({ props }))).body.scrubbed).toBe(2)
    const near = {
      'a@b.example': 1,
      email2: 'x',
      url: '/reset?token=abc&page=2',
      note: 'a＠b.example',
      version: '1.2.3.4',
    }
    expect((await tellMany(player, [anAction({ props: near })])).body.scrubbed).toBe(4)
    const [kept, other] = await keptOf(player)
    expect(other?.props).toEqual({
      '[removed]': '[removed]',
      email2: '[removed]',
      url: '/reset?token=[removed]&page=2',
      note: '[removed]',
      version: '1.2.3.4',
    })
    expect(kept?.props).toEqual({ form: { steps: [{ email: '[removed]', ok: true }], note: '[removed]' }, page: '/x' })
  })

  test('of the same id is another one of another player, and is still known in the next month', async () => {
    const [one, other] = [await club.signUp(), await club.signUp()]
    const action = anAction()
    expect((await tell(one, action)).body.duplicate).toBe(false)
    expect((await tell(other, action)).body.duplicate).toBe(false)
    const today = new Date()
    shiftMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1, 1) - today.getTime()
    const { siteId, password } = one
    const { body } = await club.post<SessionReply>('/api/auth/login', { siteId, password })
    expect((await tell({ ...one, accessToken: body.accessToken }, action)).body.duplicate).toBe(true)
    shiftMs = BASE_MS
  })

  test.each([
    {},
    { type: 'Page View' },
    { eventId: 'no id' },
    { props: [] },
    { props: { big: 'x'.repeat(5_000) } },
    { occurredAt: 'yesterday' },
    { occurredAt: '9999-01-01T00:00:00Z' },
    { userId: 1 },
  ])('that is wrong is refused and leaves nothing: %j', async (over) => {
    const player = await club.signUp()
    const body = Object.keys(over).length === 0 ? {} : anAction(over)
    expect(await tell(player, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await keptOf(player)).toEqual([])
  })

  test('is told by players alone', async () => {
    expect((await club.post('/api/actions', anAction())).status).toBe(401)
    expect((await club.post('/api/actions', anAction(), await club.adminToken('owner'))).status).toBe(403)
  })
})

describe('many actions', () => {
  test('count but for those that are wrong, which are named, and those that were there', async () => {
    const player = await club.signUp()
    const twice = anAction()
    const { body } = await tellMany(player, [twice, anAction({ type: '' }), twice, 7, anAction()])
    expect(body).toMatchObject({ accepted: 2, duplicates: 1 })
    expect(body.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [1, 'INVALID_PAYLOAD'],
      [3, 'INVALID_PAYLOAD'],
    ])
    expect((await tellMany(player, [twice])).body).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
    expect(await dayOf(player)).toMatchObject({ actions: 2 })
  })

  test('count beside one whose text nobody can keep', async () => {
    const player = await club.signUp()
    const broken = [anAction({ props: { note: 'half \ud83d' } }), anAction({ props: { 'zero\0': 1 } }), '\ud83d']
    const { body } = await tellMany(player, [...broken, anAction({ props: { note: 'whole 🎰' } })])
    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 0 }, { index: 1 }, { index: 2 }] })
    expect(await keptOf(player)).toMatchObject([{ props: { note: 'whole 🎰' } }])
  })

  test('are a hundred thousand a day at most', async () => {
    const player = await club.signUp()
    await tell(player, anAction())
    await club.sql('update player_days set actions = 100000 where user_id = $1', [player.userId])
    expect(await tell(player, anAction())).toMatchObject(aProblem(429, 'RATE_LIMITED'))
    expect(await tellMany(player, [anAction()])).toMatchObject(aProblem(429, 'RATE_LIMITED'))
    expect(await keptOf(player)).toHaveLength(1)
  })

  test('are a thousand at most', async () => {
    const player = await club.signUp()
    const actions = Array.from({ length: 1_001 }, () => anAction())
    expect(await tellMany(player, actions)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await tellMany(player, actions.slice(1))).body.accepted).toBe(1_000)
    expect(await tellMany(player, [])).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})

describe('counters', () => {
  test('go up with each event of theirs, once an id', async () => {
    const player = await club.signUp()
    const eventId = randomUUID()
    await record(player, { eventType: 'roulette_play', eventId })
    expect((await record(player, { eventType: 'roulette_play', eventId })).body).toMatchObject({
      ...{ duplicate: true, activity: { roulettePlays: 1 } },
    })
    await record(player, { eventType: 'roulette_play' })
    await record(player, { eventType: 'dice_play' })
    await record(player, { eventType: 'lottery_play' })
    await record(player, { eventType: 'play_duration_seconds', metadata: { seconds: 90 } })
    const { body } = await record(player, { eventType: 'bonus_used', metadata: { bonus: 'daily' } })
    expect(body.activity).toMatchObject({ roulettePlays: 2, dicePlays: 1, lotteryPlays: 1, totalPlayDuration: 90 })
    expect(body.activity.lastBonusUsedAt).not.toBeNull()
    expect(await dayOf(player)).toMatchObject({ actions: 6, play_seconds: 90 })
  })

  test('take nothing else for seconds by the other door either', async () => {
    const player = await club.signUp()
    const told = ['x', -5, 1e30, 2.5, null, { a: 1 }, 99_999, 30].map((seconds) =>
      anAction({ type: 'play_duration_seconds', props: { seconds } }),
    )
    expect((await tellMany(player, told)).body).toMatchObject({ accepted: 8, rejected: [] })
    const { body } = await record(player, { eventType: 'dice_play' })
    expect(body.activity.totalPlayDuration).toBe(86_400 + 30)
    expect(await dayOf(player)).toMatchObject({ play_seconds: 86_400 })
  })

  test.each([
    { eventType: 'jackpot' },
    { eventType: 'play_duration_seconds' },
    { eventType: 'play_duration_seconds', metadata: { seconds: -1 } },
    { eventType: 'play_duration_seconds', metadata: { seconds: 1e9 } },
    { eventType: 'dice_play', count: 3 },
  ])('take nothing else: %j', async (body) => {
    const player = await club.signUp()
    expect(await record(player, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.sql('select from user_activity where user_id = $1', [player.userId])).toEqual([])
  })

  test('know when an admin’s figures of deposits grew last', async () => {
    const player = await club.signUp()
    const upsert = (depositTotal: number) =>
      club
        .adminToken('operator')
        .then((token) =>
          club.post(
            '/api/admin/vaults/external-ranking-data/upsert',
            { entries: [{ userId: player.userId, depositTotal }], reason: 'figures of a test' },
            token,
          ),
        )
    expect((await upsert(5_000)).status).toBe(200)
    const chargedAt = async () => (await record(player, { eventType: 'dice_play' })).body.activity.lastChargeAt
    const first = await chargedAt()
    expect(first).not.toBeNull()
    await upsert(5_000)
    expect(await chargedAt()).toBe(first)
    await upsert(6_000)
    expect(await chargedAt()).not.toBe(first)
  })
})

describe('a day of a player', () => {
  test('adds up what he played and paid', async () => {
    await club.sell('gems')
    const player = await club.signUp()
    const wins = [await spinHttp(club, player, 10), await spinHttp(club, player, 20)]
    await club.buy(player, {})
    await eventually(async () => {
      expect(await dayOf(player)).toMatchObject({
        was_there: true,
        plays: 2,
        wagered: 30,
        purchases: 1,
        spent_won: 5_000,
      })
    }, PATIENCE_MS)
    const [events] = await club.sql('select sum(win)::bigint as won from player_events where user_id = $1', [
      player.userId,
    ])
    expect(await dayOf(player)).toMatchObject({ won: events?.won })
    expect(wins).toHaveLength(2)
  })
})

describe('a visit', () => {
  test('counts once a day for each way, and gets its player when he is known', async () => {
    const visit = { visitor: randomUUID(), source: 'newsletter', campaign: 'autumn', path: '/shop' }
    await club.post('/api/activity/visits', visit)
    const player = await club.signUp()
    await club.post('/api/activity/visits', visit, player.accessToken)
    await club.post('/api/activity/visits', { ...visit, source: 'direct' })
    const rows = await club.sql('select source, user_id from site_visits where visitor = $1 order by source', [
      visit.visitor,
    ])
    expect(rows).toEqual([
      { source: 'direct', user_id: null },
      { source: 'newsletter', user_id: player.userId },
    ])
  })

  test.each([
    { path: 'http://elsewhere/' },
    { source: 'me@example.com' },
    { source: '010.1234.5678' },
    { medium: 'token=abc' },
    { campaign: 'me%40example.com' },
    { visitor: '1' },
    { path: '/x?token=1' },
    { path: '/x;token=1' },
    { path: '/u/010-1234-5678' },
    { path: '/u/홍길동＠example.com' },
  ])('takes nothing that says more: %j', async (over) => {
    const visit = { visitor: randomUUID(), path: '/', ...over }
    expect(await club.post('/api/activity/visits', visit)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})
