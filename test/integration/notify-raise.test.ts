import { describe, expect, test } from 'vitest'
import { cancel, type RaiseOrder, raise, raiseMany } from '../../server/src/notify/index.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { aName, openClub } from '../support/club.ts'

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
