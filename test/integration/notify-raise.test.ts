import { describe, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { Bringer } from '../../server/src/notify/bringer.ts'
import { cancel, inAppChannel, type RaiseOrder, raise, raiseMany } from '../../server/src/notify/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { aName, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aNotificationWorker, eventsOf } from '../support/notifications.ts'

const club = await openClub({ env: { ROLE: 'api' } })
const { pool, clock } = club.core
const DAY_MS = 86_400_000

const text = { ko: { title: '금고', body: '곧 끝나요.' }, en: { title: 'A vault', body: 'It ends soon.' } }
const anOrder = (userId: number, changes: Partial<RaiseOrder> = {}): RaiseOrder => ({
  ...{ userId, template: 'EXPIRY_D2', category: 'game', dedupeKey: aName('key-'), params: { vaultType: 'GOLD' }, text },
  ...{ path: '/vaults', priority: 'normal', channels: ['in_app', 'push'] },
  ...{ atMs: clock.nowMs(), deadlineMs: clock.nowMs() + DAY_MS },
  ...changes,
})
const tell = (order: RaiseOrder) => inTransaction(pool, (tx) => raise(tx, order))
const kept = (id: number | undefined) =>
  club.sql(
    'select channel, state, target, attempts from notification_deliveries where notification_id = $1 order by 1',
    [id],
  )

describe('raising', () => {
  test('keeps the message with a delivery a channel, both waiting', async () => {
    const { userId } = await club.signUp()
    const id = await tell(anOrder(userId))
    expect(await kept(id)).toEqual([
      { channel: 'in_app', state: 'waiting', target: null, attempts: 0 },
      { channel: 'push', state: 'waiting', target: null, attempts: 0 },
    ])
    expect(await club.sql('select type, title_ko, body_en, priority from notifications where id = $1', [id])).toEqual([
      { type: 'vaults', title_ko: '금고', body_en: 'It ends soon.', priority: 1 },
    ])
  })

  test('tells once a key, again or twenty times at once', async () => {
    const { userId } = await club.signUp()
    const order = anOrder(userId)
    const ids = await Promise.all(Array.from({ length: 20 }, () => tell(order)))
    expect(ids.filter((id) => id !== undefined)).toHaveLength(1)
    expect(await tell(order)).toBeUndefined()
    expect(await club.sql('select id from notifications where dedupe_key = $1', [order.dedupeKey])).toHaveLength(1)
  })

  test('many at once leaves out keys that are known, twice in one call, and accounts that are not there', async () => {
    const players = await Promise.all(Array.from({ length: 3 }, () => club.signUp()))
    const { userId: _one, dedupeKey: _key, params, text: words, ...terms } = anOrder(0)
    const of = (userId: number, dedupeKey: string) => ({ userId, dedupeKey, params, text: words })
    const recipients = players.map(({ userId }) => of(userId, `campaign:${userId}`))
    const [first] = recipients
    if (first) await inTransaction(pool, (tx) => raiseMany(tx, terms, [first]))
    const all = [...recipients, ...recipients, of(999_999_999, 'nobody')]
    const made = await inTransaction(pool, (tx) => raiseMany(tx, terms, all))
    expect([...made.keys()].sort()).toEqual(
      recipients
        .slice(1)
        .map(({ dedupeKey }) => dedupeKey)
        .sort(),
    )
  })

  test('is undone with the transaction that wanted it', async () => {
    const { userId } = await club.signUp()
    const order = anOrder(userId)
    const failing = inTransaction(pool, async (tx) => {
      await raise(tx, order)
      throw new Error('not after all')
    })
    await expect(failing).rejects.toThrow('not after all')
    expect(await tell(order)).toBeDefined()
  })

  test.each([
    ['past', -1],
    ['far away', 31 * DAY_MS],
  ])('a deadline that is %s is refused', async (_what, inMs) => {
    const { userId } = await club.signUp()
    await expect(tell(anOrder(userId, { deadlineMs: clock.nowMs() + inMs }))).rejects.toThrow(RangeError)
  })
})

describe('taking back', () => {
  test('stops what has not been sent, by key or id, once', async () => {
    const { userId } = await club.signUp()
    const [byKey, byId] = [anOrder(userId), anOrder(userId)]
    const [first, second] = [await tell(byKey), await tell(byId)]
    const back = (which: number | string) => inTransaction(pool, (tx) => cancel(tx, which, clock.nowMs()))
    expect(await back(byKey.dedupeKey)).toBe(true)
    expect(await back(second ?? 0)).toBe(true)
    expect(await back(byKey.dedupeKey)).toBe(false)
    expect(await back('nothing like it')).toBe(false)
    for (const id of [first, second]) {
      expect(await kept(id)).toEqual([
        expect.objectContaining({ state: 'cancelled' }),
        expect.objectContaining({ state: 'cancelled' }),
      ])
    }
  })
})

describe('what ends in the centre', () => {
  const caps = { game: 20, advertising: 2 }
  const channel = inAppChannel({ pool, clock })
  const aBringer = (bring = channel.bring) => {
    if (bring === undefined) throw new Error('the centre brings many at once')
    return new Bringer({ ...club.core, caps }, bring)
  }
  const bringAll = async (bringer = aBringer()) => {
    while ((await bringer.bringPage(() => undefined)) > 0);
  }
  const centred = (userId: number, changes: Partial<RaiseOrder> = {}) =>
    tell(anOrder(userId, { channels: ['in_app'], ...changes }))
  const ends = async (id: number | undefined) => {
    const [row] = await club.sql<{ id: number; state: string; reason: string | null; arrived: boolean }>(
      `select d.id, d.state, d.reason, n.arrived_at is not null as arrived from notification_deliveries d
       join notifications n on n.id = d.notification_id where n.id = $1`,
      [id],
    )
    return { ...row, events: await eventsOf(club, row?.id ?? 0) }
  }

  test('is brought or not, each with its line', async () => {
    const [plain, still, off] = [await club.signUp(), await club.signUp(), await club.signUp()]
    const minute = Math.floor((clock.nowMs() % DAY_MS) / 60_000)
    await club.sql(
      `insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone,
         changed_at)
       values ($1, 1, false, '{}', '{}', $3, $4, 'UTC', now()), ($2, 1, true, '{}', '{}', 0, 0, null, now())`,
      [still.userId, off.userId, (minute + 1_438) % 1_440, (minute + 60) % 1_440],
    )
    const ids = [await centred(plain.userId), await centred(still.userId), await centred(off.userId)]
    await bringAll()
    expect(await Promise.all(ids.map(ends))).toMatchObject([
      { state: 'sent', reason: null, arrived: true, events: ['sent'] },
      { state: 'waiting', reason: 'quiet_hours', arrived: false, events: ['waits'] },
      { state: 'skipped', reason: 'all_off', arrived: false, events: ['skipped'] },
    ])
  })

  test('comes once, with the right count, whoever brings it at once', async () => {
    const players = await Promise.all(Array.from({ length: 5 }, () => club.signUp()))
    const heard: { userId: number; id: number | undefined; unread: number }[] = []
    const deafenBroken = players.map(({ userId }) =>
      club.core.bus.onPlayer('notification', userId, () => {
        throw new Error('a room that cannot be told')
      }),
    )
    const deafen = club.core.bus.on('notification', ({ userId, news }) =>
      heard.push({ userId, id: news.notification?.id, unread: news.unread }),
    )
    const { userId: _one, dedupeKey: _key, params, text: words, ...terms } = anOrder(0)
    const recipients = players.flatMap(({ userId }) =>
      Array.from({ length: 120 }, (_, n) => ({ userId, dedupeKey: `many:${userId}:${n}`, params, text: words })),
    )
    const order = { ...terms, category: 'transactional' as const, channels: ['in_app' as const] }
    const raised = await inTransaction(pool, (tx) => raiseMany(tx, order, recipients))
    await Promise.all([bringAll(), bringAll(), bringAll()])
    await bringAll()
    await eventually(() => expect(heard).toHaveLength(raised.size))
    for (const each of [deafen, ...deafenBroken]) each()
    expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(raised.values()))
    for (const { userId } of players) {
      expect(heard.filter((each) => each.userId === userId).at(-1)?.unread).toBe(120)
    }
  })

  test('and cannot be brought together goes one by one', async () => {
    const players = await Promise.all(Array.from({ length: 3 }, () => club.signUp()))
    const ids = await Promise.all(players.map(({ userId }) => centred(userId)))
    const bring = () => Promise.reject(new Error('one of them is to blame'))
    await expect(aBringer(bring).bringPage(() => undefined)).rejects.toThrow('to blame')
    expect(await ends(ids[0])).toMatchObject({ state: 'waiting', events: [] })
    const { start, stop } = await aNotificationWorker(club, [{ ...channel, bring }])
    start()
    await eventually(async () =>
      expect(await Promise.all(ids.map(ends))).toMatchObject(
        ids.map(() => ({ state: 'sent', arrived: true, events: ['started', 'sent'] })),
      ),
    )
    await stop()
  })
})

describe('a line of what was told', () => {
  test('is of a delivery, that of a message, that of a player', async () => {
    const strangers = [
      `insert into notification_attempts (delivery_id, round, attempt, event, at) values (999999999, 0, 1, 'sent', now())`,
      `insert into notification_deliveries (notification_id, user_id, category, channel, state, priority, next_attempt_at,
         deadline_at) values (999999999, 1, 'game', 'push', 'waiting', 1, now(), now())`,
      `insert into notifications (user_id, template, type, category, dedupe_key, params, title_ko, body_ko, title_en, body_en,
         priority, raised_at, deadline_at)
       values (999999999, 'a', 'game', 'game', 'stranger', '{}', 'a', 'a', 'a', 'a', 1, now(), now() + interval '1 day')`,
    ]
    for (const stranger of strangers) {
      await expect(club.sql(stranger)).rejects.toMatchObject({ code: '23503' })
    }
  })

  test('goes with what it is of', async () => {
    const { userId } = await club.signUp()
    const id = await tell(anOrder(userId))
    const [delivery] = await club.sql<{ id: number }>(
      `select id from notification_deliveries where notification_id = $1 and channel = 'push'`,
      [id],
    )
    await club.sql(
      `insert into notification_attempts (delivery_id, round, attempt, event, at) values ($1, 0, 1, 'sent', now())`,
      [delivery?.id],
    )
    await expect(club.sql('delete from notifications where id = $1', [id])).rejects.toThrow('append-only')
    await club.sql(
      `insert into notification_attempts (delivery_id, round, attempt, event, at)
       select id, 0, 1, 'sent', now() - interval '90 days' from notification_deliveries where notification_id = $1 and channel = 'in_app'`,
      [id],
    )
    await club.sql(`delete from notification_deliveries where notification_id = $1 and channel = 'in_app'`, [id])
    expect(await kept(id)).toEqual([expect.objectContaining({ channel: 'push' })])
  })
})

describe('beside the erasure of its player', () => {
  const erase = (audit = auditErasure(clock)) => eraseDue({ ...club.core, graceMs: 0, audit })
  async function aLeaver(): Promise<number> {
    const { userId } = await club.signUp()
    await club.sql(`update users set deletion_requested_at = now() - interval '1 day' where id = $1`, [userId])
    return userId
  }
  const worded = (userId: number) =>
    club.sql(`select id from notifications where user_id = $1 and title_en <> '–'`, [userId])

  test('what is not committed yet keeps him for the next round, which takes its words', async () => {
    const userId = await aLeaver()
    const raised = await inTransaction(pool, async (tx) => {
      const id = await raise(tx, anOrder(userId))
      expect(await erase()).toBe(0)
      return id
    })
    expect(raised).toBeDefined()
    expect(await erase()).toBe(1)
    expect(await worded(userId)).toEqual([])
  })

  test('what is raised waits for it, and is told nobody', async () => {
    const userId = await aLeaver()
    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const erasing = erase(async (tx, erased) => {
      reached.resolve()
      await goOn.promise
      await auditErasure(clock)(tx, erased)
    })
    await reached.promise
    const raising = tell(anOrder(userId))
    await eventually(async () =>
      expect(
        await club.sql(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%insert into notifications %'`),
      ).toHaveLength(1),
    )
    goOn.resolve()
    expect([await erasing, await raising]).toEqual([1, undefined])
    expect(await worded(userId)).toEqual([])
  })
})
