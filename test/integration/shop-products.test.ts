import {
  type AdminProduct,
  type AdminProductDetail,
  type ShopCatalogReply,
  STANDARD_PRODUCTS,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { ensureProducts } from '../../server/src/shop/index.ts'
import { aName } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { aProduct, openShop } from '../support/shop.ts'

const club = await openShop()
const operator = await club.adminToken('operator')
const PATH = '/api/admin/shop/products'
const REASON = 'agreed upon in the team'
const aSku = () => aName('pack-')

const create = (sku: string, changes: object = {}, token = operator) =>
  club.post<AdminProductDetail>(PATH, { sku, kind: 'standard', body: aProduct(), note: 'first', ...changes }, token)
const draft = (sku: string, seenRevision: number, body: object) =>
  club.put<AdminProductDetail>(`${PATH}/${sku}/draft`, { seenRevision, body, note: 'next' }, operator)
const act = (sku: string, what: string, body: object, token = operator) =>
  club.post<AdminProductDetail & Json>(`${PATH}/${sku}/${what}`, body, token)
const publish = (sku: string, seenRevision: number, more: object = {}) =>
  act(sku, 'publish', { seenRevision, reason: REASON, ...more })
const actionsOf = async (sku: string) =>
  (await club.get<Json[]>(`/api/admin/audit-logs?targetId=${sku}&order=ASC`, operator)).body.map(({ action }) => action)
const player = await club.signUp()
const shownTo = async () =>
  (await club.get<ShopCatalogReply>('/api/shop/catalog', player.accessToken)).body.products.map(({ sku }) => sku)

describe('an empty shop', () => {
  test('opens with its standard products in both languages, which are left alone from then on', async () => {
    expect((await shownTo()).sort()).toEqual(Object.keys(STANDARD_PRODUCTS).sort())
    const { body } = await club.get<AdminProductDetail>(`${PATH}/gems-100`, operator)
    expect(body).toMatchObject({ state: 'live', liveVersion: 1, body: { name: { en: '100 gems', ko: '젬 100개' } } })
    await act('gems-100', 'withdraw', { seenRevision: body.revision, what: 'all', reason: REASON })
    await ensureProducts(club.core.pool, club.core.shopping)
    expect(await shownTo()).not.toContain('gems-100')
  })
})

describe('a product', () => {
  test('is drafted, published, drafted anew beside what is sold, published again and withdrawn, all audited', async () => {
    const sku = aSku()
    expect((await create(sku)).body).toMatchObject({ id: sku, state: 'draft', revision: 1, draftVersion: 1 })
    expect(await shownTo()).not.toContain(sku)
    const live = (await publish(sku, 1)).body
    expect(live).toMatchObject({ state: 'live', liveVersion: 1, draftVersion: null })
    expect(await shownTo()).toContain(sku)
    const next = (await draft(sku, live.revision, aProduct({ prices: { KRW: 4_000, GEMS: null } }))).body
    expect(next).toMatchObject({ liveVersion: 1, draftVersion: 2, body: { prices: { KRW: 5_000 } } })
    const second = (await publish(sku, next.revision)).body
    expect(second).toMatchObject({ liveVersion: 2, body: { prices: { KRW: 4_000 } } })
    expect(second.versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'published'],
      [1, 'published'],
    ])
    const gone = await act(sku, 'withdraw', { seenRevision: second.revision, what: 'all', reason: REASON })
    expect(gone.body).toMatchObject({ state: 'ended', liveVersion: null })
    expect(await shownTo()).not.toContain(sku)
    expect(await actionsOf(sku)).toEqual([
      'products.create',
      'products.publish',
      'products.draft',
      'products.publish',
      'products.withdraw',
    ])
  })

  test('that is planned is not sold before its time, and the plan alone can be withdrawn', async () => {
    const sku = aSku()
    await create(sku)
    await publish(sku, 1)
    const { revision } = (await draft(sku, 2, aProduct({ prices: { KRW: 1, GEMS: null } }))).body
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const planned = (await publish(sku, revision, { at })).body
    expect(planned).toMatchObject({ state: 'live', liveVersion: 1, plannedVersion: 2, plannedAt: at })
    const back = await act(sku, 'withdraw', { seenRevision: planned.revision, what: 'planned', reason: REASON })
    expect(back.body).toMatchObject({ state: 'live', liveVersion: 1, plannedVersion: null })
  })

  test('of two editors at once the second is told', async () => {
    const sku = aSku()
    await create(sku)
    const answers = await Promise.all([draft(sku, 1, aProduct()), draft(sku, 1, aProduct()), publish(sku, 1)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await actionsOf(sku)).toHaveLength(2)
    expect(await create(sku)).toMatchObject(aProblem(409, 'CONFLICT'))
  })

  const past = '2020-01-01T00:00:00.000Z'
  const unpublishable: Record<string, object> = {
    'an item nobody knows': { contents: [{ type: 'ITEM', item: 'never-heard-of', quantity: 1 }] },
    'a window that is over': { window: { from: null, until: past } },
    'a discount that is over': { discount: { percent: 10, until: past } },
    'a stock that is not there': { stock: 'nowhere' },
    'more than can be counted': { contents: [{ type: 'GEM', amount: Number.MAX_SAFE_INTEGER }] },
  }
  test.each(Object.entries(unpublishable))(
    'with %s is checked, kept as a draft and not published',
    async (_, change) => {
      const sku = aSku()
      const body = { ...aProduct(), ...change }
      const checked = await club.post<{ problems: Json[] }>(`${PATH}/check`, { body }, operator)
      expect(checked.body.problems).toHaveLength(1)
      expect((await create(sku, { body })).status).toBe(200)
      const refused = await publish(sku, 1)
      expect(refused).toMatchObject(aProblem(422, 'PRODUCT_INVALID'))
      expect(refused.body.detail).toBe(checked.body.problems[0]?.words)
      expect((await club.get<AdminProduct>(`${PATH}/${sku}`, operator)).body).toMatchObject({
        state: 'draft',
        revision: 1,
      })
    },
  )

  const malformed: Record<string, object> = {
    'a SKU with a blank': { sku: 'a pack' },
    'a kind nobody knows': { kind: 'free' },
    'a name that is empty': { body: { ...aProduct(), name: { en: ' ', ko: '패키지' } } },
    'a zero byte': { body: { ...aProduct(), name: { en: 'a\0b', ko: '패키지' } } },
    'no price': { body: { ...aProduct(), prices: { KRW: null, GEMS: null } } },
    'a price below one': { body: { ...aProduct(), prices: { KRW: 0, GEMS: null } } },
    'a field nobody knows': { body: { ...aProduct(), free: true } },
    'a window that ends before it begins': {
      body: { ...aProduct(), window: { from: '2030-01-02T00:00:00Z', until: '2030-01-01T00:00:00Z' } },
    },
  }
  test.each(Object.entries(malformed))('with %s is refused, and nothing is there', async (_, change) => {
    const sku = aSku()
    expect(await create(sku, change)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect((await club.get(`${PATH}/${sku}`, operator)).status).toBe(404)
  })

  test('keeps a hostile name as the text it is', async () => {
    const sku = aSku()
    const name = { en: '<script>alert(1)</script>', ko: "'; drop table users; --" }
    expect((await create(sku, { body: aProduct({ name }) })).body.body.name).toEqual(name)
    const found = await club.get<AdminProduct[]>(`${PATH}?q=${encodeURIComponent('DROP table')}`, operator)
    expect(found.body.map(({ id }) => id)).toEqual([sku])
  })

  test('is listed by kind and state, page by page', async () => {
    const limited = await club.get<AdminProduct[]>(`${PATH}?kind=limited&state=live`, operator)
    expect(limited.body).toMatchObject([{ id: 'starter-package', stockTotal: 1_000, stockLeft: 1_000 }])
    const page = await club.get<AdminProduct[]>(`${PATH}?perPage=2&page=2&sort=id&order=ASC`, operator)
    expect(page.body).toHaveLength(2)
    expect(Number(page.headers.get('x-total-count'))).toBeGreaterThan(4)
  })

  test('is for some admins to change and for no player', async () => {
    const sku = aSku()
    for (const token of [await club.adminToken('viewer'), await club.adminToken('support'), player.accessToken]) {
      expect(await create(sku, {}, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
      expect(await publish('gems-550', 1)).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    }
    expect(await publish(sku, 1)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })

  test('on sale keeps its items active', async () => {
    const [sku, item] = [aSku(), aName('hat-')]
    const fields = {
      ...{ kind: 'COLLECTIBLE', name: { en: 'Hat', ko: '모자' }, description: { en: '', ko: '' }, rarity: null },
      ...{ image: null, expiresAfterDays: null, useEffect: null, active: true },
    }
    await club.post('/api/admin/items', { id: item, ...fields }, operator)
    await create(sku, { body: aProduct({ contents: [{ type: 'ITEM', item, quantity: 1 }] }) })
    await publish(sku, 1)
    const stop = () => club.put(`/api/admin/items/${item}`, { ...fields, active: false, seenVersion: 1 }, operator)
    expect(await stop()).toMatchObject(aProblem(409, 'ITEM_IN_USE'))
    await act(sku, 'withdraw', { seenRevision: 2, what: 'all', reason: REASON })
    expect((await stop()).status).toBe(200)
  })
})

describe('a limited package of the older interface', () => {
  const wanted = (packageId: string, changes: object = {}) => ({
    ...{ packageId, name: 'Star package', priceWon: 9_900, gems: 1_000, maxGlobalStock: 5, perUserLimit: 1 },
    ...{ startsAt: '2020-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z', ...changes },
  })
  const upsert = (body: object) => club.post('/api/admin/limited-packages/upsert', body, operator)

  test('is sold at once with its stock, changed, and the same again changes nothing', async () => {
    const sku = aSku()
    expect(await upsert(wanted(sku))).toMatchObject({ status: 200, body: { success: true, packageId: sku } })
    const bought = await club.buy(player, { packageId: sku, currency: 'KRW' }, '/api/shop/limited/buy')
    expect(bought.body).toMatchObject({ success: true, gemsGranted: 1_000 })
    await upsert(wanted(sku, { priceWon: 8_800, maxGlobalStock: 7 }))
    await upsert(wanted(sku, { priceWon: 8_800, maxGlobalStock: 7 }))
    const { body } = await club.get<AdminProductDetail>(`${PATH}/${sku}`, operator)
    expect(body).toMatchObject({
      liveVersion: 2,
      stockTotal: 7,
      stockLeft: 6,
      sold: 1,
      body: { prices: { KRW: 8_800 } },
    })
    expect(await actionsOf(sku)).toEqual(['products.upsert', 'products.upsert'])
  })

  test('is refused with a window that is over, a stock below what is taken, or another kind', async () => {
    const sku = aSku()
    expect(await upsert(wanted(sku, { endsAt: '2020-01-02T00:00:00Z' }))).toMatchObject(
      aProblem(422, 'PRODUCT_INVALID'),
    )
    expect((await club.get(`${PATH}/${sku}`, operator)).status).toBe(404)
    expect(await upsert(wanted('gems-550'))).toMatchObject(aProblem(409, 'CONFLICT'))
    for (const change of [{ priceWon: undefined }, { gems: 0 }, { endsAt: 'never' }, { free: true }]) {
      expect(await upsert(wanted(sku, change))).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
  })
})

describe('a product that is stopped', () => {
  test('is sold no more, and what is pending for it is voided and its stock comes back', async () => {
    const sku = await club.sell(aSku(), { stock: 3 })
    const buyer = await club.signUp()
    const { body: pending } = await club.buy(buyer, { sku, cardToken: undefined })
    expect(pending).toMatchObject({ status: 'pending' })
    const support = await club.adminToken('support')
    expect((await act(sku, 'disable', { reason: 'the price is wrong' }, support)).body).toMatchObject({
      state: 'disabled',
    })
    expect((await club.buy(buyer, { sku })).body).toMatchObject({ success: false, reason: 'DISABLED' })
    await eventually(async () => {
      expect(
        await club.sql('select status, reason, hold from shop_purchases where order_id = $1', [pending.orderId]),
      ).toEqual([{ status: 'voided', reason: 'DISABLED', hold: 'released' }])
    })
    expect(await club.sql('select taken from shop_stocks where id = $1', [sku])).toEqual([{ taken: 0 }])
    expect(await act(sku, 'disable', { reason: REASON })).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await act(sku, 'enable', { reason: REASON }, support)).toMatchObject(aProblem(403, 'FORBIDDEN'))
  })
})
