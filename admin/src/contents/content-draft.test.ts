import { expect, test } from 'vitest'
import { bodyOf, draftOf, EMPTY_CONTENT, EMPTY_STAGE } from './content-draft.ts'

const stage = { ...EMPTY_STAGE, en: 'One', ko: '하나', tier: 'gold', priceGems: '10' }
const draft = { ...EMPTY_CONTENT, en: 'A show', ko: '공연', stages: [stage] }

test('what was typed becomes a content, and is typed the same when it is opened again', () => {
  const body = bodyOf(draft)
  expect(body?.stages[0]).toMatchObject({ conditions: { tier: 'gold', xp: 0, mission: null }, priceGems: 10 })
  expect(body && draftOf(body)).toEqual(draft)
})

test.each([
  ['nothing typed', EMPTY_CONTENT],
  ['four stages', { ...draft, stages: [stage, stage, stage, stage] }],
  ['a price that is no number', { ...draft, stages: [{ ...stage, priceGems: '' }] }],
])('is none with %s', (_, typed) => {
  expect(bodyOf(typed)).toBeNull()
})
