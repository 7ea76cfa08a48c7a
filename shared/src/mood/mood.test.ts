import { expect, test } from 'vitest'
import { MISSION_COUNTS } from '../missions/mission.ts'
import { gentleFirst, kindnessFor, MOODS } from './mood.ts'

test('a low mood holds out a break and hides what waits for money; nothing else does', () => {
  expect(kindnessFor('low')).toEqual({ offersBreak: true, hidesOffers: true, gentleMissions: true })
  for (const mood of [...MOODS, null].filter((each) => each !== 'low')) {
    expect(kindnessFor(mood)).toMatchObject({ offersBreak: false, hidesOffers: false })
  }
})

test('gentle missions first are the same missions, with those that need money last', () => {
  const missions = MISSION_COUNTS.map((counts) => ({ counts }))
  const ordered = gentleFirst(missions)
  expect(new Set(ordered)).toEqual(new Set(missions))
  expect([ordered.at(0)?.counts, ordered.at(-1)?.counts]).toEqual(['ACTIVE_DAYS', 'PURCHASES'])
})
