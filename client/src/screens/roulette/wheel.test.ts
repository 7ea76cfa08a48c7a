import { expect, test } from 'vitest'
import { NUMBERS } from './layout.ts'
import { POCKET_DEGREES, turnTo, WHEEL } from './wheel.ts'

test('the wheel has every number once', () => {
  expect([...WHEEL].sort((a, b) => a - b)).toEqual(NUMBERS)
})

test.each([0, 32, 26, 17])('turned to %i, that pocket stands on top, further on and by less than a round', (number) => {
  const turn = turnTo(number, 1_000)
  expect(turn).toBeGreaterThanOrEqual(1_000)
  expect(turn).toBeLessThan(1_360)
  const top = (((turn + WHEEL.indexOf(number) * POCKET_DEGREES) % 360) + 360) % 360
  expect(Math.min(top, 360 - top)).toBeCloseTo(0, 6)
})
