import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { HANDS, type RaiseTerms, raiseMany } from '../../server/src/notify/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aChannel, aNotificationWorker, HOUR_MS, TEXT, tell } from '../support/notifications.ts'
import { openSink } from '../support/notify-sink.ts'
import { freshRedisUrl } from '../support/redis.ts'

const PATIENCE_MS = 120_000
const PLAYERS = 20
const EACH = 40
const DELIVERIES = PLAYERS * EACH
/** Longer than a lease: whoever comes after a kill takes up at once what was cut off. */
const AFTER_LEASE_MS = 61_000

// Nobody sends here but the processes that are killed.
const club = await openClub({ env: { ROLE: 'api' } })
const { pool, clock } = club.core

async function raiseAll(): Promise<void> {
  const players = await Promise.all(Array.from({ length: PLAYERS }, () => club.signUp()))
  const [shy] = players
  await club.sql(
    `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, changed_at)
     values ($1, 1, true, '{}', '{}', 0, 0, now())`,
    [shy?.userId],
  )
  const atMs = clock.nowMs()
  const terms: RaiseTerms = {
    ...{ template: 'EXPIRY_D2', category: 'game', path: '/vaults', priority: 'normal', channels: ['push'], atMs },
    deadlineMs: atMs + 24 * HOUR_MS,
  }
  const recipients = players.flatMap(({ userId }) =>
    Array.from({ length: EACH }, (_, n) => ({ userId, dedupeKey: `kill:${userId}:${n}`, params: {}, text: TEXT })),
  )
  await inTransaction(pool, (tx) => raiseMany(tx, terms, recipients))
}

test('three kill -9 and an emptied Redis: every delivery comes to its end, and few come twice', async () => {
  await raiseAll()
  const [{ poison = 0 } = {}] = await club.sql<{ poison: number }>(
    'select max(id) as poison from notification_deliveries',
  )
  const redisUrl = await freshRedisUrl()
  const sink = await openSink({ databaseUrl: club.databaseUrl, redisUrl, refuses: (id) => id === poison })
  afterAll(() => sink.close())
  const redis = new Redis(redisUrl)
  afterAll(() => redis.disconnect())

  let kills = 0
  let victim = sink.victim()
  for (const [at, flush] of [
    [150, false],
    [350, true],
    [550, false],
  ] as const) {
    await sink.reaches(at)
    if (flush) await redis.flushdb()
    await victim.kill()
    kills++
    victim = sink.victim({ AHEAD_MS: `${kills * AFTER_LEASE_MS}` })
  }
  const states = () =>
    club.sql<{ state: string; reason: string | null; deliveries: number }>(
      'select state, case when state = $1 then reason end as reason, count(*) as deliveries from notification_deliveries group by 1, 2 order by 1',
      ['skipped'],
    )
  await eventually(async () => {
    expect(await states()).toEqual([
      { state: 'dead', reason: null, deliveries: 1 },
      { state: 'sent', reason: null, deliveries: DELIVERIES - EACH - 1 },
      { state: 'skipped', reason: 'all_off', deliveries: EACH },
    ])
  }, PATIENCE_MS)
  await victim.kill()

  // Everything that was sent has come, and what came twice had been cut off.
  expect(sink.taken.size).toBe(DELIVERIES - EACH)
  const [{ interrupted = 0 } = {}] = await club.sql<{ interrupted: number }>(
    `select count(*) as interrupted from notification_attempts where event = 'interrupted'`,
  )
  expect(interrupted).toBeGreaterThan(0)
  expect(sink.doubles()).toBeLessThanOrEqual(interrupted)
  expect(sink.doubles()).toBeLessThan(kills * HANDS)
  expect(await club.sql('select class, state from notification_dead_letters')).toEqual([
    { class: 'poison', state: 'parked' },
  ])
}, 240_000)

/** A line to Redis on which commands go through, and answers only while it is not held. */
async function lineTo(redisUrl: string) {
  const url = new URL(redisUrl)
  const { hostname, port } = url
  const held: (readonly [redis: Socket, ours: Socket])[] = []
  const server = createServer((ours) => {
    const redis = connect(Number(port), hostname)
    for (const end of [ours, redis]) end.on('error', () => undefined)
    held.push([redis, ours])
    ours.pipe(redis).pipe(ours)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  afterAll(() => server.close())
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    hold: () => held.map(([redis, ours]) => redis.unpipe(ours)),
    let: () => held.map(([redis, ours]) => redis.pipe(ours)),
  }
}

test('a Redis that takes commands and answers none keeps nobody waiting', async () => {
  const line = await lineTo(await freshRedisUrl())
  const [push, inApp] = [aChannel(), aChannel('in_app')]
  const { start, stop } = await aNotificationWorker(club, [push, inApp], { redisUrl: line.url })
  const { userId } = await club.signUp()
  const sent = (count: number) =>
    eventually(() => expect([push.orders.length, inApp.orders.length]).toEqual([count, count]), PATIENCE_MS)
  start()
  await tell(club, userId, { channels: ['in_app', 'push'] })
  await sent(1)
  line.hold()
  await tell(club, userId, { channels: ['in_app', 'push'] })
  await sent(2)
  line.let()
  await stop()
})
