import type { AdminPromo, PromosMade, PromoUse, ShopStock } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, newCommandId } from '../support/club.ts'
import { aProblem, type Json } from '../support/requests.ts'
import { openShop, wrongCounters } from '../support/shop.ts'

const club = await openShop()
const operator = await club.adminToken('operator')
const PATH = '/api/admin/shop/promos'
const REASON = 'agreed upon in the team'
const TERMS = { kind: 'percent', value: 50, currency: null, maxUses: 10 }
const aCode = () => aName('P-').toUpperCase()
const sku = await club.sell('promo-pack')

const create = (order: object, token = operator) =>
  club.post<PromosMade & Json>(PATH, { commandId: newCommandId(), ...TERMS, ...order }, token)
const find = async (code: string): Promise<AdminPromo> => {
  const { body } = await club.get<AdminPromo[]>(`${PATH}?q=${code}`, operator)
  if (body[0] === undefined) throw new Error(`no code ${code}`)
  return body[0]
}
const made = async (order: object = {}) => {
  const code = aCode()
  await create({ code, ...order })
  return find(code)
}
const update = ({ id, revision }: AdminPromo, change: object) =>
  club.put<AdminPromo>(`${PATH}/${id}`, { ...TERMS, seenRevision: revision, ...change }, operator)
const end = ({ id }: AdminPromo, how: string) =>
  club.post<AdminPromo>(`${PATH}/${id}/end`, { how, reason: REASON }, operator)
const buyWith = async (promoCode: string) => (await club.buy(await club.signUp(), { sku, promoCode })).body

describe('a promo code', () => {
  test('takes off what it says, and its log tells who, when, what for and how much', async () => {
    const promo = await made()
    const player = await club.signUp()
    const { body: bought } = await club.buy(player, { sku, promoCode: promo.code.toLowerCase() })
    expect(bought).toMatchObject({ success: true, amount: 2_500 })
    expect(await find(promo.code)).toMatchObject({ state: 'open', used: 1, maxUses: 10 })
    const { body: uses } = await club.get<PromoUse[]>(`${PATH}/${promo.id}/uses`, operator)
    expect(uses).toMatchObject([
      { id: bought.orderId, userId: player.userId, sku, off: 2_500, amount: 2_500, status: 'granted' },
    ])
    const csv = await (
      await fetch(`${club.httpUrl}${PATH}/uses.csv?promoId=${promo.id}`, {
        headers: { authorization: `Bearer ${operator}` },
      })
    ).text()
    expect(csv).toContain(`${player.nickname},${bought.orderId}`)
  })

  test('is changed by one of two editors, and keeps what it takes off once it is used', async () => {
    const promo = await made()
    const answers = await Promise.all([update(promo, { value: 10 }), update(promo, { value: 20 })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await buyWith(promo.code)
    const used = await find(promo.code)
    expect(await update(used, { value: 99 })).toMatchObject(aProblem(409, 'CONFLICT'))
    const loose = { value: used.value, note: 'longer', maxUses: 20 }
    expect((await update(used, loose)).body).toMatchObject({ note: 'longer', maxUses: 20, used: 1 })
    expect(
      (await club.get<Json[]>(`/api/admin/audit-logs?targetId=${promo.id}&targetType=promo`, operator)).body,
    ).toHaveLength(2)
  })

  test('is ended, and stopped', async () => {
    const [ended, stopped] = [await made({ startsAt: '2099-01-01T00:00:00Z' }), await made()]
    expect(ended.state).toBe('planned')
    expect((await end(ended, 'end')).body).toMatchObject({ state: 'expired' })
    expect((await end(stopped, 'disable')).body).toMatchObject({ state: 'disabled' })
    expect(await end(stopped, 'disable')).toMatchObject(aProblem(422, 'NOTHING_TO_CHANGE'))
    expect(await buyWith(stopped.code)).toMatchObject({ success: false, reason: 'PROMO_INVALID' })
    expect(await buyWith(ended.code)).toMatchObject({ success: false, reason: 'PROMO_INVALID' })
  })

  const malformed: Record<string, object> = {
    'more than all': { value: 101 },
    'an amount of no currency': { kind: 'amount', value: 500 },
    'an end before its beginning': { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' },
    'a code of other letters': { code: "A'; DROP" },
    'a code and a number of codes': { count: 3 },
    'a zero byte': { note: 'a\0b' },
    'a field nobody knows': { free: true },
  }
  test.each(Object.entries(malformed))('with %s is refused', async (_, change) => {
    expect(await create({ code: aCode(), ...change })).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
  })

  test('that is taken is refused, and some admins and no player make any', async () => {
    const { code } = await made()
    expect(await create({ code })).toMatchObject(aProblem(409, 'CONFLICT'))
    const { accessToken } = await club.signUp()
    for (const token of [await club.adminToken('viewer'), await club.adminToken('support'), accessToken]) {
      expect(await create({ code: aCode() }, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
  })
})

describe('a batch of promo codes', () => {
  test('of ten thousand is made once per command id, at random behind its prefix, and saved as CSV', async () => {
    const commandId = newCommandId()
    const order = { commandId, count: 10_000, prefix: 'spring-', maxUses: 1, note: 'letters <b>of</b> spring' }
    const { body } = await create(order)
    expect(new Set(body.codes).size).toBe(10_000)
    expect(body.codes[0]).toMatch(/^SPRING-[A-Z2-9]{12}$/)
    expect((await create(order)).body).toMatchObject({ batchId: commandId, replayed: true, codes: body.codes })
    expect(await create({ ...order, count: 9 })).toMatchObject(aProblem(422, 'COMMAND_ID_REUSED'))
    const listed = await club.get<AdminPromo[]>(`${PATH}?batchId=${commandId}&perPage=5&sort=code&order=ASC`, operator)
    expect([listed.body.length, listed.headers.get('x-total-count')]).toEqual([5, '10000'])
    const csv = await (
      await fetch(`${club.httpUrl}${PATH}/export.csv?batchId=${commandId}`, {
        headers: { authorization: `Bearer ${operator}` },
      })
    ).text()
    expect(csv.trim().split('\n')).toHaveLength(10_001)
  })
})

describe('a stock', () => {
  const STOCKS = '/api/admin/shop/stocks'
  const change = (id: string, seenTotal: number, total: number) =>
    club.put<ShopStock>(`${STOCKS}/${id}`, { seenTotal, total, reason: REASON }, operator)
  const figures = async (id: string) => (await club.get<ShopStock[]>(`${STOCKS}?q=${id}`, operator)).body[0]

  test('tells what is held, sold and left of it, shared by products, and is never lowered below what is taken', async () => {
    const id = aName('stars-')
    expect((await club.post(STOCKS, { id, total: 5, reason: REASON }, operator)).body).toMatchObject({
      total: 5,
      left: 5,
    })
    const [one, other] = [
      await club.sell(`${id}-a`, { body: { stock: id } }),
      await club.sell(`${id}-b`, { body: { stock: id } }),
    ]
    expect((await club.buy(await club.signUp(), { sku: one, quantity: 2 })).body).toMatchObject({ success: true })
    await club.buy(await club.signUp(), { sku: other, cardToken: undefined })
    expect(await figures(id)).toEqual({ id, total: 5, held: 1, sold: 2, left: 2, products: [one, other] })
    expect(await change(id, 5, 2)).toMatchObject(aProblem(409, 'CONFLICT'))
    const answers = await Promise.all([change(id, 5, 3), change(id, 5, 9)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const log = await club.get<Json[]>(`/api/admin/audit-logs?targetId=${id}&order=ASC`, operator)
    expect(log.body.map(({ action }) => action)).toEqual(['stocks.create', 'stocks.change'])
  })

  test('of a wrong size or for the wrong admin is refused', async () => {
    const id = aName('stars-')
    for (const bad of [
      { total: -1 },
      { total: 1.5 },
      { total: 1e12 },
      { id: 'My stock' },
      { reason: '' },
      { free: 1 },
    ]) {
      const body = { id, total: 5, reason: REASON, ...bad }
      expect(await club.post(STOCKS, body, operator)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    }
    const viewer = await club.adminToken('viewer')
    expect(await club.post(STOCKS, { id, total: 5, reason: REASON }, viewer)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    expect(await change(id, 1, 2)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })
})

test('counters of stocks and codes are what the purchases come to', async () => {
  expect(await wrongCounters(club)).toEqual([])
})
