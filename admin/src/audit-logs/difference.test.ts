import { expect, test } from 'vitest'
import { compare } from './difference.ts'

test('fields that moved are named with both values, the others are counted', () => {
  expect(compare({ coins: 100, rank: 'VIP' }, { coins: 150, rank: 'VIP' })).toEqual({
    differences: [{ path: 'coins', change: 'changed', before: '100', after: '150' }],
    unchanged: 1,
  })
})

test('nested fields are compared one by one, lists as a whole', () => {
  const { differences } = compare({ limits: { bet: 1, list: [1, 2] } }, { limits: { bet: 2, list: [1, 2, 3] } })
  expect(differences.map(({ path, after }) => [path, after])).toEqual([
    ['limits.bet', '2'],
    ['limits.list', '[1,2,3]'],
  ])
})

test('a missing side makes everything added or removed', () => {
  expect(compare(null, { a: null }).differences).toEqual([{ path: 'a', change: 'added', before: null, after: 'null' }])
  expect(compare({ a: 'x' }, null).differences).toEqual([{ path: 'a', change: 'removed', before: 'x', after: null }])
  expect(compare(null, null)).toEqual({ differences: [], unchanged: 0 })
})
