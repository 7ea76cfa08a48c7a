import { REASONS } from '@casino-club/shared'
import englishMessages from 'ra-language-english'
import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { raKo } from './ra-ko.ts'

type Tree = { readonly [key: string]: string | Tree }

const flat = (tree: Tree, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )

const placeholders = (text: string) => [...new Set(text.match(/%\{\w+\}/g) ?? [])].sort()
/** A plural form may leave the count out ("1 item selected"), so it is no difference. */
const withoutCount = (text: string) => placeholders(text).filter((name) => name !== '%{smart_count}')

const pairs: [string, Tree, Tree][] = [
  ['this app', en, ko],
  ['react-admin', englishMessages as unknown as Tree, raKo as unknown as Tree],
]

describe.each(pairs)('the messages of %s', (_name, english, korean) => {
  const [enFlat, koFlat] = [flat(english), flat(korean)]

  test('have the same keys in both languages', () => {
    expect([...koFlat.keys()].sort()).toEqual([...enFlat.keys()].sort())
  })

  test('have the same placeholders in both languages', () => {
    for (const [key, text] of enFlat) {
      expect([key, withoutCount(koFlat.get(key) ?? '')]).toEqual([key, withoutCount(text)])
    }
  })

  test('are never empty and have one plural form in Korean', () => {
    for (const [key, text] of [...enFlat, ...koFlat]) expect([key, text.length > 0]).toEqual([key, true])
    for (const [key, text] of koFlat) expect([key, text.includes('||||')]).toEqual([key, false])
  })
})

test('every reason of the server is worded in both languages', () => {
  for (const reason of REASONS) {
    expect(en.reasons[reason]).toBeTruthy()
    expect(ko.reasons[reason]).toMatch(/[가-힣]/)
  }
})
