import { analyseSlot, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { createDataProvider } from './data-provider.ts'
import { jsonResponse } from './fakes.ts'
import type { Http, RequestOptions } from './http.ts'
import { placeAt } from './query.ts'

const player = {
  id: 7,
  siteId: 'lucky',
  nickname: 'Lucky',
  rank: 'VIP',
  coins: 100,
  gems: 0,
  tickets: 1,
  streak: 0,
  version: 3,
  createdAt: '2026-03-01T00:00:00.000Z',
  lastLoginAt: null,
  lastSeenAt: null,
  state: 'ACTIVE',
  mergedInto: null,
  online: false,
}
const play = {
  eventId: '7-12',
  game: 'slot',
  occurredAt: '2026-03-01T00:00:00.000Z',
  bet: 10,
  win: 0,
  net: -10,
  outcome: { line: 'none' },
}

const aSlotTable = (id: number) => ({
  id,
  status: 'retired',
  hash: 'ab',
  note: '',
  table: STANDARD_SLOT_TABLE,
  analysis: analyseSlot(STANDARD_SLOT_TABLE),
  createdAt: '2026-03-01T00:00:00.000Z',
  publishedAt: null,
  retiredAt: null,
})

function server(answer: () => Response) {
  const asked: [string, RequestOptions | undefined][] = []
  const http: Http = {
    renew: () => Promise.resolve(),
    anonymous: () => Promise.reject(new Error('must not be asked')),
    authorized: (path, options) => {
      asked.push([path, options])
      return Promise.resolve(answer())
    },
  }
  return { asked, provider: createDataProvider(http) }
}

const page = { pagination: { page: 2, perPage: 10 }, sort: { field: 'id', order: 'DESC' as const } }

describe('reading', () => {
  test('a list takes its total from the header', async () => {
    const { asked, provider } = server(() => jsonResponse([player], { headers: { 'x-total-count': '11' } }))
    const { data, total } = await provider.getList('players', { ...page, filter: { q: 'lu' } })
    expect(asked[0]?.[0]).toBe('/api/admin/players?q=lu&page=2&perPage=10&sort=id&order=DESC')
    expect([data[0]?.nickname, total]).toEqual(['Lucky', 11])
  })

  test('a list that comes whole is sorted and paged here', async () => {
    const [first, second] = [aSlotTable(1), aSlotTable(2)]
    const { asked, provider } = server(() => jsonResponse([first, second]))
    const newest = { pagination: { page: 1, perPage: 1 }, sort: page.sort }
    const { data, total } = await provider.getList('slot-tables', newest)
    expect(asked[0]?.[0]).toBe('/api/admin/slot-tables')
    expect([data.map(({ id }) => id), total]).toEqual([[2], 2])
  })

  test('one record keeps the id it was asked by', async () => {
    const { asked, provider } = server(() => jsonResponse({ ...player, email: null, phoneNumber: '010-0000-0000' }))
    const { data } = await provider.getOne('players', { id: '7' })
    expect(asked[0]?.[0]).toBe('/api/admin/players/7')
    expect(data).toMatchObject({ id: '7', email: null, phoneNumber: '010-0000-0000' })
  })

  test('what belongs to a player is found under the player, and every record gets an id', async () => {
    const { asked, provider } = server(() => jsonResponse([play]))
    const { data } = await provider.getManyReference('plays', { target: 'playerId', id: 7, ...page, filter: {} })
    expect(asked[0]?.[0]).toBe('/api/admin/players/7/history?page=2&perPage=10&sort=id&order=DESC')
    expect(data[0]).toMatchObject({ id: '7-12', win: 0 })
  })

  test('a list from a cursor sends the place it stands at, and gets the next one', async () => {
    const item = { ...play, userId: 7, nickname: 'Lucky', siteId: 'lucky', tableVersion: 1 }
    const body = { items: [item], next: '1772323200000_7-12', searchedTo: '2026-03-01T00:00:00.000Z' }
    const { asked, provider } = server(() => jsonResponse(body))
    const filter = { game: 'slot', winsOnly: 'true', minWin: '50' }
    const after = placeAt({ ...page, filter }, '1772323300000_9-1')
    const listed = await provider.getList('plays', { ...page, filter: { ...filter, after } })
    expect(asked[0]?.[0]).toBe(
      '/api/admin/plays?winsOnly=true&minWin=50&game=slot&perPage=10&order=DESC&after=1772323300000_9-1',
    )
    expect(listed).toMatchObject({
      data: [{ id: '7-12', nickname: 'Lucky' }],
      pageInfo: { hasNextPage: true },
      meta: { next: '1772323200000_7-12' },
    })
  })

  test('an answer against the contract is a failure', async () => {
    const { provider } = server(() => jsonResponse([{ ...player, coins: 0.5 }]))
    await expect(provider.getList('players', page)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })
})

describe('changing', () => {
  test('is refused by react-admin’s own methods', async () => {
    const { asked, provider } = server(() => jsonResponse({}))
    await expect(provider.update('players', { id: 7, data: {}, previousData: player })).rejects.toThrow(TypeError)
    await expect(provider.deleteMany('players', { ids: [7] })).rejects.toThrow(TypeError)
    expect(asked).toEqual([])
  })

  test('a balance sends exactly what was decided', async () => {
    const commandId = '2f0e6f3e-5ac1-4c0e-9b62-0d3a3f5f6c11'
    const correction = { commandId, currency: 'coins', amount: -5, reason: 'double payout', expectedVersion: 3 }
    const outcome = {
      ok: true,
      commandId,
      eventId: '7-4',
      currency: 'coins',
      amount: -5,
      balanceBefore: 100,
      balanceAfter: 95,
      version: 4,
    }
    const { asked, provider } = server(() => jsonResponse(outcome))
    await expect(provider.correctBalance(7, correction)).resolves.toMatchObject({ balanceAfter: 95 })
    expect(asked).toEqual([['/api/admin/players/7/balance-corrections', { method: 'POST', body: correction }]])
  })

  test('an export asks for the same filters without paging', async () => {
    const { asked, provider } = server(
      () => new Response('id', { headers: { 'content-disposition': 'attachment; filename="players.2026.csv"' } }),
    )
    const { name } = await provider.exportPlayers({ rank: 'VIP' })
    expect(asked[0]?.[0]).toBe('/api/admin/players/export.csv?rank=VIP')
    expect(name).toBe('players.2026.csv')
  })

  test('an export of plays begins at the beginning, wherever the list stands', async () => {
    const { asked, provider } = server(() => new Response('id'))
    await provider.exportPlays({ game: 'dice', after: placeAt({}, '1772323200000_7-12') })
    expect(asked[0]?.[0]).toBe('/api/admin/plays/export.csv?game=dice')
  })
})
