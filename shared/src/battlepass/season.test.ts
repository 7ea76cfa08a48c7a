import { expect, test } from 'vitest'
import { passBodySchema } from './season.ts'

const season = (startsAt: string) => ({
  title: { en: 'Spring', ko: '봄' },
  ...{ startsAt, endsAt: '2026-04-01T00:00:00Z' },
  levels: [{ xp: 10, free: [{ type: 'COIN', amount: 5 }], paid: [] }],
  xp: { play: 1, playADay: 10, mission: 5, streakDay: 5 },
  ...{ priceGems: 100, coupon: null },
})

test.each<[string, boolean]>([
  ['2026-03-01T00:00:00Z', true],
  ['2026-03-01T00:00:00.5Z', true],
  ['2026-03-01T00:00:00.999Z', true],
  ['2026-03-01T00:00:00.9999Z', false],
  ['2026-03-01T00:00:00.000000Z', false],
  ['2026-03-01', false],
])('a season that begins at %s is told in whole milliseconds: %s', (startsAt, fits) => {
  expect(passBodySchema.safeParse(season(startsAt)).success).toBe(fits)
})
