import { describe, expect, test } from 'vitest'
import { type MissionDraft, missionDraftOf, NEW_MISSION, readMission } from './mission-draft.ts'

const BODY = {
  title: { en: 'Ten plays', ko: '열 판' },
  description: { en: '', ko: '' },
  counts: 'PLAYS' as const,
  game: 'slot',
  target: 10,
  rewards: [
    { type: 'COIN' as const, amount: 50 },
    { type: 'ITEM' as const, item: 'streak-shield', quantity: 2 },
    { type: 'CONTENT_UNLOCK' as const, content: 'gold-room' },
  ],
  position: 3,
  enabled: false,
}
const draft = missionDraftOf('ten-plays', 'daily', BODY)

describe('the form of a mission', () => {
  test('gives back the mission it was opened with', () => {
    expect(readMission(draft)).toEqual({ body: BODY, wrong: new Set() })
  })

  test('of a new mission lacks its id, its titles and what it pays', () => {
    expect(readMission(NEW_MISSION)).toEqual({ body: null, wrong: new Set(['id', 'titleEn', 'titleKo', 'rewards']) })
  })

  test.each<[string, Partial<MissionDraft>]>([
    ['id', { id: 'Ten plays' }],
    ['target', { target: '0' }],
    ['target', { target: '1.5' }],
    ['position', { position: '-1' }],
    ['game', { game: 'chess' }],
    ['game', { counts: 'PURCHASES' }],
    ['titleKo', { titleKo: ' ' }],
    ['rewards', { rewards: [] }],
  ])('marks %s: %j', (field, change) => {
    expect(readMission({ ...draft, ...change })).toEqual({ body: null, wrong: new Set([field]) })
  })
})
