import { expect, test } from 'vitest'
import { translate } from '../../text/translate.ts'
import { wordPayout } from './word-payout.ts'

const english = { t: ((key, ...args) => translate('en', key, ...args)) as Parameters<typeof wordPayout>[2]['t'] }

test.each([
  [0, 'Rolled 50. No win. Bet 100.'],
  [40, 'Rolled 50. Paid 40 of your bet of 100.'],
  [100, 'Rolled 50. Your bet of 100 comes back.'],
  [198, 'Rolled 50! Paid 198 for a bet of 100.'],
])('only a payout beyond the bet is cheered: %i', (win, said) => {
  expect(wordPayout('Rolled 50', { bet: 100, win }, english)).toBe(said)
})
