import { promoCodeSchema } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { systemRandom } from '../../platform/ids.ts'
import { newPromoCode } from './promo-code.ts'

test('ten thousand codes are ten thousand, each as a player may type it', () => {
  const codes = Array.from({ length: 10_000 }, () => newPromoCode(systemRandom, 'SPRING-'))
  expect(new Set(codes).size).toBe(10_000)
  for (const code of codes.slice(0, 100)) {
    expect(code).toMatch(/^SPRING-[A-HJ-NP-Z2-9]{12}$/)
    expect(promoCodeSchema.parse(code.toLowerCase())).toBe(code)
  }
})

test('every letter of the alphabet is as likely as another', () => {
  const allBytes = { uuid: () => '', bytes: () => Buffer.from([...Array(256).keys()]) }
  expect(new Set(newPromoCode(allBytes, '')).size).toBe(32)
})
