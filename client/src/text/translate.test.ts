import { REASONS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { MessageKey, PluralForms } from './catalogue.ts'
import { LANGUAGES } from './format.ts'
import { CATALOGUES, REASON_TEXTS, translate, wordTrouble } from './translate.ts'

const keys = Object.keys(CATALOGUES.en) as MessageKey[]
const textsOf = (message: string | PluralForms) => (typeof message === 'string' ? [message] : Object.values(message))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

describe.each(LANGUAGES)('the sentences in %s', (language) => {
  test('have the keys of English', () => {
    expect(Object.keys(CATALOGUES[language]).sort()).toEqual([...keys].sort())
  })

  test.each(keys)('have words and the placeholders of English: %s', (key) => {
    const wanted = placeholders(textsOf(CATALOGUES.en[key]).join())
    for (const text of textsOf(CATALOGUES[language][key])) {
      expect(text.trim()).not.toBe('')
      expect(placeholders(text)).toEqual(wanted)
    }
  })

  test('have all plural forms the language needs', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const message of Object.values(CATALOGUES[language])) {
      if (typeof message !== 'string') expect(Object.keys(message).sort()).toEqual([...needed].sort())
    }
  })

  test('word every reason differently from its code', () => {
    for (const reason of REASONS) {
      expect(REASON_TEXTS[language][reason]).toBeTruthy()
      expect(REASON_TEXTS[language][reason]).not.toContain(reason)
    }
    expect(wordTrouble(language, 'OFFLINE')).toBeTruthy()
  })
})

test('numbers are written in the way of the language and plurals chosen by them', () => {
  expect(translate('en', 'history.total', { count: 1 })).toBe('1 play')
  expect(translate('en', 'history.total', { count: 12_345 })).toBe('12,345 plays')
  expect(translate('ko', 'history.total', { count: 12_345 })).toBe('플레이 12,345회')
})

test('what a player typed is not read as a placeholder', () => {
  expect(translate('en', 'home.welcome', { nickname: '{nickname}' })).toBe('Good to see you, {nickname}')
})
