import { expect, test } from 'vitest'
import { originCheck } from './own-origin.ts'

const HOST = 'play.example.com:2567'

test('without public addresses, pages of the same host are our own, at any port', () => {
  const check = originCheck(['https://partner.example'], [])
  for (const origin of ['http://play.example.com:3000', 'https://play.example.com', 'https://partner.example']) {
    expect(check(origin, HOST), origin).toBe(true)
  }
  for (const origin of ['https://evil.example', 'https://play.example.com.evil.example', 'null', 'file://', 'x']) {
    expect(check(origin, HOST), origin).toBe(false)
  }
  expect(check('http://play.example.com', undefined)).toBe(false)
})

test('with them, it is exactly those and the listed ones', () => {
  const check = originCheck(['https://partner.example'], ['https://play.example.com/'])
  expect(check('https://play.example.com', 'inside:2567')).toBe(true)
  expect(check('https://partner.example', 'inside:2567')).toBe(true)
  for (const origin of ['http://play.example.com', 'https://play.example.com:8443', 'http://inside:3000']) {
    expect(check(origin, 'inside:2567'), origin).toBe(false)
  }
})

test('who names no origin is no browser', () => {
  expect(originCheck([], ['https://play.example.com'])(undefined, HOST)).toBe(true)
})
