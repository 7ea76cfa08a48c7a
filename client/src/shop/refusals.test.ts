import type { Reason } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../text/format.ts'
import { translate, wordTrouble } from '../text/translate.ts'
import { adviceOn, wordRefusal } from './refusals.ts'

/** Whatever the shop answers a purchase with that has not come about. */
const REFUSED = [
  'OUT_OF_STOCK',
  'DISABLED',
  'WINDOW_CLOSED',
  'USER_LIMIT',
  'RANK_TOO_LOW',
  'NOT_IN_SEGMENT',
  'PRICE_CHANGED',
  'PROMO_INVALID',
  'PROMO_EXHAUSTED',
  'FRAUD_BLOCK',
  'PAYMENT_FAILED',
  'PENDING_TIMEOUT',
  'STALE_AUTO_VOID',
  'NOT_GRANTABLE',
  'INSUFFICIENT_FUNDS',
  'SPEND_LIMIT',
  'PAUSED',
  'SELF_EXCLUDED',
] as const satisfies Reason[]

test.each(REFUSED)('%s comes with what can be done about it', (reason) => {
  expect(adviceOn(reason)).toBeDefined()
})

test.each(LANGUAGES)('what is short in the shop is not told as a bet, in %s', (language) => {
  const text = {
    t: (key: Parameters<typeof translate>[1]) => translate(language, key as 'shop.noGems'),
    trouble: (trouble: Parameters<typeof wordTrouble>[1]) => wordTrouble(language, trouble),
  } as Parameters<typeof wordRefusal>[1]
  expect(wordRefusal('INSUFFICIENT_FUNDS', text)).toBe(translate(language, 'shop.noGems'))
  expect(wordRefusal('OUT_OF_STOCK', text)).toBe(wordTrouble(language, 'OUT_OF_STOCK'))
})
