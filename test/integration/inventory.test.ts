import type { Reward } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, newCommandId, openClub, type TestPlayer } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { runJob } from '../support/jobs.ts'
import { booksOf } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'

const DAY_MS = 86_400_000
let nowMs = Date.UTC(2026, 10, 21, 9)
const club = await openClub({ clock: { nowMs: () => nowMs } })
const operatorOf = () => club.adminToken('operator')

/** The player with a token of this moment. */
async function again(player: TestPlayer): Promise<TestPlayer> {
  const { siteId, password } = player
  const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
  return { ...player, accessToken: body.accessToken }
}

async function anItem(fields: object): Promise<string> {
  const id = aName('thing-')
  const texts = { name: { en: 'Thing', ko: '물건' }, description: { en: '', ko: '' }, rarity: null, image: null }
  const effect = { type: 'grant', currency: 'coins', amount: 10 }
  const body = {
    id,
    kind: 'CURRENCY_PACK',
    ...texts,
    expiresAfterDays: null,
    useEffect: effect,
    active: true,
    ...fields,
  }
  expect((await club.post('/api/admin/items', body, await operatorOf())).status).toBe(200)
  return id
}

async function give({ userId }: TestPlayer, item: string, quantity: number): Promise<void> {
  const rewards: Reward[] = [{ type: 'ITEM', item, quantity }]
  const body = { commandId: newCommandId(), userId, rewards, reason: 'for a test' }
  expect((await club.post('/api/rewards', body, await operatorOf())).status).toBe(200)
}

const use = ({ accessToken }: TestPlayer, item: string, quantity: number, commandId = newCommandId()) =>
  club.post<Json>('/api/inventory/use', { commandId, item, quantity }, accessToken)

async function stockOf({ userId }: TestPlayer, item: string): Promise<unknown[]> {
  const rows = await club.sql<{ quantity: number; days: number | null }>(
    `select quantity, case when expires_at < 'infinity'
       then round(extract(epoch from expires_at) * 1000)::bigint end as days
     from inventory where user_id = $1 and item = $2 and quantity > 0 order by expires_at`,
    [userId, item],
  )
  return rows.map(({ quantity, days }) => [quantity, days])
}

describe('using items', () => {
  test('turns them into what they hold, once, in the room and over HTTP', async () => {
    const player = await club.signUp()
    const item = await anItem({})
    await give(player, item, 5)
    const id = newCommandId()
    const first = await use(player, item, 2, id)
    expect(first).toMatchObject({ status: 200, body: { ok: true, item, quantity: 2, coins: 10_020 } })
    const room = await club.joinRoom(player.accessToken)
    expect(await room.request('inventory.use', { commandId: id, item, quantity: 2 })).toEqual({
      ...first.body,
      replayed: true,
    })
    expect(await room.request('inventory.use', { commandId: newCommandId(), item, quantity: 3 })).toMatchObject({
      ok: true,
      coins: 10_050,
    })
    expect(await stockOf(player, item)).toEqual([])
  })

  test('that are not there, or of two devices at once, changes nothing beyond what there is', async () => {
    const player = await club.signUp()
    const item = await anItem({})
    await give(player, item, 3)
    const answers = await Promise.all([use(player, item, 2), use(player, item, 2)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject(aProblem(409, 'NOT_ENOUGH_ITEMS'))
    expect(await stockOf(player, item)).toEqual([[1, null]])
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_020, events: 3 })
  })

  test('fifty at once of thirty uses thirty', async () => {
    const player = await club.signUp()
    const item = await anItem({})
    await give(player, item, 30)
    const answers = await Promise.all(Array.from({ length: 50 }, () => use(player, item, 1)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 10_300, events: 32 })
  })

  test('under a used command id with another number is refused', async () => {
    const player = await club.signUp()
    const item = await anItem({})
    await give(player, item, 5)
    const id = newCommandId()
    await use(player, item, 1, id)
    expect(await use(player, item, 2, id)).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    // Its answer is known, however little is left now.
    await use(player, item, 4)
    expect((await use(player, item, 1, id)).body).toMatchObject({ replayed: true, quantity: 1 })
  })

  test('that do nothing by themselves, or that nobody knows, is refused', async () => {
    const player = await club.signUp()
    await give(player, 'golden-crown', 1)
    expect(await use(player, 'golden-crown', 1)).toMatchObject(aProblem(422, 'ITEM_NOT_USABLE'))
    expect(await use(player, 'never-heard-of', 1)).toMatchObject(aProblem(422, 'ITEM_UNKNOWN'))
  })

  test.each([0, -1, 1.5, '1', null, 1_001, 2 ** 53])('in a number of %j is not understood', async (quantity) => {
    const player = await club.signUp()
    expect((await use(player, 'coin-pouch', quantity as number)).status).toBe(400)
    const body = { commandId: newCommandId(), item: 'coin-pouch', quantity: 1, userId: 1 }
    expect((await club.post('/api/inventory/use', body, player.accessToken)).status).toBe(400)
  })
})

describe('stocks that end', () => {
  test('are used before those that last, and shown with their end', async () => {
    const signedUp = await club.signUp()
    const item = await anItem({ expiresAfterDays: 2 })
    await give(signedUp, item, 2)
    const firstEnd = nowMs + 2 * DAY_MS
    nowMs += DAY_MS / 2
    const player = await again(signedUp)
    await give(player, item, 3)
    const secondEnd = nowMs + 2 * DAY_MS
    expect((await use(player, item, 3)).status).toBe(200)
    expect(await stockOf(player, item)).toEqual([[2, secondEnd]])
    expect(firstEnd).toBeLessThan(secondEnd)
    const { body } = await club.get('/api/games/inventory', player.accessToken)
    expect(body).toMatchObject({ items: [{ item, quantity: 2, expiresAt: new Date(secondEnd).toISOString() }] })
  })

  test('cannot be used any more, and are taken out by a sweep, once', async () => {
    const player = await club.signUp()
    const item = await anItem({ expiresAfterDays: 1 })
    await give(player, item, 4)
    const endMs = nowMs + DAY_MS
    nowMs = endMs
    const late = await again(player)
    expect(await use(late, item, 1)).toMatchObject(aProblem(409, 'NOT_ENOUGH_ITEMS'))
    expect((await club.get('/api/games/inventory', late.accessToken)).body).toEqual({ items: [] })
    expect((await runJob(club, 'items.expiry')).worked).toBeGreaterThan(0)
    const events = await club.sql(
      `select payload -> 'items' as items from player_events where user_id = $1 and type = 'inventory.expired'`,
      [player.userId],
    )
    expect(events).toEqual([{ items: [{ item, quantity: 4, expiresAtMs: endMs }] }])
    expect(await club.sql('select 1 from inventory where user_id = $1', [player.userId])).toEqual([])
    expect(await runJob(club, 'items.expiry')).toMatchObject({ state: 'done', worked: 0, failed: 0 })
  })
})

describe('the audit', () => {
  test('proves all of it', async () => {
    expect((await club.audit()).bad).toBeUndefined()
  })

  test.each<[string, string, RegExp]>([
    [
      'a stock that grew',
      'update inventory set quantity = quantity + 1 where ctid = (select ctid from inventory limit 1)',
      /^inventory user/,
    ],
    [
      'an entry that took less than its event says',
      `update inventory_entries set quantity = quantity + 1 where ctid = (
         select ctid from inventory_entries where quantity < -1 order by user_id limit 1)`,
      /^player_events user/,
    ],
    [
      'experience from nowhere',
      `update players set state = json_build_object('games', state -> 'games', 'xp', 5) where user_id = 1`,
      /^players user 1$/,
    ],
  ])('names %s', async (what, statement, where) => {
    const copy = await club.stop().then(() => cloneOf(club.databaseUrl, what.replaceAll(/\W/g, '_')))
    await tamper(copy, statement)
    expect((await auditOf(copy)).bad?.where).toMatch(where)
  })
})
