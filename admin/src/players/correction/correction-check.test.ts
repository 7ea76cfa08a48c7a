import { balanceCorrectionBody, MAX_AMOUNT } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { newCommandId } from './command-id.ts'
import { checkCorrection, parseAmount } from './correction-check.ts'

test.each([
  ['500', 500],
  ['+1,000', 1000],
  [' -20 ', -20],
  ['−20', -20],
  ['0', null],
  ['', null],
  ['1.5', null],
  ['1e3', null],
  ['1,00', null],
  ['--5', null],
  ['9007199254740993', null],
])('the amount %j reads as %j', (text, amount) => {
  expect(parseAmount(text)).toBe(amount)
})

const balances = { coins: 100, gems: 0, tickets: MAX_AMOUNT }

describe('a draft', () => {
  test('shows before and after of its currency', () => {
    const checked = checkCorrection({ currency: 'coins', amount: '-40', reason: ' outage ' }, balances)
    expect(checked).toEqual({
      amount: -40,
      reason: 'outage',
      before: 100,
      after: 60,
      amountProblem: null,
      reasonProblem: null,
    })
  })

  test('may not leave the range of a balance', () => {
    const problemOf = (currency: 'coins' | 'tickets', amount: string) =>
      checkCorrection({ currency, amount, reason: 'outage' }, balances).amountProblem
    expect([problemOf('coins', '-100'), problemOf('coins', '-101')]).toEqual([null, 'amountBelowZero'])
    expect([problemOf('tickets', '-1'), problemOf('tickets', '1')]).toEqual([null, 'amountTooLarge'])
    expect(problemOf('coins', 'many')).toBe('amountInvalid')
  })

  test('needs a reason of five characters that are no white space', () => {
    const problemOf = (reason: string) =>
      checkCorrection({ currency: 'coins', amount: '1', reason }, balances).reasonProblem
    expect([problemOf('  abcd  '), problemOf('abcde')]).toEqual(['reasonTooShort', null])
  })

  test('without problems is accepted by the contract', () => {
    const { amount, reason } = checkCorrection({ currency: 'gems', amount: '7', reason: 'goodwill' }, balances)
    const body = { commandId: newCommandId(), currency: 'gems', amount, reason, expectedVersion: 0 }
    expect(balanceCorrectionBody.safeParse(body).success).toBe(true)
  })
})

test('a command id is a UUID where crypto.randomUUID is missing, too', () => {
  const original = crypto.randomUUID
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
  try {
    const body = { commandId: newCommandId(), currency: 'coins', amount: 1, reason: 'outage', expectedVersion: 0 }
    expect(balanceCorrectionBody.safeParse(body).success).toBe(true)
  } finally {
    Object.defineProperty(crypto, 'randomUUID', { value: original, configurable: true })
  }
})
