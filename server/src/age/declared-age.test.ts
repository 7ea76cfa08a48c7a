import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, birthdayOf, declaredAge } from './declared-age.ts'

test.each([
  ['2000-05-17', '2019-05-16', 18],
  ['2000-05-17', '2019-05-17', 19],
  ['2000-12-31', '2020-01-01', 19],
  ['2004-02-29', '2023-02-28', 18],
  ['2004-02-29', '2023-03-01', 19],
  ['2026-05-17', '2026-05-16', -1],
])('born %s, on %s one is %i', (birthDate, today, age) => {
  expect(ageOn(birthDate, today)).toBe(age)
})

test('on the birthday one is of age, and the day before not yet', () => {
  const day = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: 12, max: 30 }), (birthDate, age) => {
      const birthday = birthdayOf(birthDate, age)
      const eve = new Date(Date.parse(birthday) - 86_400_000).toISOString().slice(0, 10)
      expect([ageOn(birthDate, birthday), ageOn(birthDate, eve)]).toEqual([age, age - 1])
    }),
  )
})

describe('what a player says of his age', () => {
  const check = (birthDate: string) => declaredAge.check({ userId: 1, birthDate, today: '2026-11-21', minAge: 19 })

  test.each([
    ['2007-11-21', { verdict: 'REVIEW' }],
    ['2007-11-22', { verdict: 'TOO_YOUNG', againFrom: '2026-11-22' }],
    ['2026-11-22', { verdict: 'IMPLAUSIBLE' }],
    ['1905-01-01', { verdict: 'IMPLAUSIBLE' }],
  ])('%s', async (birthDate, verdict) => {
    expect(await check(birthDate)).toEqual(verdict)
  })
})
