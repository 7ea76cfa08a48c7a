import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { type Channel, cancel, HANDS, raise } from '../../server/src/notify/index.ts'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { alertTools } from '../support/alerts.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
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
const redisUrl = await freshRedisUrl()
const PATIENCE_MS = 40_000

/** One worker with one channel for most tests; what a channel comes to is scripted by player. */
const scripts = new Map<number, ReturnType<typeof aChannel>>()
const shared: Channel = {
  name: 'push',
  targets: (userId) => channelOf(userId).targets(userId),
  send: (order, signal) => channelOf(order.userId).send(order, signal),
}
function channelOf(userId: number) {
  const channel = scripts.get(userId) ?? aChannel()
  scripts.set(userId, channel)
  return channel
}
const { start } = await aNotificationWorker(club, [shared], { redisUrl, strandedMs: 1_000 })
start()

async function aPlayer(): Promise<TestPlayer & { channel: ReturnType<typeof aChannel> }> {
  const player = await club.signUp()
  return { ...player, channel: channelOf(player.userId) }
}
const ended = (id: number, state: string, reason: string | null = null) =>
  eventually(async () => {
    expect(await deliveriesOf(club, id)).toEqual([expect.objectContaining({ state, ...(reason && { reason }) })])
  }, PATIENCE_MS)

describe('a message', () => {
  test('is sent once to its player, in his language, and every step is written down', async () => {
    const { userId, channel } = await aPlayer()
    await club.sql(`update users set locale = 'ko' where id = $1`, [userId])
    const id = await tell(club, userId)
    await ended(id, 'sent')
    expect(channel.orders).toEqual([
      expect.objectContaining({
        userId,
        language: 'ko',
        title: '금고',
        target: '',
        attempt: 1,
        notificationId: `${id}`,
      }),
    ])
    const [delivery] = await deliveriesOf(club, id)
    expect(await eventsOf(club, delivery?.id ?? 0)).toEqual(['started', 'sent'])
  })

  test('goes to every place of its player, each a delivery of its own', async () => {
    const { userId, channel } = await aPlayer()
    channel.places = ['one', 'two', 'three']
    channel.script.push({ kind: 'gone', detail: 'no such place' })
    const id = await tell(club, userId)
    await eventually(async () => {
      const all = await deliveriesOf(club, id)
      expect(all.map(({ target }) => target)).toEqual(['one', 'three', 'two'])
      expect(all.map(({ state }) => state).sort()).toEqual(['gone', 'sent', 'sent'])
    }, PATIENCE_MS)
  })

  test('is skipped where its player has no place', async () => {
    const { userId, channel } = await aPlayer()
    channel.places = []
    await ended(await tell(club, userId), 'skipped', 'no_target')
  })

  test('is skipped on a channel that nobody runs', async () => {
    const { userId } = await aPlayer()
    await ended(await tell(club, userId, { channels: ['email'] }), 'skipped', 'no_channel')
  })
})

describe('a channel that fails for a while', () => {
  test('is tried again after a while, and its message is sent', async () => {
    const { userId, channel } = await aPlayer()
    channel.script.push({ kind: 'again', detail: 'busy' }, new Error('a defect of the channel'))
    const id = await tell(club, userId)
    await ended(id, 'sent')
    expect(channel.orders.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    const [delivery] = await deliveriesOf(club, id)
    expect(await eventsOf(club, delivery?.id ?? 0)).toEqual(['started', 'again', 'started', 'again', 'started', 'sent'])
  })

  test('for good makes a dead letter of the sixth attempt, with what is needed to look into it', async () => {
    const { userId, channel } = await aPlayer()
    channel.script.push(...Array.from({ length: 5 }, () => ({ kind: 'again' as const, detail: 'busy' })))
    channel.script.push(new TypeError('broken'))
    const id = await tell(club, userId)
    const forward = async () => {
      const [delivery] = await deliveriesOf(club, id)
      if (delivery?.state === 'waiting') shiftMs += Math.max(0, delivery.nextMs - clock.nowMs())
      expect(delivery?.state).toBe('dead')
    }
    await eventually(forward, PATIENCE_MS * 2)
    const letters = await club.sql<{ body: object; stack: string }>(
      `select l.class, l.state, l.body, l.error, l.stack, l.attempts from notification_dead_letters l
       join notification_deliveries d on d.id = l.delivery_id where d.notification_id = $1`,
      [id],
    )
    expect(letters).toEqual([
      expect.objectContaining({ class: 'transient', state: 'open', error: 'the channel threw TypeError', attempts: 6 }),
    ])
    expect(letters[0]?.body).toMatchObject({ template: 'EXPIRY_D2', title: 'A vault', channel: 'push' })
    expect(letters[0]?.stack).toContain('TypeError: broken')
    const redis = new Redis(redisUrl)
    const keys = await redis.keys('{casino}:notifications_dlq:dead.*')
    await redis.quit()
    expect(keys.length).toBeGreaterThan(0)
  })

  test('as its message can never be sent makes a dead letter at once, parked for a person', async () => {
    const { userId, channel } = await aPlayer()
    channel.script.push({ kind: 'poison', detail: 'too large' })
    const id = await tell(club, userId)
    await ended(id, 'dead', 'too large')
    const [letter] = await club.sql(
      `select l.class, l.state from notification_dead_letters l join notification_deliveries d on d.id = l.delivery_id
       where d.notification_id = $1`,
      [id],
    )
    expect(letter).toEqual({ class: 'poison', state: 'parked' })
  })

  test('by our own configuration holds its messages, with one alarm for an origin', async () => {
    const origin = 'https://push.example'
    for (let time = 0; time < 2; time++) {
      const { userId, channel } = await aPlayer()
      channel.script.push({ kind: 'held', detail: 'answered 403', origin })
      await ended(await tell(club, userId), 'held', 'answered 403')
    }
    expect(await club.sql('select channel, detail from notification_holds where origin = $1', [origin])).toEqual([
      { channel: 'push', detail: 'answered 403' },
    ])
  })
})

describe('between being queued and being sent', () => {
  /** Raises a message for later, lets something happen, and then lets its time come. */
  async function meanwhile(player: TestPlayer, happens: (id: number) => Promise<unknown>, changes = {}) {
    const id = await tell(club, player.userId, { channels: ['push'], ...changes })
    return happens(id).then(() => id)
  }
  const hold = (player: Awaited<ReturnType<typeof aPlayer>>) => {
    player.channel.script.push({ kind: 'again', detail: 'busy', afterMs: HOUR_MS })
  }
  const waits = (id: number) =>
    eventually(async () => {
      expect(await deliveriesOf(club, id)).toEqual([expect.objectContaining({ state: 'waiting', attempts: 1 })])
    }, PATIENCE_MS)

  test('it may be taken back', async () => {
    const player = await aPlayer()
    hold(player)
    const id = await meanwhile(player, waits)
    await cancel(club.core.pool, id, clock.nowMs())
    shiftMs += HOUR_MS
    await ended(id, 'cancelled')
    expect(player.channel.orders).toHaveLength(1)
  })

  test('its vault may have been claimed before it was there to be taken back', async () => {
    const { userId, vaultId } = await alertTools(club).aHolder({
      ...{ state: 'CLAIMED', expiresMs: clock.nowMs() + 24 * HOUR_MS },
    })
    const [told, other] = [
      await tell(club, userId, { params: { vaultId: String(vaultId) } }),
      await tell(club, userId, { params: { vaultId: String(vaultId + 1_000_000) } }),
    ]
    await ended(told, 'cancelled')
    await ended(other, 'sent')
    expect(channelOf(userId).orders.map(({ notificationId }) => notificationId)).toEqual([String(other)])
  })

  test('its deadline may pass', async () => {
    const player = await aPlayer()
    hold(player)
    const id = await meanwhile(player, waits, { deadlineMs: clock.nowMs() + HOUR_MS / 2 })
    shiftMs += HOUR_MS
    await ended(id, 'expired')
    expect(player.channel.orders).toHaveLength(1)
  })

  test('its player may have excluded himself: the game says nothing more, his account does', async () => {
    const player = await aPlayer()
    hold(player)
    const id = await meanwhile(player, waits)
    const { status } = await safely(club, player, 'pause', { hours: 24 })
    expect(status).toBe(200)
    shiftMs += HOUR_MS
    await ended(id, 'skipped', 'safe_play')
    await ended(await tell(club, player.userId, { category: 'transactional', template: 'password' }), 'sent')
  })

  test('its account may be gone', async () => {
    const player = await aPlayer()
    hold(player)
    const id = await meanwhile(player, waits)
    await club.sql(`update users set deletion_requested_at = now() where id = $1`, [player.userId])
    shiftMs += HOUR_MS
    await ended(id, 'skipped', 'account_closed')
  })
})

describe('of one category a day', () => {
  test('no more than its cap comes, whatever comes at once', async () => {
    const { userId, channel } = await aPlayer()
    await club.sql(
      `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone,
         advertising_since, night_since, changed_at)
       values ($1, 1, false, '{}', '{}', 0, 0, null, now() - interval '1 hour', now() - interval '1 hour', now())`,
      [userId],
    )
    const ids = await Promise.all(Array.from({ length: 6 }, () => tell(club, userId, { category: 'advertising' })))
    await eventually(async () => {
      const states = await Promise.all(ids.map(async (id) => (await deliveriesOf(club, id))[0]))
      expect(states.map((row) => row?.reason ?? row?.state).sort()).toEqual([
        ...Array.from({ length: 4 }, () => 'frequency_cap'),
        ...['sent', 'sent'],
      ])
    }, PATIENCE_MS)
    expect(channel.orders).toHaveLength(2)
    expect(channel.orders[0]?.title).toMatch(/^\(Ad\) /)
  })
})

test('those whose service does not answer keep nobody else waiting while a hand is free', async () => {
  const [slow, other] = [await aPlayer(), await aPlayer()]
  const answer = Promise.withResolvers<void>()
  slow.channel.before = () => answer.promise
  const tellAtOnce = (count: number, { userId }: TestPlayer) =>
    inTransaction(club.core.pool, async (tx) => {
      const ids: (number | undefined)[] = []
      while (ids.length < count) ids.push(await raise(tx, anOrder(club, userId, { category: 'transactional' })))
      return ids
    })
  const unsent = (ids: readonly unknown[]) =>
    club.sql(
      `select state, attempts from notification_deliveries where notification_id = any($1) and state <> 'sent'`,
      [ids],
    )
  const hanging = await tellAtOnce(HANDS - 4, slow)
  await eventually(() => expect(slow.channel.orders).toHaveLength(hanging.length), PATIENCE_MS)
  const others = await tellAtOnce(60, other)
  await eventually(async () => expect(await unsent(others)).toEqual([]), PATIENCE_MS)
  // Had one of them been given up meanwhile, its hand would have been free.
  expect(await unsent(hanging)).toEqual(hanging.map(() => ({ state: 'sending', attempts: 1 })))
  answer.resolve()
  await eventually(async () => expect(await unsent(hanging)).toEqual([]), PATIENCE_MS)
})

describe('when Redis forgets everything', () => {
  test('hundreds that waited are all told, each once', async () => {
    const players = await Promise.all(Array.from({ length: 20 }, () => aPlayer()))
    const redis = new Redis(redisUrl)
    const all: number[] = []
    for (let round = 0; round < 15; round++) {
      all.push(...(await Promise.all(players.map(({ userId }) => tell(club, userId, { category: 'transactional' })))))
      await redis.flushdb()
    }
    await redis.quit()
    await eventually(async () => {
      const [row] = await club.sql<{ left: number }>(
        `select count(*) as left from notification_deliveries where notification_id = any($1) and state <> 'sent'`,
        [all],
      )
      expect(row?.left).toBe(0)
    }, PATIENCE_MS * 2)
    const sent = players.flatMap(({ channel }) => channel.orders.map(({ notificationId }) => notificationId))
    expect(sent).toHaveLength(all.length)
    expect(new Set(sent).size).toBe(all.length)
  })
})
