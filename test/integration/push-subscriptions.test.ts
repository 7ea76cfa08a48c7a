import { randomUUID } from 'node:crypto'
import type { PushStatus, PushSubscribeBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { aReceiver } from '../support/push.ts'
import { aProblem, type Json } from '../support/requests.ts'

const club = await openClub({
  env: { PUSH_MAX_SUBSCRIPTIONS: '3', PUSH_HOSTS: 'fcm.googleapis.com,localhost,127.0.0.1' },
})
const PATH = '/api/push/subscription'
const subscribe = ({ accessToken }: TestPlayer, body: object) => club.post<Json>(PATH, body, accessToken)
const unsubscribe = ({ accessToken }: TestPlayer, deviceId: string) =>
  club.send('DELETE', PATH, {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ deviceId }),
  })
const statusOf = async ({ accessToken }: TestPlayer, deviceId?: string) =>
  (await club.get<PushStatus>(`${PATH}${deviceId ? `?deviceId=${deviceId}` : ''}`, accessToken)).body
const rowsOf = ({ userId }: TestPlayer) =>
  club.sql<Json>('select * from push_subscriptions where user_id = $1 order by created_at, id', [userId])
const historyOf = async ({ userId }: TestPlayer) =>
  (
    await club.sql<{ action: string; reason: string }>(
      'select action, reason from push_subscription_log where user_id = $1 order by id',
      [userId],
    )
  ).map(({ action, reason }) => `${action} ${reason}`)

describe('a subscription', () => {
  test('is made, asked about, ended softly, and taken up again under the same id', async () => {
    const player = await club.signUp()
    const { body } = aReceiver()
    const made = await subscribe(player, body)
    expect(made.body).toMatchObject({ success: true, subscription: { deviceId: body.deviceId, isActive: true } })
    expect(await statusOf(player, body.deviceId)).toMatchObject({
      subscription: { deviceId: body.deviceId, isActive: true, lastUsedAt: null },
      ...{ keyIsCurrent: true, active: 1, most: 3 },
    })
    expect((await unsubscribe(player, body.deviceId)).status).toBe(200)
    expect(await rowsOf(player)).toMatchObject([{ is_active: false, deleted_at: expect.any(Date), fail_count: 0 }])
    expect((await unsubscribe(player, body.deviceId)).status).toBe(200)
    const again = await subscribe(player, body)
    expect(again.body.subscription).toEqual(made.body.subscription)
    expect(await rowsOf(player)).toMatchObject([{ is_active: true, deleted_at: null }])
    expect(await historyOf(player)).toEqual([
      'SUBSCRIBE user_request',
      'UNSUBSCRIBE user_request',
      'SUBSCRIBE user_request',
    ])
  })

  test('is answered in the language that is asked for', async () => {
    const { accessToken } = await club.signUp()
    const korean = await club.post<Json>(PATH, aReceiver().body, accessToken, { 'accept-language': 'ko' })
    expect(korean.body.message).toBe('푸시 구독이 성공적으로 설정되었습니다.')
  })

  test('of one device is one row, however often and at once it is asked for', async () => {
    const player = await club.signUp()
    const { body } = aReceiver()
    const answers = await Promise.all(Array.from({ length: 100 }, () => subscribe(player, body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await rowsOf(player)).toHaveLength(1)
    expect(await historyOf(player)).toEqual(['SUBSCRIBE user_request'])
  })

  test('follows a browser to another account, and to another device id', async () => {
    const [one, other] = [await club.signUp(), await club.signUp()]
    const { body } = aReceiver()
    await subscribe(one, body)
    expect((await subscribe(other, body)).status).toBe(200)
    expect(await rowsOf(one)).toEqual([])
    expect(await historyOf(one)).toEqual(['SUBSCRIBE user_request', 'UNSUBSCRIBE moved'])
    await subscribe(other, { ...body, deviceId: randomUUID() })
    expect(await rowsOf(other)).toHaveLength(1)
  })

  test('of one browser wanted by two accounts at once is the one’s or the other’s', async () => {
    const players = await Promise.all(Array.from({ length: 8 }, () => club.signUp()))
    const { body } = aReceiver()
    const answers = await Promise.all(players.map((player) => subscribe(player, body)))
    expect(answers.map(({ status }) => status)).toEqual(players.map(() => 200))
    expect((await Promise.all(players.map(rowsOf))).flat()).toHaveLength(1)
  })

  test('of somebody else’s device can be neither seen nor ended', async () => {
    const [owner, stranger] = [await club.signUp(), await club.signUp()]
    const { body } = aReceiver()
    await subscribe(owner, body)
    expect(await unsubscribe(stranger, body.deviceId)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await statusOf(stranger, body.deviceId)).toMatchObject({ subscription: null, active: 0 })
    expect(await rowsOf(owner)).toMatchObject([{ is_active: true }])
  })

  test('beyond the most that are reached takes the place of the one used longest ago', async () => {
    const player = await club.signUp()
    const devices = Array.from({ length: 4 }, () => aReceiver().body)
    for (const body of devices) await subscribe(player, body)
    const active = (await rowsOf(player)).filter(({ is_active }) => is_active).map(({ device_id }) => device_id)
    expect(active.sort()).toEqual(
      devices
        .slice(1)
        .map(({ deviceId }) => deviceId)
        .sort(),
    )
    expect(await historyOf(player)).toContain('UNSUBSCRIBE too_many')
  })

  test('ends with its log-in, and not with another one', async () => {
    const player = await club.signUp()
    const { siteId, password } = player
    const elsewhere = {
      ...player,
      ...(await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })).body,
    }
    const [here, there] = [aReceiver().body, aReceiver().body]
    await subscribe(player, here)
    await subscribe(elsewhere, there)
    await club.post('/api/auth/logout', {}, player.accessToken)
    expect((await rowsOf(player)).map(({ device_id, is_active }) => [device_id, is_active])).toEqual([
      [here.deviceId, false],
      [there.deviceId, true],
    ])
    expect(await historyOf(player)).toContain('UNSUBSCRIBE log_out')
    expect((await subscribe(player, here)).status).toBe(401)
    await club.post('/api/auth/logout-all', {}, elsewhere.accessToken)
    expect((await rowsOf(player)).some(({ is_active }) => is_active)).toBe(false)
  })

  test('is known by other names too', async () => {
    const { accessToken, ...player } = await club.signUp()
    const { body } = aReceiver()
    const vapid = await club.get('/api/push/vapid')
    expect(vapid.body).toEqual({ publicKey: expect.stringMatching(/^B[A-Za-z0-9_-]{86}$/) })
    expect((await club.get('/api/notification/push/vapid-public')).body).toEqual(vapid.body)
    expect((await club.post('/api/notification/push/subscribe', body, accessToken)).status).toBe(200)
    const end = await club.post('/api/notification/push/unsubscribe', { deviceId: body.deviceId }, accessToken)
    expect(end.status).toBe(200)
    expect(await rowsOf({ accessToken, ...player })).toMatchObject([{ is_active: false }])
  })

  test('is in the export of its player, and gone with him', async () => {
    const player = await club.signUp()
    const { body } = aReceiver()
    await subscribe(player, body)
    const { body: data } = await club.get<Json>('/api/users/export', player.accessToken)
    expect(data.pushDevices).toMatchObject([{ device: body.deviceId, active: true }])
    expect(data.pushDeviceChanges).toMatchObject([{ action: 'SUBSCRIBE' }])
    await club.sql('update users set deletion_requested_at = now() where id = $1', [player.userId])
    await eraseDue({ ...club.core, graceMs: 0, audit: async () => undefined })
    expect(await rowsOf(player)).toEqual([])
    expect(await historyOf(player)).toEqual([])
  })
})

describe('a hostile subscription', () => {
  const bodies: Record<string, [Partial<PushSubscribeBody>, number]> = {
    'that is not https': [{ endpoint: 'http://fcm.googleapis.com/x' }, 422],
    'at a private address': [{ endpoint: 'https://127.0.0.1/x' }, 422],
    'at an address mapped into IPv6': [{ endpoint: 'https://[::ffff:127.0.0.1]/x' }, 422],
    'at the metadata service': [{ endpoint: 'https://169.254.169.254/latest/meta-data' }, 422],
    'at a name that resolves to loopback': [{ endpoint: 'https://localhost/x' }, 422],
    'with a user': [{ endpoint: 'https://a:b@fcm.googleapis.com/x' }, 422],
    'at an odd port': [{ endpoint: 'https://fcm.googleapis.com:9000/x' }, 422],
    'at a host that is not listed': [{ endpoint: 'https://push.example.com/x' }, 422],
    'of ten thousand letters': [{ endpoint: `https://fcm.googleapis.com/${'x'.repeat(10_000)}` }, 400],
    'without an endpoint': [{ endpoint: '' }, 400],
    'with a key that is too short': [{ p256dh: 'BAAA' }, 400],
    'with a key that is on no curve': [
      { p256dh: Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString('base64url') },
      400,
    ],
    'with a compressed key': [{ p256dh: Buffer.alloc(65, 2).toString('base64url') }, 400],
    'with a secret of 15 bytes': [{ auth: Buffer.alloc(15).toString('base64url') }, 400],
    'without a device': [{ deviceId: 'mine' }, 400],
    'with a key of ours that is not ours': [{ vapidPublicKey: aReceiver().body.p256dh }, 400],
    'with more than is asked for': [{ userId: 1 } as never, 400],
  }

  test.each(Object.entries(bodies))('%s is refused, and nothing is written', async (_, [overrides, status]) => {
    const player = await club.signUp()
    expect((await subscribe(player, { ...aReceiver().body, ...overrides })).status).toBe(status)
    expect(await rowsOf(player)).toEqual([])
  })

  test('of nobody is refused', async () => {
    expect(await club.post(PATH, aReceiver().body)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await club.get(PATH)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await club.post(PATH, aReceiver().body, await club.adminToken())).toMatchObject(aProblem(403, 'FORBIDDEN'))
  })
})
