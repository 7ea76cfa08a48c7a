import { expect, test } from 'vitest'
import { nextStep } from './next-step.ts'

test('a tutorial goes on with the first step that was not taken, whatever came after it', () => {
  expect(nextStep({ steps: [] })).toBe('balances')
  expect(nextStep({ steps: ['balances', 'fairness'] })).toBe('firstPlay')
  expect(nextStep({ steps: ['balances', 'firstPlay', 'fairness', 'limits'] })).toBeNull()
})
