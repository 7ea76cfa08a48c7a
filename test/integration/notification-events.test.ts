import { declarationOf, type KafkaHealth, NOTIFICATION_EVENTS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { partitionsJob } from '../../server/src/jobs/index.ts'
import {
  cancel,
  eraseNotifications,
  findBadNotificationEvent,
  inAppChannel,
  raise,
} from '../../server/src/notify/index.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import {
  countBehind,
  findOpenLetters,
  NOTIFICATION_BOOK,
  readerName,
  redriveLetters,
} from '../../server/src/stream/index.ts'
import { alertTools, contextOf } from '../support/alerts.ts'
import { campaignTools, toPlayers } from '../support/campaigns.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { notificationTaker, readBook, toldOf, typesOf } from '../support/notification-events.ts'
import { aChannel, aNotificationWorker, anOrder, HOUR_MS, tell } from '../support/notifications.ts'

const shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ env: { ROLE: 'api' }, clock })
const { pool } = club.core
const [push, email] = [aChannel('push'), aChannel('email')]
const { start } = await aNotificationWorker(club, [inAppChannel(club.core), push, email])
start()
const PATIENCE_MS = 40_000
const { accounts, begin, work, told: raisedBy } = campaignTools(club)
const { aHolder } = alertTools(club)

/** Waits until a player has been told of so many events; gives them. */
const comesTo = (userId: number, events: number) =>
  eventually(async () => {
    const told = await toldOf(club, userId)
    expect(typesOf(told)).toHaveLength(events)
    return told
  }, PATIENCE_MS)
const caughtUp = (name: string) =>
  eventually(
    async () => expect(await countBehind(pool, readerName(name, NOTIFICATION_BOOK), NOTIFICATION_BOOK)).toBe(0),
    PATIENCE_MS,
  )
const settings = (userId: number, values: string) =>
  club.sql(
    `insert into notification_settings (user_id, revision, off_types, off_channels, zone, changed_at, all_off, quiet_from, quiet_to)
     values ($1, 1, '{}', '{}', 'UTC', now(), ${values})`,
    [userId],
  )
/** For the next hour it is quiet for a player. */
function hush(userId: number) {
  const minute = Math.floor((clock.nowMs() / 60_000) % 1_440)
  return settings(userId, `false, ${(minute + 1_439) % 1_440}, ${(minute + 60) % 1_440}`)
}

describe('what is told of a notification', () => {
  test('that it was raised, what became of it on each channel, and what its player did with it, in that order', async () => {
    const { userId, accessToken } = await club.signUp()
    push.script.push({ kind: 'gone', detail: 'no such place: https://push.example/secret' })
    email.script.push({ kind: 'skipped', reason: 'suppressed' })
    const order = anOrder(club, userId, {
      channels: ['in_app', 'push', 'email'],
      params: { values: { nickname: 'Somebody' } },
    })
    const id = await inTransaction(pool, (tx) => raise(tx, order))
    await comesTo(userId, 4)
    const say = (path: string, body = {}) => club.post(`/api/notification/${id}/${path}`, body, accessToken)
    await say('read')
    await say('read')
    await say('click', { channel: 'in_app' })
    await say('click', { channel: 'in_app' })
    await say('archive')
    const told = await comesTo(userId, 7)
    expect(typesOf(told).slice(4)).toEqual(['read', 'opened', 'archived'])
    expect(told[0]).toEqual({
      type: 'notification.raised',
      payload: {
        ...{ notificationId: id, template: 'EXPIRY_D2', kind: 'vaults', category: 'game', priority: 'normal' },
        ...{ channels: ['in_app', 'push', 'email'], deadlineMs: order.deadlineMs },
        ...{ campaign: null, wave: null, vaultType: null },
      },
    })
    const ends = told.slice(1, 4).map(({ type, payload }) => [type, payload.channel, payload.reason, payload.attempt])
    expect(ends.sort()).toEqual([
      ['notification.failed', 'push', 'gone', 1],
      ['notification.refused', 'email', 'suppressed', 1],
      ['notification.sent', 'in_app', null, 1],
    ])
    expect(told[5]?.payload).toEqual({ notificationId: id, channel: 'in_app' })
    for (const secret of ['Somebody', 'secret', 'A vault']) expect(JSON.stringify(told)).not.toContain(secret)
  })

  test('that it waits for the end of quiet hours, and was taken back', async () => {
    const { userId } = await club.signUp()
    await hush(userId)
    const id = await tell(club, userId)
    const [, deferred] = await comesTo(userId, 2)
    expect(deferred?.type).toBe('notification.deferred')
    expect(deferred?.payload).toMatchObject({ reason: 'quiet_hours', attempt: 0 })
    expect(Number(deferred?.payload.untilMs) - clock.nowMs()).toBeGreaterThan(58 * 60_000)
    expect(await inTransaction(pool, (tx) => cancel(tx, id, clock.nowMs()))).toBe(true)
    expect(await inTransaction(pool, (tx) => cancel(tx, id, clock.nowMs()))).toBe(false)
    const told = await comesTo(userId, 4)
    expect(typesOf(told).slice(2).sort()).toEqual(['cancelled', 'withdrawn'])
  })

  test('that its time was over, that its player wants none, that nobody can take it', async () => {
    const [late, silent, poisoned] = [await club.signUp(), await club.signUp(), await club.signUp()]
    await settings(silent.userId, 'true, 0, 0')
    await tell(club, late.userId, { atMs: clock.nowMs() - 2_000, deadlineMs: clock.nowMs() - 1_000 })
    await tell(club, silent.userId)
    push.script.push({ kind: 'poison', detail: 'too large' })
    await tell(club, poisoned.userId)
    expect((await comesTo(late.userId, 2))[1]?.type).toBe('notification.expired')
    expect((await comesTo(silent.userId, 2))[1]).toMatchObject({
      type: 'notification.refused',
      payload: { channel: 'push', category: 'game', reason: 'all_off', attempt: 0 },
    })
    expect((await comesTo(poisoned.userId, 2))[1]).toMatchObject({
      type: 'notification.failed',
      payload: { reason: 'poison', round: 0, attempt: 1 },
    })
  })

  test('that all is read, of each message once', async () => {
    const { userId, accessToken } = await club.signUp()
    for (let nth = 0; nth < 3; nth++) await tell(club, userId, { channels: ['in_app'] })
    await comesTo(userId, 6)
    for (let nth = 0; nth < 2; nth++) await club.post('/api/notification/read-all', {}, accessToken)
    expect(typesOf(await toldOf(club, userId)).slice(6)).toEqual(['read', 'read', 'read'])
  })

  test('that a vault was claimed before its reminder went', async () => {
    const { userId, vaultId } = await aHolder({ expiresMs: clock.nowMs() + 40 * HOUR_MS, state: 'UNLOCKED' })
    await hush(userId)
    await tell(club, userId, { params: { vaultId: String(vaultId), vaultType: 'GOLD' } })
    expect((await comesTo(userId, 2))[0]?.payload).toMatchObject({ vaultType: 'GOLD' })
    await club.sql(`update player_vaults set state = 'CLAIMED', ended_at = now(), ended_seq = 2 where id = $1`, [
      vaultId,
    ])
    const told = await comesTo(userId, 4)
    expect(typesOf(told).slice(-2).sort()).toEqual(['cancelled', 'withdrawn'])
    expect(told.find(({ type }) => type === 'notification.cancelled')?.payload).toMatchObject({ reason: 'claimed' })
  })

  test('nothing, where it was not raised in the end, or had been before, or its player is gone', async () => {
    const { userId } = await club.signUp()
    const order = anOrder(club, userId, { deadlineMs: clock.nowMs() + HOUR_MS, channels: ['email'] })
    const undone = inTransaction(pool, async (tx) => {
      await raise(tx, order)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await toldOf(club, userId)).toEqual([])
    for (let nth = 0; nth < 2; nth++) await inTransaction(pool, (tx) => raise(tx, order))
    await comesTo(userId, 2)
    await inTransaction(pool, (tx) => eraseNotifications(tx, userId))
    await club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [userId])
    await inTransaction(pool, (tx) => raise(tx, { ...order, dedupeKey: 'another' }))
    expect(typesOf(await comesTo(userId, 2))).toEqual(['raised', 'sent'])
  })
})

describe('a reader without Kafka', () => {
  test('is told of a campaign, of each player everything once, in his order, as its schemas say', async () => {
    const ids = await accounts(1_000)
    const { consumer, taken, of } = notificationTaker()
    const reader = readBook(club, consumer)
    const { id } = await begin({ audience: toPlayers(ids) })
    await work()
    await eventually(async () => {
      const [row] = await club.sql<{ waiting: number }>(
        `select count(*) as waiting from notification_deliveries where state = 'waiting' and channel = 'in_app'`,
      )
      expect(row?.waiting).toBe(0)
    }, PATIENCE_MS)
    await caughtUp(consumer.name)
    await reader.stop()
    expect(await raisedBy(id)).toHaveLength(1_000)
    for (const userId of ids) expect(typesOf(of(userId))).toEqual(['raised', 'sent'])
    expect(of(ids[0] ?? 0)[0]?.payload).toMatchObject({ campaign: String(id), wave: 1, template: `campaign.${id}` })
    expect(new Set(taken.map(({ eventId }) => eventId)).size).toBe(taken.length)
    expect(await findOpenLetters(pool, { consumer: consumer.name, after: 0, limit: 1 })).toEqual([])
    const seen = new Set(taken.map(({ type }) => type))
    expect([...seen].sort()).toEqual(Object.keys(NOTIFICATION_EVENTS).sort())
    for (const { type, schemaVersion } of taken)
      expect(declarationOf(type)?.versions).toHaveProperty(`${schemaVersion}`)
  }, 90_000)

  test('keeps what it cannot take, and takes it later', async () => {
    const { userId } = await club.signUp()
    let fails = true
    const { consumer, taken } = notificationTaker()
    const picky = {
      ...consumer,
      consume: async (...[tx, events]: Parameters<typeof consumer.consume>) => {
        if (fails && events.some((event) => event.userId === userId)) throw new Error('not this one')
        await consumer.consume(tx, events)
      },
    }
    await tell(club, userId, { channels: ['in_app'] })
    await comesTo(userId, 2)
    const reader = readBook(club, picky)
    await caughtUp(picky.name)
    await reader.stop()
    const letters = await findOpenLetters(pool, { consumer: picky.name, after: 0, limit: 10 })
    expect(letters.map(({ type, reason }) => [type, reason])).toEqual([
      ['notification.raised', 'EFFECT_FAILED'],
      ['notification.sent', 'EFFECT_FAILED'],
    ])
    fails = false
    const before = taken.length
    for await (const { failed } of redriveLetters(pool, picky)) expect(failed).toBeNull()
    expect(typesOf(taken.slice(before))).toEqual(['raised', 'sent'])
  })

  test('is told what a long transaction did after what it saw, and neither while it is open', async () => {
    const { userId } = await club.signUp()
    const { consumer, of } = notificationTaker()
    const reader = readBook(club, consumer)
    await caughtUp(consumer.name)
    await inTransaction(pool, async (tx) => {
      // It has its number before the notification is raised that it takes back.
      await tx.query('select pg_current_xact_id()')
      const id = await tell(club, userId, { channels: ['in_app'] })
      await comesTo(userId, 2)
      await cancel(tx, id, clock.nowMs())
      expect(of(userId)).toEqual([])
    })
    await eventually(() => expect(typesOf(of(userId))).toEqual(['raised', 'sent', 'withdrawn']), PATIENCE_MS)
    await reader.stop()
  })
})

test('health says by which reader events come to topics where there is no Kafka, to admins alone', async () => {
  const { accessToken } = await club.signUp()
  const { status, body } = await club.get<KafkaHealth>('/api/kafka/health', await club.adminToken())
  expect(status).toBe(200)
  expect(body).toMatchObject({
    kafka: false,
    readers: [{ reader: 'consumer:live-counters', topics: ['game_history_events'], place: null, movedAt: null }],
  })
  expect(body.readers[0]?.events).toBeGreaterThan(0)
  expect((await club.get('/api/kafka/health', accessToken)).status).toBe(403)
  expect((await club.get('/api/kafka/health')).status).toBe(401)
})

describe('the book', () => {
  test('is only added to', async () => {
    for (const run of [(text: string) => pool.query(text), (text: string) => club.sql(text)]) {
      for (const text of ['update notification_events set day = day', 'delete from notification_events']) {
        await expect(run(text)).rejects.toThrow(/permission denied|append-only/)
      }
      await expect(run('truncate notification_events')).rejects.toThrow(/permission denied|append-only/)
    }
  })

  test('has its days made ahead and dropped after 120 days, never one of the last 60', async () => {
    const daysOf = () =>
      club.sql<{ day: string }>(
        `select right(relname, 8) as day from pg_class where relname ~ '^notification_events_\\d{8}$' order by 1`,
      )
    const before = await daysOf()
    expect(before.length).toBeGreaterThanOrEqual(9)
    await club.sql(`select ensure_notification_event_partitions(current_date - 121, 2)`)
    const nowMs = clock.nowMs()
    const page = (dryRun: boolean, cursor?: unknown) =>
      inTransaction(pool, (tx) => partitionsJob.page({ ...contextOf(nowMs), dryRun, cursor }, tx))
    for (const dryRun of [true, false]) {
      const { cursor, worked } = await page(dryRun)
      expect(worked).toBe(0)
      expect(await daysOf()).toHaveLength(before.length + 2)
      expect(await page(dryRun, cursor)).toEqual({ worked: 1, skipped: 0 })
    }
    expect(await daysOf()).toHaveLength(before.length + 1)
    const [row] = await club.sql<{ gone: number }>('select drop_notification_event_days(current_date + 400) as gone')
    expect(row?.gone).toBe(1)
    expect(await daysOf()).toEqual(before)
  })

  test('is audited: a payload that is not that of its type is found', async () => {
    expect(await findBadNotificationEvent(pool)).toBeUndefined()
    const [forged] = await club.sql<{ id: string }>(
      `insert into notification_events (day, user_id, occurred_at, type, schema_version, payload)
       values (current_date, 1, now(), 'notification.sent', 1, '{"notificationId":1}') returning concat('notification-', xid, '-', seq) as id`,
    )
    await eventually(async () =>
      expect(await findBadNotificationEvent(pool)).toEqual({
        where: `notification_events ${forged?.id}`,
        why: 'its payload is not that of notification.sent, version 1',
      }),
    )
  })
})
