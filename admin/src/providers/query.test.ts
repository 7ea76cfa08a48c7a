import { adminAuditQuery, adminPlayersQuery } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { filterQuery, listQuery, placeAt, placeOf, withQuery } from './query.ts'

const asked = (query: URLSearchParams) => Object.fromEntries(query)

describe('a list is asked for', () => {
  test('with page, order and filters by their names on the wire', () => {
    const query = listQuery({
      pagination: { page: 3, perPage: 50 },
      sort: { field: 'coins', order: 'ASC' },
      filter: { q: ' lucky ', rank: 'VIP' },
    })
    expect(asked(query)).toEqual({ page: '3', perPage: '50', sort: 'coins', order: 'ASC', q: 'lucky', rank: 'VIP' })
  })

  test('with whole days of the club’s zone', () => {
    expect(asked(filterQuery({ createdFrom: '2026-03-01', createdTo: '2026-03-02' }))).toEqual({
      createdFrom: '2026-03-01T00:00:00+09:00',
      createdTo: '2026-03-03T00:00:00+09:00',
    })
  })

  test('without filters that say nothing, half a date, or a name the server does not know', () => {
    expect(
      asked(
        filterQuery({
          q: '  ',
          rank: null,
          createdFrom: '2026-03',
          from: new Date(),
          to: '2026-02-30',
          adminId: 'x',
          zodiac: 'cat',
        }),
      ),
    ).toEqual({})
  })

  test('in a form the contract accepts', () => {
    const sort = { field: 'lastLoginAt', order: 'DESC' } as const
    const players = listQuery({ pagination: { page: 1, perPage: 25 }, sort, filter: { createdFrom: '2026-03-01' } })
    expect(adminPlayersQuery.safeParse(asked(players)).success).toBe(true)
    const audit = filterQuery({ adminId: 7, targetId: '12', from: '2026-03-01', to: '2026-03-31' })
    expect(adminAuditQuery.safeParse(asked(audit)).success).toBe(true)
  })
})

test('a path without a query has no question mark', () => {
  expect(withQuery('/api/x', new URLSearchParams())).toBe('/api/x')
  expect(withQuery('/api/x', new URLSearchParams({ q: 'a&b' }))).toBe('/api/x?q=a%26b')
})

test('a place in a list is given up when its filters or its order change', () => {
  const sort = { field: 'occurredAt', order: 'DESC' } as const
  const filter = { game: 'dice' }
  const after = placeAt({ sort, filter }, '1772323200000_7-12')
  expect(placeOf({ sort, filter: { ...filter, after } })).toBe('1772323200000_7-12')
  expect(placeOf({ sort, filter: { game: 'slot', after } })).toBeNull()
  expect(placeOf({ sort: { ...sort, order: 'ASC' }, filter: { ...filter, after } })).toBeNull()
  expect(placeOf({ sort, filter: { ...filter, after: 'elsewhere' } })).toBeNull()
  expect(placeOf({ sort, filter })).toBeNull()
})
