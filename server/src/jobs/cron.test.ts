import { describe, expect, test } from 'vitest'
import { checkCron, firingOn, firingsBetween, lastFiring, nextFiringMs } from './cron.ts'

const at = (iso: string) => Date.parse(iso)
const daysOf = (cron: string, from: string, until: string) =>
  firingsBetween(cron, at(from), at(until)).map(({ businessDate }) => businessDate)

describe('a schedule', () => {
  test.each(['10 0 * * *', '0 9 * * 1', '30 4 1 * *', '0 0 29 2 *'])('%s is one', (cron) => {
    expect(() => checkCron('job', cron)).not.toThrow()
  })

  test.each(['', 'never', '10 0 * *', '0 10 0 * * *', '*/15 * * * *', '0 0,12 * * *', '61 0 * * *', '0 0 30 2 *'])(
    '%j is none',
    (cron) => {
      expect(() => checkCron('job', cron)).toThrow()
    },
  )

  test('fires in UTC, whatever the clocks elsewhere do', () => {
    expect(daysOf('30 1 * * *', '2026-10-24T02:00:00Z', '2026-10-27T02:00:00Z')).toEqual([
      '2026-10-25',
      '2026-10-26',
      '2026-10-27',
    ])
    expect(lastFiring('10 0 * * *', at('2026-03-29T05:00:00Z'))?.dueAtMs).toBe(at('2026-03-29T00:10:00Z'))
  })

  test('fires on the 29th of February and on Mondays of week 53', () => {
    expect(daysOf('0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-12-31T00:00:00Z')).toEqual(['2028-02-29'])
    expect(daysOf('0 9 * * 1', '2026-12-27T00:00:00Z', '2027-01-05T00:00:00Z')).toEqual(['2026-12-28', '2027-01-04'])
  })

  test('fires at its very moment, which is part of what is up to it and not of what is after it', () => {
    const due = at('2026-11-22T00:10:00Z')
    expect(firingsBetween('10 0 * * *', due - 1, due)).toEqual([{ businessDate: '2026-11-22', dueAtMs: due }])
    expect(firingsBetween('10 0 * * *', due, due + 1)).toEqual([])
    expect(lastFiring('10 0 * * *', due)?.dueAtMs).toBe(due)
    expect(lastFiring('10 0 * * *', due + 999)?.dueAtMs).toBe(due)
    expect(lastFiring('10 0 * * *', due - 1)?.businessDate).toBe('2026-11-21')
    expect(nextFiringMs('10 0 * * *', due)).toBe(due + 86_400_000)
    expect(nextFiringMs('10 0 * * *', due - 1)).toBe(due)
  })

  test('has a firing of a day, or none', () => {
    expect(firingOn('10 0 * * *', '2026-11-22')?.dueAtMs).toBe(at('2026-11-22T00:10:00Z'))
    expect(firingOn('0 0 * * *', '2026-11-22')?.dueAtMs).toBe(at('2026-11-22T00:00:00Z'))
    expect(firingOn('0 9 * * 1', '2026-11-22')).toBeUndefined()
  })

  test('that was not looked at for years gives its latest thousand days', () => {
    expect(firingsBetween('10 0 * * *', 0, at('2026-11-22T12:00:00Z'))).toHaveLength(1_000)
  })
})
