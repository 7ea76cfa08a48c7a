import { expect, test } from 'vitest'
import { accept, REASONS, refuse } from './reasons.ts'

test('every reason is there once and written in capitals', () => {
  expect(new Set(REASONS).size).toBe(REASONS.length)
  for (const reason of REASONS) expect(reason).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
})

test('a refusal says its reason when it has no words of its own', () => {
  expect(refuse('CONFLICT')).toEqual({ ok: false, reason: 'CONFLICT', message: 'CONFLICT' })
  expect(refuse('CONFLICT', 'too late')).toEqual({ ok: false, reason: 'CONFLICT', message: 'too late' })
})

test('an accepted value is carried as it is', () => {
  const value = { coins: 1 }
  expect(accept(value)).toEqual({ ok: true, value })
  expect(accept(value).value).toBe(value)
})
