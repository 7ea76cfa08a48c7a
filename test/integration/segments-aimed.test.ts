import type {
  AdminProductDetail,
  MissionBody,
  PlayerSegmentsReply,
  RecommendationsReply,
  ShopCatalogReply,
} from '@casino-club/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { chosenBy } from '../../server/src/recommendations/rank.rule.ts'
import { aName, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aBody, aMission, claim, ownMission } from '../support/missions.ts'
import { spinHttp } from '../support/play.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { aProduct, openShop } from '../support/shop.ts'

const club = await openShop()
const PRODUCTS = '/api/admin/shop/products'
const REASON = 'agreed upon in the team'
let operator = ''
beforeAll(async () => {
  operator = await club.adminToken('operator')
})

const put = async ({ userId }: TestPlayer, dimension: string, segment: string) => {
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const body = { userId, dimension, segment, until, reason: REASON }
  expect((await club.post('/api/admin/segments/overrides', body, operator)).status).toBe(200)
}
const aPlayerOf = async (segment: string) => {
  const player = await club.signUp()
  await put(player, 'lifecycle', segment)
  return player
}
const catalogOf = async ({ accessToken }: TestPlayer) =>
  (await club.get<ShopCatalogReply>('/api/shop/catalog', accessToken)).body.products
const shownTo = async (player: TestPlayer, sku: string) => (await catalogOf(player)).find((each) => each.sku === sku)
const preview = ({ accessToken }: TestPlayer, sku: string) =>
  club.post('/api/shop/promo/preview', { sku, promoCode: 'NONE', quantity: 1, currency: 'KRW' }, accessToken)

describe('a product for some segments', () => {
  test('is shown to all of them with the reason, sold to them alone, and refused to whoever left', async () => {
    const sku = await club.sell(aName('vip-'), { body: { segments: ['lifecycle:VIP', 'value:WHALE'] } })
    const [vip, other, unknown] = [await aPlayerOf('VIP'), await aPlayerOf('NEW'), await club.signUp()]
    expect(await shownTo(vip, sku)).toMatchObject({ closed: null, audience: [{ en: 'VIP', ko: 'VIP' }] })
    expect((await shownTo(vip, 'starter-package'))?.audience).toBeNull()
    for (const outside of [other, unknown]) {
      expect(await shownTo(outside, sku)).toBeUndefined()
      for (const path of ['/api/shop/buy', '/api/shop/buy-limited', '/api/shop/limited/buy']) {
        const named = path === '/api/shop/buy' ? { sku } : { packageId: sku }
        expect(await club.buy(outside, named, path)).toMatchObject(aProblem(403, 'NOT_IN_SEGMENT'))
      }
      expect(await preview(outside, sku)).toMatchObject(aProblem(403, 'NOT_IN_SEGMENT'))
    }
    expect((await preview(vip, sku)).body).toMatchObject({ valid: false, reason: 'PROMO_INVALID', amount: 5_000 })
    expect((await club.buy(vip, { sku })).body).toMatchObject({ success: true, amount: 5_000 })
    await put(vip, 'lifecycle', 'DORMANT_SHORT')
    expect(await shownTo(vip, sku)).toBeUndefined()
    expect(await club.buy(vip, { sku })).toMatchObject(aProblem(403, 'NOT_IN_SEGMENT'))
    const granted = await club.sql<{ user_id: number }>(
      `select user_id from shop_purchases where sku = $1 and status = 'granted'`,
      [sku],
    )
    expect(granted).toEqual([{ user_id: vip.userId }])
  })

  test('is never for what protects, and is published only for segments that there are', async () => {
    const sku = aName('aimed-')
    const create = (segments: string[]) =>
      club.post<AdminProductDetail>(
        PRODUCTS,
        { sku, kind: 'standard', body: aProduct({ segments }), note: 'first' },
        operator,
      )
    expect(await create(['risk:HIGH'])).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await create(['lifecycle:VIP', 'lifecycle:VIP'])).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await create(['lifecycle:VIP', 'lifecycle:GONE'])).status).toBe(200)
    const publish = (seenRevision: number) =>
      club.post<AdminProductDetail & Json>(`${PRODUCTS}/${sku}/publish`, { seenRevision, reason: REASON }, operator)
    expect(await publish(1)).toMatchObject(aProblem(422, 'PRODUCT_INVALID'))
    const body = aProduct({ segments: ['lifecycle:VIP'] })
    await club.put(`${PRODUCTS}/${sku}/draft`, { seenRevision: 1, body, note: 'next' }, operator)
    expect((await publish(2)).body).toMatchObject({ state: 'live', body: { segments: ['lifecycle:VIP'] } })
    const listed = async (segment: string) =>
      (await club.get<{ id: string }[]>(`${PRODUCTS}?segment=${segment}`, operator)).body.map(({ id }) => id)
    expect(await listed('lifecycle:VIP')).toContain(sku)
    expect(await listed('lifecycle:NEW')).not.toContain(sku)
    expect(await club.get(`${PRODUCTS}?segment=risk:HIGH`, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    const [audited] = (
      await club.get<{ after: Json }[]>(`/api/admin/audit-logs?targetId=${sku}&action=products.publish`, operator)
    ).body
    expect(audited?.after).toMatchObject({ segments: ['lifecycle:VIP'] })
  })

  test('stays theirs when the older interface writes its next version', async () => {
    const sku = await club.sell(aName('limited-'), {
      kind: 'limited',
      stock: 5,
      body: { segments: ['lifecycle:VIP'], contents: [{ type: 'GEM', amount: 10 }] },
    })
    const startsAt = '2026-01-01T00:00:00.000Z'
    const wanted = { packageId: sku, name: 'A package', gems: 20, priceWon: 3_000, perUserLimit: 1, maxGlobalStock: 5 }
    const body = { ...wanted, startsAt, endsAt: '2099-01-01T00:00:00.000Z' }
    expect((await club.post('/api/admin/limited-packages/upsert', body, operator)).status).toBe(200)
    expect((await shownTo(await aPlayerOf('VIP'), sku))?.prices.KRW?.amount).toBe(3_000)
    expect(await shownTo(await aPlayerOf('NEW'), sku)).toBeUndefined()
  })
})

describe('a mission for some segments', () => {
  const aimed = (changes: Partial<MissionBody> = {}) =>
    aMission(club, { segments: ['lifecycle:VIP'], target: 2, ...changes })
  const progressOf = async ({ userId }: TestPlayer, mission: string) =>
    (
      await club.sql<{ progress: number }>(
        'select progress from mission_progress where user_id = $1 and mission = $2',
        [userId, mission],
      )
    )[0]?.progress

  test('is neither seen nor counted outside of them', async () => {
    const [id, all] = [await aimed(), await aMission(club, { target: 2 })]
    const [vip, other] = [await aPlayerOf('VIP'), await aPlayerOf('NEW')]
    expect(await ownMission(club, vip, id)).toMatchObject({ progress: 0, audience: [{ en: 'VIP', ko: 'VIP' }] })
    expect(await ownMission(club, vip, all)).toMatchObject({ audience: null })
    expect(await ownMission(club, other, id)).toBeUndefined()
    for (const player of [vip, other]) await spinHttp(club, player)
    await eventually(async () => {
      for (const player of [vip, other]) expect(await progressOf(player, all)).toBe(1)
    }, 30_000)
    expect(await progressOf(vip, id)).toBe(1)
    expect(await progressOf(other, id)).toBeUndefined()
    expect(await claim(club, other, id)).toMatchObject(aProblem(409, 'MISSION_OVER'))
  })

  test('that was begun goes on to its end when its player leaves the segment', async () => {
    const [id, all] = [await aimed(), await aMission(club, { target: 2 })]
    const vip = await aPlayerOf('VIP')
    await spinHttp(club, vip)
    await eventually(async () => expect(await progressOf(vip, id)).toBe(1), 30_000)
    await put(vip, 'lifecycle', 'NEW')
    expect(await ownMission(club, vip, id)).toMatchObject({ progress: 1, audience: null })
    await spinHttp(club, vip)
    await eventually(async () => expect(await ownMission(club, vip, all)).toMatchObject({ status: 'done' }), 30_000)
    expect(await ownMission(club, vip, id)).toMatchObject({ progress: 2, status: 'done' })
    expect((await claim(club, vip, id)).status).toBe(200)
  })

  test('is never for what protects, and is published only for segments that there are', async () => {
    const id = aName('m-')
    const create = (segments: string[]) =>
      club.post('/api/admin/missions', { id, period: 'daily', body: aBody({ segments }) }, operator)
    expect(await create(['risk:NONE'])).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await create(['lifecycle:GONE'])).status).toBe(200)
    const publish = () => club.post(`/api/admin/missions/${id}/publish`, { seenRevision: 1, reason: REASON }, operator)
    expect(await publish()).toMatchObject(aProblem(422, 'SEGMENT_UNKNOWN'))
    const listed = async (segment: string) =>
      (await club.get<{ id: string }[]>(`/api/admin/missions?segment=${segment}`, operator)).body.map((each) => each.id)
    expect(await listed('lifecycle:GONE')).toEqual([id])
  })
})

describe('recommendations', () => {
  const recommended = async ({ accessToken }: TestPlayer) =>
    (await club.get<RecommendationsReply>('/api/recommend/personalized', accessToken)).body.items
  const aPlayerByHistory = async (): Promise<TestPlayer> => {
    const player = await club.signUp()
    return chosenBy(player.userId) === 'history' ? player : aPlayerByHistory()
  }

  test('say that something is for a segment of the player, and offer nothing to whom one protects', async () => {
    const sku = await club.sell(aName('vip-'), {
      body: { segments: ['value:HIGH'], discount: { percent: 30, until: null } },
    })
    const player = await aPlayerByHistory()
    const offerTo = async (one: TestPlayer) => (await recommended(one)).find(({ kind }) => kind === 'offer')
    expect((await offerTo(player))?.target).not.toBe(sku)
    await put(player, 'value', 'HIGH')
    expect(await offerTo(player)).toMatchObject({ target: sku, reason: 'FOR_YOUR_GROUP', percent: null })
    await put(player, 'risk', 'HIGH')
    expect(await offerTo(player)).toBeUndefined()
    await put(player, 'risk', 'NONE')
    expect(await offerTo(player)).toBeDefined()
  })

  test('go by the newest rules in force, whoever moved since: what they name, and what protects', async () => {
    const newer = (dimension: string, from: string, to: string, inDays: number) =>
      club.sql(
        `insert into segment_rule_sets (dimension, version, status, rules, changed_at, approved_at, effective_on)
         select dimension, version + 1, status, replace(rules::text, $2, $3)::json, changed_at, approved_at,
           current_date + $4::integer
         from segment_rule_sets where dimension = $1 order by version desc limit 1`,
        [dimension, from, to, inDays],
      )
    const body = { segments: ['lifecycle:VIP'], discount: { percent: 30, until: null } }
    const sku = await club.sell(aName('vip-'), { body })
    const player = await aPlayerByHistory()
    await put(player, 'lifecycle', 'VIP')
    await put(player, 'risk', 'HIGH')
    await club.sql(
      `insert into segment_models (as_of, made_at, payers, percentiles, recency_fifths, frequency_fifths, monetary_fifths, cells)
       values (current_date, now(), 0, '{}', '{}', '{}', '{}', '{}')`,
    )
    await newer('lifecycle', '"en":"VIP"', '"en":"Regulars"', 0)
    await newer('lifecycle', '"en":"Regulars"', '"en":"Tomorrow"', 1)
    expect((await shownTo(player, sku))?.audience).toEqual([{ en: 'Regulars', ko: 'VIP' }])
    expect((await recommended(player)).map(({ kind }) => kind)).not.toContain('offer')
    await newer('risk', '"NONE"', '"HIGH"', 0)
    expect((await recommended(player)).map(({ kind }) => kind)).toContain('offer')
  })
})

describe('a place set by hand', () => {
  const endOf = async (player: TestPlayer) => {
    const why = await club.get<PlayerSegmentsReply>(`/api/admin/segments/players/${player.userId}`, operator)
    const id = why.body.dimensions.find(({ dimension }) => dimension === 'lifecycle')?.override?.id
    return `/api/admin/segments/overrides/${id}/end`
  }

  test('is given up when it is ended, also by whom nothing is known of yet', async () => {
    const sku = await club.sell(aName('vip-'), { body: { segments: ['lifecycle:VIP'] } })
    const player = await aPlayerOf('VIP')
    expect((await club.post(await endOf(player), { reason: REASON }, operator)).status).toBe(200)
    expect(await club.buy(player, { sku })).toMatchObject(aProblem(403, 'NOT_IN_SEGMENT'))
    const places = await club.sql(
      `select segment, overridden from player_segments where user_id = $1 and dimension = 'lifecycle'`,
      [player.userId],
    )
    expect(places).toEqual([{ segment: 'ACTIVE', overridden: false }])
  })

  test('is nothing for an account that was erased, or made one with another', async () => {
    const [erased, merged, into] = [await club.signUp(), await club.signUp(), await club.signUp()]
    await club.sql('update users set deletion_requested_at = now(), deleted_at = now() where id = $1', [erased.userId])
    await club.sql(
      `insert into account_merges (command_id, from_user_id, into_user_id, from_seq, into_seq, merged_at, merged_by, reason, sessions)
       values (gen_random_uuid(), $1, $2, 1, 1, now(), (select min(id) from admin_users), $3, 0)`,
      [merged.userId, into.userId, REASON],
    )
    for (const { userId } of [erased, merged]) {
      const until = new Date(Date.now() + 86_400_000).toISOString()
      const body = { userId, dimension: 'lifecycle', segment: 'VIP', until, reason: REASON }
      expect(await club.post('/api/admin/segments/overrides', body, operator)).toMatchObject(aProblem(404, 'NOT_FOUND'))
    }
  })

  test('can be ended and set anew at once, and neither waits for the other for ever', async () => {
    const player = await aPlayerOf('VIP')
    const end = await endOf(player)
    const [ended] = await Promise.all([club.post(end, { reason: REASON }, operator), put(player, 'lifecycle', 'NEW')])
    expect([200, 404]).toContain(ended.status)
    const places = await club.sql(
      `select segment, overridden from player_segments where user_id = $1 and dimension = 'lifecycle'`,
      [player.userId],
    )
    expect(places).toEqual([{ segment: 'NEW', overridden: true }])
  })
})
