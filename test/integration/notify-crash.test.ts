import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { forgetSpent } from '../../server/src/jobs/forget.store.ts'
import { Deliverer } from '../../server/src/notify/deliverer.ts'
import { eraseNotifications, HANDS, type RaiseOrder, raise } from '../../server/src/notify/index.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import {
  aChannel,
  aNotificationWorker,
  anOrder,
  deliveriesOf,
  eventsOf,
  HOUR_MS,
  tell,
} from '../support/notifications.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { safely } from '../support/safe-play.ts'

let shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ env: { ROLE: 'api' }, clock })
const PATIENCE_MS = 40_000

/** A process that sends, as far as the database can tell. */
function aSender(channel = aChannel(), mayContact = club.core.mayContact) {
  const metrics = createMetrics()
  const deliverer = new Deliverer({
    ...club.core,
    ...{ metrics, mayContact },
    channels: [channel],
    caps: club.core.config.messages.caps,
    showDead: async () => undefined,
  })
  const cutOff = async () =>
    (await metrics.notificationsInterrupted.get()).values.reduce((sum, { value }) => sum + value, 0)
  return { channel, deliver: (id: number) => deliverer.deliver(id), cutOff }
}

async function aDelivery(changes: Partial<RaiseOrder> = {}) {
  const { userId } = await club.signUp()
  const id = await tell(club, userId, changes)
  const find = async () => {
    const [delivery] = await deliveriesOf(club, id)
    if (delivery === undefined) throw new Error('it was not raised')
    return delivery
  }
  return { id: (await find()).id, userId, find }
}

/** So many messages to one player, raised together. */
async function raisedAtOnce(count: number) {
  const { userId } = await club.signUp()
  const ids: (number | undefined)[] = []
  await inTransaction(club.core.pool, async (tx) => {
    while (ids.length < count) ids.push(await raise(tx, anOrder(club, userId, { category: 'transactional' })))
  })
  const states = () =>
    club.sql<{ state: string; count: number }>(
      'select state, count(*) from notification_deliveries where notification_id = any($1) group by 1 order by 1',
      [ids],
    )
  return { states }
}

describe('a delivery', () => {
  test('that ten jobs of two processes want at once is sent once', async () => {
    const [one, two] = [aSender(), aSender()]
    const { id, find } = await aDelivery()
    await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : two).deliver(id)))
    expect(await find()).toMatchObject({ state: 'sent', attempts: 1 })
    expect(one.channel.orders.length + two.channel.orders.length).toBe(1)
  })

  test('whose process dies after sending is sent once more after its lease, and counted', async () => {
    const [dying, next] = [aSender(), aSender()]
    let answer: () => void = () => undefined
    dying.channel.before = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const { id, find } = await aDelivery()
    const late = dying.deliver(id)
    await eventually(() => expect(dying.channel.orders).toHaveLength(1), PATIENCE_MS)
    await next.deliver(id)
    expect(next.channel.orders).toEqual([])
    shiftMs += 61_000
    await next.deliver(id)
    expect(await find()).toMatchObject({ state: 'sent', attempts: 2 })
    expect(await eventsOf(club, id)).toEqual(['started', 'interrupted', 'started', 'sent'])
    expect([dying.channel.orders.length, next.channel.orders.length]).toEqual([1, 1])
    expect(await next.cutOff()).toBe(1)
    // What the first one comes to after all is written down, and changes nothing.
    dying.channel.script.push({ kind: 'again', detail: 'too late' })
    answer()
    await late
    expect(await find()).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('that nobody may change afterwards leaves what happened as it was', async () => {
    const { id } = await aDelivery()
    await aSender().deliver(id)
    for (const change of [`update notification_attempts set event = 'gone'`, 'delete from notification_attempts']) {
      await expect(club.sql(`${change} where delivery_id = $1`, [id])).rejects.toThrow('append-only')
    }
  })

  test('that is raised again while it is under way is not sent twice', async () => {
    const { userId } = await club.signUp()
    const first = await tell(club, userId, { dedupeKey: `once:${userId}` })
    await expect(tell(club, userId, { dedupeKey: `once:${userId}` })).rejects.toThrow('raised before')
    const [delivery] = await deliveriesOf(club, first)
    const sender = aSender()
    await sender.deliver(delivery?.id ?? 0)
    await sender.deliver(delivery?.id ?? 0)
    expect(sender.channel.orders).toHaveLength(1)
  })
})

describe('one that cannot be decided about is left as it was, and those beside it are sent', () => {
  test('in a zone that nobody knows', async () => {
    const [lost, other] = [await aDelivery(), await aDelivery()]
    const sender = aSender()
    await club.sql(
      `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone, changed_at)
       values ($1, 1, false, '{}', '{}', 0, 0, 'Mars/Phobos', now())`,
      [lost.userId],
    )
    await Promise.all([
      expect(sender.deliver(lost.id)).rejects.toThrow('Mars/Phobos'),
      expect(sender.deliver(other.id)).resolves.toBeUndefined(),
    ])
    expect(await lost.find()).toMatchObject({ state: 'waiting', attempts: 0 })
    expect(await other.find()).toMatchObject({ state: 'sent' })
    await club.sql(`update notification_settings set zone = 'Asia/Seoul' where user_id = $1`, [lost.userId])
    await sender.deliver(lost.id)
    expect(await lost.find()).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('as safe play gives no answer: what an account needs does not ask it', async () => {
    const [game, account] = [await aDelivery(), await aDelivery({ category: 'transactional' })]
    const sender = aSender(aChannel(), async (_userIds, _nowMs, via) => {
      await via?.query('select 1 / 0')
      return new Set()
    })
    await Promise.all([
      expect(sender.deliver(game.id)).rejects.toThrow('division by zero'),
      expect(sender.deliver(account.id)).resolves.toBeUndefined(),
    ])
    expect(await game.find()).toMatchObject({ state: 'waiting', attempts: 0 })
    expect(await account.find()).toMatchObject({ state: 'sent' })
    await aSender().deliver(game.id)
    expect(await game.find()).toMatchObject({ state: 'sent', attempts: 1 })
  })
})

test('who excludes himself while a worker waits for others is not written to', async () => {
  const player = await club.signUp()
  const id = await tell(club, player.userId)
  const [delivery] = await deliveriesOf(club, id)
  const sender = aSender()
  const late = await inTransaction(club.core.pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('notify:' || $1, 0))`, [player.userId])
    const sending = sender.deliver(delivery?.id ?? 0)
    await eventually(async () => {
      const waiting = await club.sql(
        `select from pg_locks l join pg_database d on d.oid = l.database
         where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
      )
      expect(waiting).toHaveLength(1)
    })
    expect((await safely(club, player, 'pause', { hours: 24 })).status).toBe(200)
    return { sending }
  })
  await late.sending
  expect(await deliveriesOf(club, id)).toEqual([expect.objectContaining({ state: 'skipped', reason: 'safe_play' })])
  expect(sender.channel.orders).toEqual([])
})

/** Puts jobs into the queue as a version did that held one delivery in each, and had failed ones tried again by Bull. */
async function leaveOldJobs(redis: Redis, jobs: readonly unknown[]): Promise<void> {
  const [timestamp, delay, priority] = [Date.now(), 0, 0]
  const opts = { attempts: 6, backoff: { type: 'notification' }, removeOnComplete: true, removeOnFail: true }
  for (const [index, data] of jobs.entries()) {
    const jobId = `old.${index}`
    const kept = { name: '__default__', data: JSON.stringify(data), opts: JSON.stringify({ ...opts, jobId }) }
    await redis.hset(`{casino}:notifications:${jobId}`, { ...kept, timestamp, delay, priority })
    await redis.lpush('{casino}:notifications:wait', jobId)
  }
}

test('jobs that an older version left are done, what nobody can read is let go, and neither holds up the others', async () => {
  const redisUrl = await freshRedisUrl()
  const redis = new Redis(redisUrl)
  const [old, later] = [await aDelivery(), await aDelivery()]
  // Nobody but its job brings it to a worker.
  await club.sql(`update notification_deliveries set state = 'queued', queued_at = now() where id = $1`, [old.id])
  await leaveOldJobs(redis, [null, 7, {}, { id: 'one' }, { ids: 'all' }, { ids: [null] }, { id: old.id }])
  const { start, stop } = await aNotificationWorker(club, [aChannel()], { redisUrl, strandedMs: HOUR_MS })
  start()
  await eventually(async () => {
    expect(await Promise.all([old.find(), later.find()])).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
    expect(await redis.keys('{casino}:notifications:old.*')).toEqual([])
  }, 15_000)
  await stop()
  await redis.quit()
})

test('a worker that is stopped begins nothing more, and another one finds what it left', async () => {
  const redisUrl = await freshRedisUrl()
  const [leaving, next] = [aChannel(), aChannel()]
  const answer = Promise.withResolvers<void>()
  leaving.before = () => answer.promise
  const { states } = await raisedAtOnce(HANDS + 10)
  const one = await aNotificationWorker(club, [leaving], { redisUrl })
  one.start()
  await eventually(() => expect(leaving.orders).toHaveLength(HANDS), PATIENCE_MS)
  const stopped = one.stop()
  answer.resolve()
  await stopped
  expect(leaving.orders).toHaveLength(HANDS)
  expect(await states()).toEqual([
    { state: 'queued', count: 10 },
    { state: 'sent', count: HANDS },
  ])
  shiftMs += 31_000
  const other = await aNotificationWorker(club, [next], { redisUrl })
  other.start()
  await eventually(async () => expect(await states()).toEqual([{ state: 'sent', count: HANDS + 10 }]), PATIENCE_MS)
  expect(next.orders).toHaveLength(10)
  await other.stop()
})

/** Nobody listens there. */
const NO_REDIS = 'redis://127.0.0.1:1'

test('without Redis, services that do not answer hold up no round, no more is begun beside them, and who stops waits for them', async () => {
  const push = aChannel('push')
  const answer = Promise.withResolvers<void>()
  push.before = () => answer.promise
  const first = await raisedAtOnce(HANDS + 10)
  const { start, stop } = await aNotificationWorker(club, [push, aChannel('in_app')], { redisUrl: NO_REDIS })
  start()
  await eventually(() => expect(push.orders).toHaveLength(HANDS), PATIENCE_MS)
  const second = await raisedAtOnce(5)
  for (let round = 0; round < 3; round++) {
    const here = await aDelivery({ category: 'transactional', channels: ['in_app'] })
    await eventually(async () => expect(await here.find()).toMatchObject({ state: 'sent' }), PATIENCE_MS)
  }
  expect(push.orders).toHaveLength(HANDS)
  expect(await second.states()).toEqual([{ state: 'waiting', count: 5 }])
  const stopped = stop()
  answer.resolve()
  await stopped
  expect(await first.states()).toEqual([
    { state: 'queued', count: 10 },
    { state: 'sent', count: HANDS },
  ])
})

test.each([
  ['over Redis', freshRedisUrl],
  ['without it', async () => NO_REDIS],
])('whatever is sent %s asks whether it is to give way to plays', async (_way, redis) => {
  let asked = 0
  const plays = {
    get goOn() {
      return ++asked < 0
    },
  }
  const { states } = await raisedAtOnce(60)
  const { start, stop } = await aNotificationWorker(club, [aChannel()], { redisUrl: await redis(), plays })
  start()
  await eventually(async () => expect(await states()).toEqual([{ state: 'sent', count: 60 }]), PATIENCE_MS)
  expect(asked).toBeGreaterThanOrEqual(60)
  await stop()
})

test('what was told is erased with its player, and forgotten after months', async () => {
  const { userId } = await club.signUp()
  const id = await tell(club, userId)
  const [delivery] = await deliveriesOf(club, id)
  await aSender().deliver(delivery?.id ?? 0)
  await eraseNotifications(club.core.pool, userId)
  const [row] = await club.sql('select title_ko, body_en, params from notifications where id = $1', [id])
  expect(row).toEqual({ title_ko: '–', body_en: '–', params: {} })
  const forget = (days: number) => {
    const at = { nowMs: clock.nowMs() + days * 24 * HOUR_MS, signInHistoryDays: 90 }
    return forgetSpent(club.core.pool, 'notifications', at, 5_000)
  }
  expect(await forget(119)).toBe(0)
  // The attempts that go with them are protected by the database's own clock.
  await expect(forget(121)).rejects.toThrow('append-only')
  const age = `update notifications set raised_at = raised_at - interval '121 days', deadline_at = deadline_at - interval '121 days'`
  await club.sql(`${age} where id = $1`, [await tell(club, userId)])
  expect(await forget(0)).toBe(1)
})
