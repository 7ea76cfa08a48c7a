import {
  type AdminItem,
  type CatalogueReply,
  type ItemFields,
  type OddsCheckReply,
  type OddsTable,
  STANDARD_GACHA_TABLE,
  STANDARD_ITEMS,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { aName, openClub } from '../support/club.ts'
import { aProblem, type Json } from '../support/requests.ts'

const club = await openClub()
const operator = await club.adminToken('operator')

const FIELDS: ItemFields = {
  kind: 'COLLECTIBLE',
  name: { en: 'Paper hat', ko: '종이 모자' },
  description: { en: 'For parties.', ko: '파티용입니다.' },
  rarity: null,
  image: 'hats/paper.png',
  expiresAfterDays: 30,
  useEffect: null,
  active: true,
}
const anId = () => aName('hat-')
const create = (id: string, changes: object = {}, token = operator) =>
  club.post<AdminItem>('/api/admin/items', { id, ...FIELDS, ...changes }, token)
const update = (id: string, seenVersion: number, changes: object = {}, token = operator) =>
  club.put<AdminItem>(`/api/admin/items/${id}`, { ...FIELDS, ...changes, seenVersion }, token)
const catalogue = async () => (await club.get<CatalogueReply>('/api/items')).body.items
const auditOfItem = async (id: string) =>
  (await club.get<Json[]>(`/api/admin/audit-logs?targetId=${id}`, operator)).body

describe('the catalogue', () => {
  test('opens with the items of the gacha and the packs, in both languages, for everybody', async () => {
    const items = await catalogue()
    expect(items.map(({ id }) => id)).toEqual(Object.keys(STANDARD_ITEMS).sort())
    expect(items.find(({ id }) => id === 'golden-crown')).toMatchObject({
      kind: 'COLLECTIBLE',
      name: { en: 'Golden crown', ko: '황금 왕관' },
      rarity: 'LEGENDARY',
    })
  })

  test('takes a new item, audited, and shows it at once', async () => {
    const id = anId()
    const { status, body } = await create(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, ...FIELDS, version: 1 })
    expect((await club.get(`/api/admin/items/${id}`, operator)).body).toEqual(body)
    expect((await catalogue()).find((item) => item.id === id)).toMatchObject({ name: FIELDS.name })
    expect(await auditOfItem(id)).toMatchObject([{ action: 'items.create', before: null, after: { id } }])
    expect(await create(id)).toMatchObject(aProblem(409, 'ITEM_TAKEN'))
  })

  test('of two admins who change an item at once, the second is told', async () => {
    const id = anId()
    await create(id)
    const answers = await Promise.all([update(id, 1, { expiresAfterDays: 7 }), update(id, 1, { expiresAfterDays: 9 })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect(await auditOfItem(id)).toHaveLength(2)
  })

  test('is listed by kind and state, page by page', async () => {
    const id = anId()
    await create(id, { active: false })
    const found = await club.get<AdminItem[]>('/api/admin/items?active=false&kind=COLLECTIBLE&order=ASC', operator)
    expect(found.body.map((item) => item.id)).toContain(id)
    expect(found.body.every(({ active }) => !active)).toBe(true)
    const beyond = await club.get<AdminItem[]>('/api/admin/items?page=9000', operator)
    expect([beyond.body, Number(beyond.headers.get('x-total-count')) > 0]).toEqual([[], true])
  })

  const malformed: Record<string, object> = {
    'an id with a blank': { id: 'a hat' },
    'an id that is a script': { id: '<script>' },
    'no Korean name': { name: { en: 'Hat' } },
    'a zero byte': { name: { en: 'Hat\0', ko: '모자' } },
    'a kind nobody knows': { kind: 'WEAPON' },
    'an endless expiry': { expiresAfterDays: 1e9 },
    'a negative effect': { useEffect: { type: 'grant', currency: 'coins', amount: -1 } },
    'an effect in won': { useEffect: { type: 'grant', currency: 'won', amount: 1 } },
    'a version of its own': { version: 7 },
  }
  test.each(Object.entries(malformed))('refuses an item with %s', async (_, change) => {
    const before = await catalogue()
    expect(await create(anId(), change)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await catalogue()).toEqual(before)
  })

  test('is for some admins to change and for no player', async () => {
    const { accessToken } = await club.signUp()
    const id = anId()
    for (const token of [await club.adminToken('viewer'), await club.adminToken('support'), accessToken]) {
      expect(await create(id, {}, token)).toMatchObject(aProblem(403, 'FORBIDDEN'))
    }
    expect((await club.get(`/api/admin/items/${id}`, operator)).status).toBe(404)
    expect(await update(id, 1)).toMatchObject(aProblem(404, 'NOT_FOUND'))
  })
})

/** The standard gacha with another first item. */
const gachaWith = (item: string) => ({
  ...STANDARD_GACHA_TABLE,
  rarities: STANDARD_GACHA_TABLE.rarities.map((rarity, index) =>
    index > 0 ? rarity : { ...rarity, items: [{ id: item, weight: 1, value: 1_000 }, ...rarity.items.slice(1)] },
  ),
})
const publish = async (item: string) => {
  const draft = { game: 'gacha', table: gachaWith(item), note: 'a new prize' }
  const { id, hash } = (await club.post<OddsTable>('/api/admin/odds-tables', draft, operator)).body
  return club.post(`/api/admin/odds-tables/${id}/publish`, { seenHash: hash, reason: 'agreed' }, operator)
}

describe('an odds table', () => {
  test('that grants an unknown or inactive item is not published, and its check says so', async () => {
    const inactive = anId()
    await create(inactive, { active: false })
    for (const item of ['never-heard-of', inactive]) {
      const table = gachaWith(item)
      const { body } = await club.post<OddsCheckReply>(
        '/api/admin/odds-tables/check',
        { game: 'gacha', table },
        operator,
      )
      expect(body.refusal).toMatchObject({ reason: 'ITEM_UNKNOWN' })
      expect(await publish(item)).toMatchObject(aProblem(422, 'ITEM_UNKNOWN'))
    }
    expect(club.core.tables.current('gacha')?.version).toBe(1)
  })

  test('in force keeps its items active, until another one is', async () => {
    const item = anId()
    await create(item)
    expect((await publish(item)).status).toBe(200)
    expect(await update(item, 1, { active: false })).toMatchObject(aProblem(409, 'ITEM_IN_USE'))
    expect((await update(item, 1, { expiresAfterDays: 3 })).status).toBe(200)
    expect((await publish('golden-crown')).status).toBe(200)
    expect((await update(item, 2, { active: false })).body).toMatchObject({ active: false, version: 3 })
  })
})
