import { describe, expect, test } from 'vitest'
import { type LetterDraft, readOrder, readUsers } from './letter-order.ts'

const draft: LetterDraft = {
  ...{ template: 'announcement', target: 'users', users: '7, 8', rank: 'VIP' },
  values: { subject: ' Spring ', text: 'It is here.', other: 'x' },
}
const variables = [
  { name: 'subject', sample: 'a' },
  { name: 'text', sample: 'b' },
]
const params = { subject: 'Spring', text: 'It is here.' }

test.each([
  ['7', [7]],
  ['7, 8;9\n10 7', [7, 8, 9, 10]],
  ['', undefined],
  ['7, x', undefined],
  ['-7', undefined],
  ['0', undefined],
  ['1'.repeat(16), undefined],
  [Array.from({ length: 501 }, (_, n) => n + 1).join(' '), undefined],
])('players in %j', (text, ids) => {
  expect(readUsers(text)).toEqual(ids)
})

describe('a letter', () => {
  test('is asked for with what its template names, and nothing else', () => {
    expect(readOrder(draft, variables)).toEqual({ template: 'announcement', params, to: { userIds: [7, 8] } })
    expect(readOrder({ ...draft, target: 'rank' }, variables)?.to).toEqual({ rank: 'VIP' })
    expect(readOrder({ ...draft, target: 'all', users: '' }, variables)?.to).toEqual({ all: true })
  })

  test.each([
    ['no template', draft, undefined],
    ['nobody to write to', { ...draft, users: '' }, variables],
    ['a value that is missing', { ...draft, values: { subject: 'Spring', text: ' ' } }, variables],
  ])('is not asked for with %s', (_what, wanted, known) => {
    expect(readOrder(wanted, known)).toBeUndefined()
  })
})
