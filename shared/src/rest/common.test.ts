import { describe, expect, test } from 'vitest'
import { idParamSchema, instantSchema, pagingSchema, whySchema } from './common.ts'

describe('an instant', () => {
  test.each(['2000-01-01T00:00:00Z', '2026-02-28T23:59:59.999+09:00', '2100-12-31T23:59:59Z'])(
    'may be %s, and is read as UTC',
    (instant) => {
      expect(instantSchema.parse(instant)).toBe(new Date(instant).toISOString())
    },
  )

  test.each([
    ['before 2000', '1999-12-31T23:59:59Z'],
    ['after 2100', '2101-01-01T00:00:00Z'],
    ['of the year 9999', '9999-12-31T00:00:00Z'],
    ['without a zone', '2026-01-01T00:00:00'],
    ['a day alone', '2026-01-01'],
    ['on a day that does not exist', '2026-02-30T00:00:00Z'],
    ['words', 'now'],
    ['SQL', "2026-01-01T00:00:00Z'; drop table users; --"],
  ])('is refused when it is %s', (_, instant) => {
    expect(instantSchema.safeParse(instant).success).toBe(false)
  })
})

describe('paging', () => {
  test('has defaults and reads the texts of a query', () => {
    expect(pagingSchema.parse({})).toEqual({ page: 1, perPage: 25, order: 'DESC' })
    expect(pagingSchema.parse({ page: '3', perPage: '200', order: 'asc' })).toEqual({
      page: 3,
      perPage: 200,
      order: 'asc',
    })
  })

  test.each<Record<string, string>>([
    { page: '0' },
    { page: '-1' },
    { page: '100001' },
    { page: '1.5' },
    { perPage: '0' },
    { perPage: '201' },
    { order: 'sideways' },
  ])('is refused: %o', (query) => {
    expect(pagingSchema.safeParse(query).success).toBe(false)
  })
})

describe('an id in a path', () => {
  test('is a positive whole number', () => {
    expect(idParamSchema.parse('9007199254740991')).toBe(9_007_199_254_740_991)
  })

  test.each(['0', '-1', '1.5', 'abc', '', '9007199254740993', '1 or 1=1'])('is refused: %s', (id) => {
    expect(idParamSchema.safeParse(id).success).toBe(false)
  })
})

test('a reason is what can be read, without the space around it', () => {
  expect(whySchema(5).parse('  asked for by mail\t')).toBe('asked for by mail')
  expect(whySchema(3).parse('오남용')).toBe('오남용')
})

test.each([
  '     ',
  'why',
  '\u200b\u200b\u200b\u200b\u200b',
  '\u3164\u3164\u3164\u3164\u3164',
  '\u2800\u2800\u2800\u2800\u2800',
  'a\u2060\u2060\u2060b',
  'because\0',
  'x'.repeat(501),
])('is none: %j', (text) => {
  expect(whySchema(5).safeParse(text).success).toBe(false)
})
