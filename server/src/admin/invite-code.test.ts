import { expect, test } from 'vitest'
import { systemRandom } from '../platform/ids.ts'
import { newInviteCode } from './invite-code.ts'

test('a code has twelve letters, each as likely as the others', () => {
  const counts = new Map<string, number>()
  const codes = Array.from({ length: 5_000 }, () => newInviteCode(systemRandom))
  for (const code of codes) {
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{12}$/)
    for (const letter of code) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  expect(new Set(codes).size).toBe(codes.length)
  expect(counts.size).toBe(20)
  // 60,000 letters, 3,000 of each; six standard deviations.
  for (const count of counts.values()) expect(Math.abs(count - 3_000)).toBeLessThan(6 * Math.sqrt(3_000 * 0.95))
})

test('a byte that would make some letters likelier is left out', () => {
  const rows = [Buffer.alloc(12, 255), Buffer.alloc(12, 0)]
  const random = { uuid: () => '', bytes: () => rows.shift() ?? Buffer.alloc(12) }
  expect(newInviteCode(random)).toBe('BBBBBBBBBBBB')
})
