import type { NotificationNews, NotificationSettings, NotificationsReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { cancel } from '../../server/src/notify/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { toldOf, typesOf } from '../support/notification-events.ts'
import { HOUR_MS, tell } from '../support/notifications.ts'
import { aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const PATIENCE_MS = 40_000
const IN_APP = { channels: ['in_app' as const] }

const centreOf = async ({ accessToken }: TestPlayer, query = '') =>
  (await club.get<NotificationsReply>(`/api/notification${query}`, accessToken)).body
const say = ({ accessToken }: TestPlayer, path: string, body: object = {}) =>
  club.post<{ unread: number }>(`/api/notification/${path}`, body, accessToken)
const settingsOf = async ({ accessToken }: TestPlayer) =>
  (await club.get<NotificationSettings>('/api/notification/settings', accessToken)).body
const arrived = (player: TestPlayer, count: number) =>
  eventually(async () => {
    const centre = await centreOf(player)
    expect(centre.notifications).toHaveLength(count)
    return centre
  }, PATIENCE_MS)

/** A body that changes nothing but what is said. */
async function change(player: TestPlayer, changes: Json) {
  const settings = await settingsOf(player)
  const { revision, advertisingSince, nightSince, allOff, types, channels, quietHours, letters } = settings
  const consents = { advertising: advertisingSince !== null, night: nightSince !== null }
  const wishes = { allOff, types, channels, quietHours, letters, timeZone: null }
  const body = { seenRevision: revision, ...wishes, ...consents, ...changes }
  return club.put<NotificationSettings>('/api/notification/settings', body, player.accessToken)
}

describe('the centre', () => {
  test('keeps what came while its player was away', async () => {
    const player = await club.signUp()
    const id = await tell(club, player.userId, IN_APP)
    const { notifications, unread } = await arrived(player, 1)
    expect(unread).toBe(1)
    expect(notifications).toEqual([
      expect.objectContaining({
        id,
        type: 'vaults',
        title: { en: 'A vault', ko: '금고' },
        path: '/vaults',
        readAt: null,
      }),
    ])
    const room = await club.joinRoom(player.accessToken)
    await eventually(() => expect(room.state.unreadNotifications).toBe(1), PATIENCE_MS)
  })

  test('tells all devices of its player at once, and nobody else', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    const heard: NotificationNews[][] = [[], [], []]
    const rooms = await Promise.all([player, player, other].map(({ accessToken }) => club.joinRoom(accessToken)))
    for (const [index, room] of rooms.entries()) {
      room.onMessage('notification', (news: NotificationNews) => heard[index]?.push(news))
    }
    const id = await tell(club, player.userId, IN_APP)
    await eventually(() => {
      for (const news of heard.slice(0, 2))
        expect(news).toEqual([{ notification: expect.objectContaining({ id }), unread: 1 }])
    }, PATIENCE_MS)
    expect((await say(player, `${id}/read`)).body).toEqual({ unread: 0 })
    await eventually(() => {
      for (const room of rooms.slice(0, 2)) expect(room.state.unreadNotifications).toBe(0)
      expect(heard[1]).toContainEqual({ notification: null, unread: 0 })
    }, PATIENCE_MS)
    expect(heard[2]).toEqual([])
  })

  test('is read through by pages, types and what is unread', async () => {
    const player = await club.signUp()
    const ids: number[] = []
    for (const template of ['EXPIRY_D2', 'shop.receipt', 'friend.joined']) {
      ids.push(await tell(club, player.userId, { ...IN_APP, template }))
      await arrived(player, ids.length)
    }
    const page = await club.get<NotificationsReply>('/api/notification?page=2&perPage=1', player.accessToken)
    expect(page.headers.get('x-total-count')).toBe('3')
    expect(page.body.notifications.map(({ id }) => id)).toEqual([ids[1]])
    expect((await centreOf(player, '?type=shop')).notifications.map(({ id }) => id)).toEqual([ids[1]])
    await say(player, `${ids[1]}/read`)
    expect((await centreOf(player, '?unread=true')).notifications.map(({ id }) => id)).toEqual([ids[2], ids[0]])
    expect((await say(player, 'read-all', { upTo: ids[0] })).body).toEqual({ unread: 1 })
    expect((await say(player, 'read-all')).body).toEqual({ unread: 0 })
    expect((await say(player, `${ids[0]}/archive`)).status).toBe(200)
    expect((await centreOf(player)).notifications.map(({ id }) => id)).toEqual([ids[2], ids[1]])
  })

  test('shows no more what is over or was taken back, but keeps what the account needs', async () => {
    const player = await club.signUp()
    await tell(club, player.userId, IN_APP)
    await tell(club, player.userId, { ...IN_APP, category: 'transactional', template: 'password' })
    await arrived(player, 2)
    await club.sql(
      `update notifications set raised_at = raised_at - interval '3 days', deadline_at = now() - interval '1 second'
       where user_id = $1`,
      [player.userId],
    )
    expect(await centreOf(player)).toMatchObject({
      notifications: [{ category: 'transactional', expiresAt: null }],
      unread: 1,
    })
  })

  test('lets nobody read what was taken back or is over, but notes that its push was opened', async () => {
    const player = await club.signUp()
    const [id, over] = [await tell(club, player.userId, IN_APP), await tell(club, player.userId, IN_APP)]
    await arrived(player, 2)
    await club.sql(`update notifications set deadline_at = raised_at + interval '1 ms' where id = $1`, [over])
    expect(await inTransaction(club.core.pool, (tx) => cancel(tx, id, club.core.clock.nowMs()))).toBe(true)
    expect(await say(player, 'read-all')).toMatchObject({ status: 200, body: { unread: 0 } })
    for (const mark of ['read', 'archive'])
      expect(await say(player, `${id}/${mark}`)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect((await say(player, `${id}/click`)).status).toBe(200)
    const told = typesOf(await toldOf(club, player.userId))
    expect(told.slice(-2)).toEqual(['withdrawn', 'opened'])
    expect(told).not.toContain('read')
  })

  test('notes the first time that a message is opened, by its channel', async () => {
    const player = await club.signUp()
    const id = await tell(club, player.userId, { ...IN_APP, params: { vaultType: 'GOLD' } })
    await arrived(player, 1)
    expect((await say(player, `${id}/click`)).body).toEqual({ unread: 0 })
    expect((await say(player, `${id}/click`, { channel: 'in_app' })).status).toBe(200)
    const [event] = await club.sql(
      'select type, clicked, claimed_within_24h, vault_type from alert_events where user_id = $1',
      [player.userId],
    )
    expect(event).toEqual({ type: 'EXPIRY_D2', clicked: true, claimed_within_24h: false, vault_type: 'GOLD' })
  })

  test.each(['read', 'archive', 'click'])('does not let anybody %s what is somebody else’s', async (what) => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    const id = await tell(club, player.userId, IN_APP)
    await arrived(player, 1)
    expect(await say(other, `${id}/${what}`)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    expect(await centreOf(player)).toMatchObject({ unread: 1 })
  })

  test.each([
    ['1/read', { all: true }],
    ['0/read', {}],
    ['x/archive', {}],
    ['1/click', { channel: 'fax' }],
    ['read-all', { upTo: -1 }],
    ['read-all', { upTo: '1; drop table notifications' }],
  ])('refuses %s with %j', async (path, body) => {
    const player = await club.signUp()
    expect(await say(player, path, body)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })
})

describe('settings', () => {
  test('begin with everything on and no consent to advertising', async () => {
    const player = await club.signUp()
    expect(await settingsOf(player)).toEqual({
      ...{
        revision: 0,
        allOff: false,
        quietHours: { from: '00:00', to: '00:00' },
        timeZone: 'Asia/Seoul',
        ownTimeZone: null,
      },
      types: { account: true, vaults: true, game: true, friends: true, shop: true, news: true },
      channels: { in_app: true, push: false, email: true },
      ...{ letters: { game: true, advertising: true }, pushDevices: 0, emailSuppressed: false },
      ...{ advertisingSince: null, nightSince: null },
    })
  })

  test('changed on two devices at once are changed by one of them, and the other is told', async () => {
    const player = await club.signUp()
    const answers = await Promise.all([1, 2].map(() => change(player, { allOff: true, seenRevision: 0 })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await settingsOf(player)).toMatchObject({ revision: 1, allOff: true })
    expect(await change(player, { seenRevision: 0 })).toMatchObject(aProblem(409, 'CONFLICT'))
  })

  test('decide when the message is sent, not when it was raised', async () => {
    const player = await club.signUp()
    const off = await change(player, { types: { ...(await settingsOf(player)).types, vaults: false } })
    expect(off.body.types.vaults).toBe(false)
    const id = await tell(club, player.userId, IN_APP)
    await eventually(async () => {
      const rows = await club.sql('select state, reason from notification_deliveries where notification_id = $1', [id])
      expect(rows).toEqual([{ state: 'skipped', reason: 'type_off' }])
    }, PATIENCE_MS)
    expect((await centreOf(player)).notifications).toEqual([])
  })

  test('hold messages until quiet hours are over, in the zone that was said', async () => {
    const player = await club.signUp()
    const nowMs = Date.now()
    const time = (ms: number) => new Date(ms).toISOString().slice(11, 16)
    const quietHours = { from: time(nowMs - HOUR_MS), to: time(nowMs + 2 * HOUR_MS) }
    expect((await change(player, { quietHours, timeZone: 'UTC' })).body).toMatchObject({ quietHours, timeZone: 'UTC' })
    const [held, late] = [
      await tell(club, player.userId, IN_APP),
      await tell(club, player.userId, { ...IN_APP, deadlineMs: nowMs + HOUR_MS }),
    ]
    await eventually(async () => {
      const rows = await club.sql<{ next_attempt_at: Date }>(
        `select state, reason, attempts, next_attempt_at from notification_deliveries
         where notification_id = any($1) order by notification_id`,
        [[held, late]],
      )
      expect(rows).toMatchObject([
        { state: 'waiting', reason: 'quiet_hours', attempts: 0 },
        { state: 'skipped', reason: 'quiet_hours', attempts: 0 },
      ])
      expect(time(rows[0]?.next_attempt_at.getTime() ?? 0)).toBe(quietHours.to)
    }, PATIENCE_MS)
  })

  test('keep every consent to advertising that was given or taken back', async () => {
    const player = await club.signUp()
    await change(player, { advertising: true, night: true })
    const { advertisingSince } = await settingsOf(player)
    expect(advertisingSince).not.toBeNull()
    await change(player, { allOff: true })
    expect((await settingsOf(player)).advertisingSince).toBe(advertisingSince)
    await change(player, { advertising: false })
    expect(await settingsOf(player)).toMatchObject({ advertisingSince: null, nightSince: null })
    const kept = await club.sql('select kind, given from notification_consents where user_id = $1 order by id', [
      player.userId,
    ])
    expect(kept).toEqual([
      { kind: 'advertising', given: true },
      { kind: 'night', given: true },
      { kind: 'advertising', given: false },
      { kind: 'night', given: false },
    ])
    await expect(club.sql('delete from notification_consents where user_id = $1', [player.userId])).rejects.toThrow(
      'append-only',
    )
  })

  test.each<[string, Json]>([
    ['an unknown field', { vip: true }],
    ['a type too few', { types: { vaults: false } }],
    ['a time that is none', { quietHours: { from: '24:00', to: '07:00' } }],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }],
    ['a revision that is none', { seenRevision: -1 }],
  ])('refuse %s, and nothing is changed', async (_what, changes) => {
    const player = await club.signUp()
    expect(await change(player, changes)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await settingsOf(player)).toMatchObject({ revision: 0 })
  })
})
