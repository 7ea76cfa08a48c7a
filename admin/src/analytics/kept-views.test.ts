import { expect, test } from 'vitest'
import { LONGEST_NAME, MOST_VIEWS, viewsOf, withView } from './kept-views.ts'

const address = 'report=spend&by=month'

test('a view is kept by its name, and one of the same name is replaced', () => {
  const one = withView([], { name: ' Months ', address }) ?? []
  expect(one).toEqual([{ name: 'Months', address }])
  const two = withView(one, { name: 'All', address: '' }) ?? []
  expect(two.map(({ name }) => name)).toEqual(['All', 'Months'])
  expect(withView(two, { name: 'Months', address: 'report=funnel' })).toContainEqual({
    name: 'Months',
    address: 'report=funnel',
  })
})

test('a view without a name, with too long a one, or one too many is not kept', () => {
  const full = Array.from({ length: MOST_VIEWS }, (_, index) => ({ name: `view ${index}`, address }))
  expect(withView([], { name: '  ', address })).toBeNull()
  expect(withView([], { name: 'x'.repeat(LONGEST_NAME + 1), address })).toBeNull()
  expect(withView(full, { name: 'one more', address })).toBeNull()
  expect(withView(full, { name: 'view 3', address: '' })).toHaveLength(MOST_VIEWS)
})

test.each([null, 'text', {}, [null], [{ name: 1, address }], [{ name: '', address }]])(
  'what is no view in the browser is left aside: %j',
  (kept) => {
    expect(viewsOf(kept)).toEqual([])
  },
)
