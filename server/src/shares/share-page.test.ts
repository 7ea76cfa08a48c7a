import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

test('previews get a picture that is there, by its whole address and in its own size', () => {
  const html = sharePage({ ...page, body: { kind: 'prize', game: 'slot', win: 500 } })
  const told = (name: string) => new RegExp(`property="og:image${name}" content="([^"]*)"`).exec(html)?.[1]
  expect(told('')).toBe('https://club.example/share.png')
  const picture = readFileSync(join(import.meta.dirname, '../../../client/public/share.png'))
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  const size = [picture.readUInt32BE(16), picture.readUInt32BE(20)].map(String)
  expect([told(':width'), told(':height')]).toEqual(size)
  expect(html).toContain('content="summary_large_image"')
})
