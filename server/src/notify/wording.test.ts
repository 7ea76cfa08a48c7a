import { describe, expect, test } from 'vitest'
import { MOST_BODY, MOST_TITLE, typeOf, wordMessage } from './wording.ts'

const text = { ko: { title: '소식', body: '새 시즌' }, en: { title: 'News', body: 'A new season' } }

describe('the wording of a message', () => {
  test('is left as it is where it is no advertisement', () => {
    expect(wordMessage(text, 'game')).toEqual(text)
    expect(wordMessage(text, 'transactional')).toEqual(text)
  })

  test('of an advertisement says so, who sends it and how to end it, once', () => {
    const marked = wordMessage(text, 'advertising')
    expect(marked.ko.title).toBe('(광고) 소식')
    expect(marked.ko.body).toMatch(/^새 시즌\n\[카지노 클럽\] 무료 수신거부/)
    expect(marked.en).toMatchObject({ title: '(Ad) News', body: expect.stringContaining('Opt out') })
    const again = wordMessage({ ko: { ...text.ko, title: marked.ko.title }, en: text.en }, 'advertising')
    expect(again.ko.title).toBe('(광고) 소식')
  })

  test('has nothing in it that nobody can read, so that it fits on its way', () => {
    const odd = { title: 'a\u0001\nb', body: 'c\u0007d\ne\u009f' }
    expect(wordMessage({ ko: odd, en: odd }, 'game').en).toEqual({ title: 'a  b', body: 'c d\ne ' })
    const most = { title: `t${'\u0001'.repeat(MOST_TITLE - 1)}`, body: `b${'\u0001'.repeat(MOST_BODY - 1)}` }
    expect(Buffer.byteLength(JSON.stringify(wordMessage({ ko: most, en: most }, 'advertising')))).toBeLessThan(2_000)
  })

  test.each([
    ['a title of what nobody can read', { ...text, ko: { title: '\u0001', body: 'x' } }],
    ['an empty title', { ...text, ko: { title: ' ', body: 'x' } }],
    ['an empty body', { ...text, en: { title: 'x', body: '' } }],
    ['a title that is too long', { ...text, en: { title: 'x'.repeat(MOST_TITLE + 1), body: 'x' } }],
    ['a body that is too long', { ...text, ko: { title: 'x', body: 'x'.repeat(MOST_BODY + 1) } }],
  ])('is refused: %s', (_what, bad) => {
    expect(() => wordMessage(bad, 'game')).toThrow(RangeError)
  })
})

test.each([
  ['EXPIRY_D2', 'game', 'vaults'],
  ['ATTENDANCE_D2', 'game', 'vaults'],
  ['TICKET_ZERO', 'game', 'vaults'],
  ['shop.receipt', 'transactional', 'shop'],
  ['password-changed', 'transactional', 'account'],
  ['season', 'advertising', 'news'],
] as const)('%s (%s) is about %s', (template, category, type) => {
  expect(typeOf(template, category)).toBe(type)
})
