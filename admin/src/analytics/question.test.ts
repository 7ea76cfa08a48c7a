import { ANALYTICS_REPORTS } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { addressWith, isWrong, queryOf, questionOf } from './question.ts'

const NOW_MS = Date.parse('2026-03-01T15:00:00Z')
const asked = (address: string) => questionOf(new URLSearchParams(address), NOW_MS)

describe('the question of an address', () => {
  test('is of the last thirty days of the club’s zone where it has none of its own', () => {
    expect(asked('')).toMatchObject({ report: 'retention', from: '2026-02-01', until: '2026-03-02', by: 'week' })
    expect(asked('report=spend').by).toBe('day')
    expect(asked('report=nonsense').report).toBe('retention')
  })

  test('asks the server only what the report can be asked', () => {
    const address = 'from=2026-01-01&until=2026-01-31&by=month&rank=VIP&segment=value:WHALE&variant=button:large'
    expect([...(queryOf(asked(`report=spend&${address}`)) ?? []).keys()].sort()).toEqual(
      ['by', 'from', 'rank', 'segment', 'until', 'variant'].sort(),
    )
    expect(queryOf(asked(`report=funnel&${address}`))?.has('by')).toBe(false)
    expect(queryOf(asked(`report=features&${address}`))?.toString()).toBe('from=2026-01-01&until=2026-01-31')
  })

  test('can be asked of every report as it is first', () => {
    for (const report of ANALYTICS_REPORTS) expect([report, queryOf(asked(`report=${report}`))]).not.toContain(null)
  })

  test.each(['from=2026-02-02&until=2026-02-01', 'from=2020-01-01', 'from=', 'by=hour', 'rank=KING', 'variant=large'])(
    'is not asked with %s',
    (address) => {
      expect(queryOf(asked(`report=spend&${address}`))).toBeNull()
    },
  )

  test('says which field is wrong', () => {
    expect(isWrong(asked('variant=large'), 'variant')).toBe(true)
    expect(isWrong(asked('variant=large'), 'segment')).toBe(false)
    expect(isWrong(asked('variant=button:large'), 'variant')).toBe(false)
  })
})

describe('a change of the address', () => {
  test('of one day keeps the other', () => {
    const next = addressWith(new URLSearchParams('report=spend'), asked('report=spend'), { from: '2026-02-10' })
    expect(next.toString()).toBe('report=spend&from=2026-02-10&until=2026-03-02')
  })

  test('leaves out what is asked no more, but no day that was emptied', () => {
    const before = 'report=spend&rank=VIP'
    expect(addressWith(new URLSearchParams(before), asked(before), { rank: '' }).toString()).toBe('report=spend')
    expect(addressWith(new URLSearchParams(before), asked(before), { until: '' }).get('until')).toBe('')
  })
})
