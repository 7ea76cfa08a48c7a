import { expect, test } from 'vitest'
import { sharePage } from './share-page.ts'

const page = { locale: 'en', nickname: '<b>"me"', url: 'https://club.example/s/x' } as const

test('a page says what is shared in both languages, and a name is never taken for markup', () => {
  const rank = { kind: 'rank', board: 'weekly', period: 'week', rank: 1_234 } as const
  const html = sharePage({ ...page, body: rank })
  expect(html).toContain('<meta property="og:title" content="&lt;b&gt;&quot;me&quot; stands at rank 1,234 this week">')
  expect(html).not.toContain('<b>')
  expect(html).not.toContain('<script')
  expect(sharePage({ ...page, locale: 'ko', body: { kind: 'prize', game: 'slot', win: 500 } })).toContain(
    '슬롯에서 500코인',
  )
})
