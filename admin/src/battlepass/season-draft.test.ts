import { expect, test } from 'vitest'
import { NEW_SEASON, readSeason, type SeasonDraft, seasonDraftOf } from './season-draft.ts'

const COINS = [{ type: 'COIN' as const, item: '', amount: '10' }]
const filled: SeasonDraft = {
  ...NEW_SEASON,
  ...{ id: 'autumn', titleEn: 'Autumn', titleKo: '가을', startsAt: '2026-12-01T09:00', endsAt: '2026-12-31T09:00:00' },
  levels: [
    { xp: '100', free: COINS, paid: [] },
    { xp: '250', free: [], paid: COINS },
  ],
}

test('a form is read as the server takes it, and shown again as it was read', () => {
  const { body } = readSeason({ ...filled, couponXp: '45' })
  expect(body).toMatchObject({ startsAt: '2026-12-01T00:00:00.000Z', priceGems: 300, coupon: { xp: 45, days: 7 } })
  if (body === null) throw new Error('it is complete')
  expect(readSeason(seasonDraftOf('autumn', body)).body).toEqual(body)
})

test.each([
  ['id', { id: 'No Way' }],
  ['titleKo', { titleKo: ' ' }],
  ['startsAt', { startsAt: '' }],
  ['endsAt', { endsAt: '2026-11-01T09:00' }],
  ['play', { play: '-1' }],
  ['couponXp', { couponXp: '0' }],
  ['levels', { levels: [{ xp: '100', free: [], paid: [] }] }],
  ['levels', { levels: [...filled.levels, { xp: '9', free: COINS, paid: [] }] }],
] as const)('a wrong %s is marked', (field, change) => {
  const { body, wrong } = readSeason({ ...filled, ...change } as SeasonDraft)
  expect(body).toBeNull()
  expect(wrong.has(field)).toBe(true)
})
