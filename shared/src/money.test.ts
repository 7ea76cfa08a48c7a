import { describe, expect, test } from 'vitest'
import { amountSchema, currencySchema, MAX_AMOUNT, signedAmountSchema } from './money.ts'

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('amounts', () => {
  test.each([0, 1, MAX_AMOUNT])('%d is one', (amount) => {
    expect(amountSchema.parse(amount)).toBe(amount)
  })

  test.each([-1, 0.5, MAX_AMOUNT + 1, Number.NaN, Number.POSITIVE_INFINITY, '5', null, true, 5n])(
    '%s is none',
    (amount) => {
      expect(takes(amountSchema, amount)).toBe(false)
    },
  )

  test('a change may be negative, within the same bounds', () => {
    expect([-MAX_AMOUNT, -1, 0, MAX_AMOUNT].map((amount) => takes(signedAmountSchema, amount))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect([-MAX_AMOUNT - 1, MAX_AMOUNT + 1, -0.5].map((amount) => takes(signedAmountSchema, amount))).toEqual([
      false,
      false,
      false,
    ])
  })

  test('are of three currencies', () => {
    expect(['coins', 'gems', 'tickets'].map((name) => takes(currencySchema, name))).toEqual([true, true, true])
    expect(['won', 'Coins', ''].map((name) => takes(currencySchema, name))).toEqual([false, false, false])
  })
})
