import { expect, test } from 'vitest'
import { readProviderReturn } from './provider-return.ts'

test('a ticket is read, a refusal is a known reason', () => {
  expect(readProviderReturn('#ticket=abc')).toEqual({ ticket: 'abc' })
  expect(readProviderReturn('#refused=PROVIDER_REFUSED')).toEqual({ refused: 'PROVIDER_REFUSED' })
  for (const fragment of ['', '#', '#ticket=', '#refused=made-up']) {
    expect(readProviderReturn(fragment)).toEqual({ refused: 'CHALLENGE_OVER' })
  }
})
