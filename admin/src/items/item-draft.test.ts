import { must, STANDARD_ITEMS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { draftOf, type ItemDraft, readDraft } from './item-draft.ts'

const POUCH = must(STANDARD_ITEMS['coin-pouch'])
const NOW = '2026-01-02T12:00:00.000Z'
const draft = draftOf({ id: 'coin-pouch', version: 1, ...POUCH, createdAt: NOW, updatedAt: NOW })

describe('the form of an item', () => {
  test('gives back the item it was opened with', () => {
    expect(readDraft(draft)).toEqual({ item: POUCH, wrong: new Set() })
  })

  test('of a new item lacks its id and its names', () => {
    expect(readDraft(draftOf(null))).toEqual({ item: null, wrong: new Set(['nameEn', 'nameKo', 'id']) })
  })

  test.each<[keyof ItemDraft, Partial<ItemDraft>]>([
    ['id', { id: 'A hat' }],
    ['expiresAfterDays', { expiresAfterDays: '1.5' }],
    ['expiresAfterDays', { expiresAfterDays: '0' }],
    ['effectAmount', { effectAmount: '' }],
    ['effectAmount', { effectAmount: '-5' }],
    ['image', { image: 'https://elsewhere.example' }],
    ['descriptionKo', { descriptionKo: 'x'.repeat(501) }],
  ])('marks %s: %j', (field, change) => {
    expect(readDraft({ ...draft, ...change })).toEqual({ item: null, wrong: new Set([field]) })
  })

  test('without a currency has no effect, whatever amount was typed', () => {
    expect(readDraft({ ...draft, effectCurrency: '' }).item?.useEffect).toBeNull()
  })
})
