import type { GachaPull } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { cardPhase, countRarities, revealTimes } from './rarity.ts'

const aPull = (fields: Partial<GachaPull>) =>
  ({ rarity: 'COMMON', item: 'x', animation: 'plain', ...fields }) as GachaPull

test('pulls are counted by rarity, rarest first', () => {
  const pulls = [aPull({}), aPull({ rarity: 'EPIC' }), aPull({})]
  expect(countRarities(pulls)).toEqual([
    { rarity: 'EPIC', count: 1 },
    { rarity: 'COMMON', count: 2 },
  ])
})

test('cards open one after the other; a near-miss shines before it opens', () => {
  const times = revealTimes([aPull({}), aPull({ animation: 'near-miss' }), aPull({})])
  expect(times.map(({ openAtMs }) => openAtMs)).toEqual(
    [...times.map(({ openAtMs }) => openAtMs)].sort((a, b) => a - b),
  )
  const [plain, near] = times
  if (!plain || !near) throw new Error('no times')
  expect(plain.teaseAtMs).toBe(plain.openAtMs)
  expect(cardPhase(near, near.teaseAtMs - 1)).toBe('closed')
  expect(cardPhase(near, near.teaseAtMs)).toBe('teasing')
  expect(cardPhase(near, near.openAtMs)).toBe('open')
})
