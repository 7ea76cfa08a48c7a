import type { PushDashboard, PushOrigin, PushSettings } from '@casino-club/shared'
import { afterAll, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { aReceiver } from '../support/push.ts'
import { startPushService, type TestBrowser } from '../support/push-service.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

const clock: Clock = systemClock
const service = await startPushService()
afterAll(() => service.stop())
const club = await openClub({
  clock,
  env: {
    PUSH_HOSTS: `${service.host},fcm.googleapis.com`,
    PUSH_CA_FILE: service.caFile,
    PUSH_ALLOW_PRIVATE: 'true',
    PUSH_TIMEOUT_SECONDS: '3',
  },
})
const { keys, tally } = club.core.push
const CLEANUP = '/api/push/subscription/cleanup'
const operator = await club.adminToken('operator')

async function subscribe(player: TestPlayer, browser: TestBrowser): Promise<void> {
  expect((await club.post('/api/push/subscription', browser.body, player.accessToken)).status).toBe(200)
}
async function reached(): Promise<{ player: TestPlayer; browser: TestBrowser }> {
  const player = await club.signUp()
  const browser = service.subscribe(keys.current()?.publicKey ?? '')
  await subscribe(player, browser)
  return { player, browser }
}
/** Subscriptions of one player, as the clean-up may find them. */
async function untidy(): Promise<number> {
  const { userId, accessToken } = await club.signUp()
  const kinds = {
    fine: 'true',
    failing: 'fail_count = 5',
    asleep: 'is_active = false, fail_count = 1',
    asleepAndFailing: 'is_active = false, fail_count = 9',
    justDeleted: `is_active = false, deleted_at = now() - interval '29 days'`,
    longDeleted: `is_active = false, deleted_at = now() - interval '31 days'`,
    unlisted: `origin = 'https://gone.example', endpoint = 'https://gone.example/x'`,
  }
  for (const change of Object.values(kinds)) {
    const { body } = aReceiver()
    await club.post('/api/push/subscription', body, accessToken)
    if (change !== 'true')
      await club.sql(`update push_subscriptions set ${change} where device_id = $1`, [body.deviceId])
  }
  return userId
}
const left = async (userId: number) =>
  (
    await club.sql<{ is_active: boolean; deleted: boolean }>(
      'select is_active, deleted_at is not null as deleted from push_subscriptions where user_id = $1',
      [userId],
    )
  ).map(({ is_active, deleted }) => (deleted ? 'deleted' : is_active ? 'active' : 'asleep'))

const ORDER = {
  realTimeCheck: false,
  forceDelete: false,
  failCountThreshold: 5,
  cleanupInactive: true,
  deleteAfterDays: 30,
}

describe('a clean-up', () => {
  test('does what its preview has counted, and the preview nothing', async () => {
    await club.sql('delete from push_subscriptions')
    const userId = await untidy()
    const counts = {
      ...{ cleanedCount: 4, validCount: 2, totalChecked: 7 },
      stats: { failCountCleaned: 2, inactiveCleaned: 1, expiredCleaned: 0, forceDeleted: 0, oldSoftDeletedCleaned: 1 },
    }
    const preview = await club.post<Json>(`${CLEANUP}?preview=true`, ORDER, operator)
    expect(preview.body).toEqual({ message: expect.any(String), ...counts })
    expect((await left(userId)).sort()).toEqual([
      'active',
      'active',
      'active',
      'asleep',
      'asleep',
      'deleted',
      'deleted',
    ])
    const real = await club.post<Json>(CLEANUP, ORDER, operator)
    expect(real.body).toEqual({ message: expect.any(String), ...counts })
    expect((await left(userId)).sort()).toEqual(['active', 'active', 'deleted', 'deleted', 'deleted', 'deleted'])
    const [run] = (await club.get<Json[]>('/api/admin/push/runs', operator)).body
    expect(run).toMatchObject({ order: ORDER, counts, admin: expect.stringMatching(/^operator/) })
    const audits = await club.sql(`select action from admin_audit_logs where action = 'push.cleanup'`)
    expect(audits).toHaveLength(1)
  })

  test('by force deletes at once, and in real time also what the rules of now refuse', async () => {
    await club.sql('delete from push_subscriptions')
    const userId = await untidy()
    const order = { ...ORDER, forceDelete: true, realTimeCheck: true }
    const counts = {
      ...{ cleanedCount: 5, validCount: 1, totalChecked: 7 },
      stats: { failCountCleaned: 2, inactiveCleaned: 1, expiredCleaned: 1, forceDeleted: 4, oldSoftDeletedCleaned: 1 },
    }
    expect((await club.post<Json>(`${CLEANUP}?preview=true`, order, operator)).body).toMatchObject(counts)
    expect((await club.post<Json>(CLEANUP, order, operator)).body).toMatchObject(counts)
    expect((await left(userId)).sort()).toEqual(['active', 'deleted'])
    expect((await club.post<Json>(CLEANUP, order, operator)).body).toMatchObject({ cleanedCount: 0 })
  })

  test('leaves those that sleep where it is told to', async () => {
    await club.sql('delete from push_subscriptions')
    await untidy()
    const { body } = await club.post<Json>(
      CLEANUP,
      { ...ORDER, cleanupInactive: false, failCountThreshold: 10 },
      operator,
    )
    expect(body).toMatchObject({
      cleanedCount: 1,
      stats: { failCountCleaned: 0, inactiveCleaned: 0, oldSoftDeletedCleaned: 1 },
    })
  })

  test('is done once a day by the settings, and is in the history without a name', async () => {
    await club.sql('delete from push_subscriptions')
    await untidy()
    const { body: settings } = await club.get<PushSettings>('/api/admin/push/settings', operator)
    expect(settings).toMatchObject({ cleanupDays: 30, failThreshold: 5, cleanupInactive: true, forceDelete: false })
    await runJob(club, 'push.cleanup')
    const [run] = (await club.get<Json[]>('/api/admin/push/runs', operator)).body
    expect(run).toMatchObject({
      admin: null,
      order: ORDER,
      counts: { cleanedCount: 4, validCount: 2, totalChecked: 7 },
    })
  })

  test.each([
    { ...ORDER, failCountThreshold: 4 },
    { ...ORDER, deleteAfterDays: 14 },
    { ...ORDER, preview: true },
    { ...ORDER, forceDelete: 'yes' },
  ])('of other orders is refused: %j', async (order) => {
    expect(await club.post(CLEANUP, order, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('is for those who may', async () => {
    const { accessToken } = await club.signUp()
    for (const token of [accessToken, await club.adminToken('viewer'), await club.adminToken('support')]) {
      expect(await club.post(CLEANUP, ORDER, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
  })
})

test('settings are changed by who has seen them last, and decide when a subscription is given up', async () => {
  const path = '/api/admin/push/settings'
  const { revision, ...now } = (await club.get<PushSettings>(path, operator)).body
  const order = { ...now, seenRevision: revision, failThreshold: 3, reason: 'for a test' }
  expect(await club.put(path, { ...order, failThreshold: 4 }, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  expect((await club.put(path, order, operator)).body).toMatchObject({ revision: revision + 1, failThreshold: 3 })
  expect(await club.put(path, order, operator)).toMatchObject(aProblem(409, 'CONFLICT'))
  expect(await club.put(path, { ...order, seenRevision: revision + 1 }, operator)).toMatchObject(
    aProblem(422, 'NOTHING_TO_CHANGE'),
  )
  const { player, browser } = await reached()
  browser.answer(500)
  for (let times = 0; times < 3; times++) await club.post('/api/notification/push/test', {}, player.accessToken)
  expect(await club.core.push.channel.targets(player.userId)).toEqual([])
  await club.put(path, { ...now, seenRevision: revision + 1, reason: 'back again' }, operator)
})

describe('a test message', () => {
  test('of an admin reaches all devices of a player, and is written down', async () => {
    const { player, browser } = await reached()
    const other = service.subscribe(keys.current()?.publicKey ?? '')
    await subscribe(player, other)
    other.answer(410)
    const message = {
      userId: player.userId,
      title: 'Hello',
      message: 'Do you hear us?',
      path: '/play',
      reason: 'he asked',
    }
    const support = await club.adminToken('support')
    const { body } = await club.post<Json>('/api/push/send', message, support)
    expect(body).toMatchObject({ sent: 1, failed: 1 })
    expect(browser.taken[0]?.payload).toMatchObject({ title: 'Hello', body: 'Do you hear us?', path: '/play' })
    expect((await club.post<Json>('/api/notification/push/send', message, support)).body).toMatchObject({
      sent: 1,
      failed: 0,
    })
    const audits = await club.sql(`select id from admin_audit_logs where action = 'push.send' and target_id = $1`, [
      String(player.userId),
    ])
    expect(audits).toHaveLength(2)
  })

  test('of a player reaches his own devices, in his language', async () => {
    const { player, browser } = await reached()
    const { body } = await club.post<Json>('/api/notification/push/test', {}, player.accessToken, {
      'accept-language': 'ko',
    })
    expect(body).toMatchObject({ sent: 1, failed: 0 })
    expect(browser.taken[0]?.payload.title).toBe('클럽에서 보내는 테스트')
  })

  test('to nobody’s device, or to a player who may not be written to, is refused', async () => {
    const lonely = await club.signUp()
    const message = { title: 'Hello', message: 'Hello', reason: 'for a test' }
    expect(await club.post('/api/push/send', { ...message, userId: lonely.userId }, operator)).toMatchObject(
      aProblem(404, 'NOT_FOUND'),
    )
    expect(await club.post('/api/notification/push/test', {}, lonely.accessToken)).toMatchObject(
      aProblem(404, 'NOT_FOUND'),
    )
    const { player, browser } = await reached()
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    const paused = await club.post('/api/push/send', { ...message, userId: player.userId }, operator)
    expect(paused).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(browser.asked).toBe(0)
    const outside = { ...message, userId: player.userId, path: '//evil.example' }
    expect(await club.post('/api/push/send', outside, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await club.post('/api/push/send', { ...message, userId: 1 }, player.accessToken)).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
  })
})

test('the dashboard counts subscriptions by state and browser', async () => {
  await club.sql('delete from push_subscriptions')
  const { accessToken } = await club.signUp()
  const agents = [
    'Mozilla/5.0 Firefox/140.0',
    'Mozilla/5.0 Chrome/141.0 Safari/537.36 Edg/141.0',
    'Mozilla/5.0 Version/18 Safari/605',
  ]
  for (const userAgent of agents) await club.post('/api/push/subscription', aReceiver({ userAgent }).body, accessToken)
  await club.sql(`update push_subscriptions set is_active = false, fail_count = 5 where user_agent like '%Firefox%'`)
  const { body } = await club.get<PushDashboard>('/api/admin/push/dashboard', operator)
  expect(body).toEqual({
    ...{ total: 3, active: 2, inactive: 1, failed: 1, players: 1, oldKey: 0 },
    browsers: [
      { browser: 'edge', active: 1, inactive: 0, failed: 0 },
      { browser: 'firefox', active: 0, inactive: 1, failed: 1 },
      { browser: 'safari', active: 1, inactive: 0, failed: 0 },
    ],
  })
})

test('a push service that refuses our key is seen, and let go by hand', async () => {
  const all = [await reached(), await reached(), await reached()] as const
  for (const { player, browser } of all) {
    browser.answer(403)
    await club.post('/api/notification/push/test', {}, player.accessToken)
  }
  const [{ player, browser }] = all
  await tally.flush()
  const origins = async () => (await club.get<PushOrigin[]>('/api/admin/push/origins', operator)).body
  expect((await origins()).find(({ id }) => id === service.origin)).toMatchObject({ state: 'open', lastStatus: 403 })
  const order = { origin: service.origin, reason: 'the key is right again' }
  const released = await club.post<PushOrigin[]>('/api/admin/push/origins/release', order, operator)
  expect(released.body.find(({ id }) => id === service.origin)).toMatchObject({ state: 'closed', openedAt: null })
  expect(await club.post('/api/admin/push/origins/release', order, operator)).toMatchObject(
    aProblem(422, 'NOTHING_TO_CHANGE'),
  )
  browser.answer(201)
  expect((await club.post<Json>('/api/notification/push/test', {}, player.accessToken)).body).toMatchObject({ sent: 1 })
})
