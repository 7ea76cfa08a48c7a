import { STANDARD_ITEMS } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { nameItem } from './item-names.ts'

const items = new Map(Object.entries(STANDARD_ITEMS).map(([id, { active: _, ...item }]) => [id, { id, ...item }]))

test('an item is named in the language of the page, and one that nobody told of by its id', () => {
  expect(nameItem(items, 'streak-shield', 'en')).toBe('Streak shield')
  expect(nameItem(items, 'streak-shield', 'ko')).toBe('연속 출석 방패')
  expect(nameItem(new Map(), 'neon_frame.v-2', 'ko')).toBe('neon frame v 2')
})
