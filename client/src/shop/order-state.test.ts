import { PURCHASE_STATUSES } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { hasEnded, lookAgainMs, payPageOf } from './order-state.ts'

const PAGE = 'https://pay.example.com/pay/1'

test('only what nobody will change any more has ended', () => {
  expect(PURCHASE_STATUSES.filter((status) => hasEnded({ status }))).toEqual([
    'granted',
    'voided',
    'failed',
    'refunded',
  ])
})

test('only what waits for its payment leads to the payment page', () => {
  expect(PURCHASE_STATUSES.filter((status) => payPageOf({ status, payUrl: PAGE }) !== null)).toEqual([
    'authorizing',
    'pending',
  ])
  expect(payPageOf({ status: 'pending', payUrl: null })).toBeNull()
})

test('an address that is no web page is not gone to', () => {
  expect(payPageOf({ status: 'pending', payUrl: 'javascript:alert(1)' })).toBeNull()
})

test('an open order is looked at ever more slowly, and at least every 15 seconds', () => {
  expect(lookAgainMs(0)).toBe(1_000)
  expect(lookAgainMs(2)).toBe(2_250)
  expect(lookAgainMs(50)).toBe(15_000)
})
