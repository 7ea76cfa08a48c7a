import { expect, test } from 'vitest'
import { type AchievementDraft, achievementDraftOf, NEW_ACHIEVEMENT, readAchievement } from './achievement-draft.ts'

const filled: AchievementDraft = {
  ...NEW_ACHIEVEMENT,
  ...{ id: 'ten-plays', titleEn: 'Ten', titleKo: '열 판', until: '2026-12-01T09:00:00', requires: 'first, second' },
  rewards: [{ type: 'COIN', item: '', amount: '10' }],
}

test('a form is read as the server takes it, and shown again as it was read', () => {
  const { body } = readAchievement(filled)
  expect(body).toMatchObject({
    until: '2026-12-01T00:00:00.000Z',
    requires: ['first', 'second'],
    parts: [],
    target: 10,
  })
  if (body === null) throw new Error('it is complete')
  expect(readAchievement(achievementDraftOf('ten-plays', 'ever', body)).body).toEqual(body)
})

test.each([
  ['id', { id: 'No Way' }],
  ['titleKo', { titleKo: ' ' }],
  ['target', { target: 'ten' }],
  ['parts', { counts: 'PARTS', parts: 'one two', target: '3' }],
  ['requires', { requires: 'one one' }],
  ['until', { until: 'soon' }],
  ['rewards', { rewards: [] }],
] as const)('a wrong %s is marked', (field, change) => {
  const { body, wrong } = readAchievement({ ...filled, ...change } as AchievementDraft)
  expect(body).toBeNull()
  expect(wrong.has(field)).toBe(true)
})
