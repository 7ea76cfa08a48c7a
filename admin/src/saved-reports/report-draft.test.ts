import type { SavedReport } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { addressOfReport, draftOfAddress, draftOfReport, readReport } from './report-draft.ts'

const NOON = Date.parse('2026-03-15T12:00:00Z')
const opened = (address: string) => draftOfAddress(new URLSearchParams(address), NOON)

describe('the form of a saved report', () => {
  test('begins with what the address asks, and moves on where that has no days', () => {
    const moving = opened('report=spend&by=month&rank=VIP')
    expect(moving).toMatchObject({ report: 'spend', moves: true, lastDays: '30', by: 'month', rank: 'VIP' })
    expect(readReport({ ...moving, name: ' Months ' }).body).toEqual({
      ...{ name: 'Months', description: '', shared: false, report: 'spend' },
      ask: { period: { lastDays: 30 }, by: 'month', rank: 'VIP' },
    })
    const fixed = opened('report=funnel&from=2026-01-01&until=2026-01-31')
    expect(readReport({ ...fixed, name: 'January' }).body?.ask).toEqual({
      period: { from: '2026-01-01', until: '2026-01-31' },
    })
  })

  test('leaves out what a report cannot be asked', () => {
    const { body } = readReport({ ...opened('report=spend&rank=VIP'), name: 'Used', report: 'features' })
    expect(body?.ask).toEqual({ period: { lastDays: 30 } })
  })

  test('comes back from what was saved', () => {
    const body = readReport({ ...opened('report=retention&segment=lifecycle:NEW'), name: 'New ones' }).body
    if (body === null) throw new Error('it can be read')
    const saved: SavedReport = {
      ...{ id: 1, madeBy: 'a', madeAt: '', changedBy: 'a', changedAt: '', revision: 1 },
      ...body,
    }
    expect(readReport(draftOfReport(saved, NOON)).body).toEqual(body)
  })

  test.each([
    [{ name: ' ' }, 'name'],
    [{ description: 'x'.repeat(501) }, 'description'],
    [{ lastDays: '0' }, 'lastDays'],
    [{ lastDays: '1.5' }, 'lastDays'],
    [{ moves: false, from: '2026-02-30' }, 'from'],
    [{ moves: false, from: '2026-03-01', until: '2026-02-01' }, 'ask'],
    [{ segment: 'nothing' }, 'ask'],
  ])('says what is wrong: %j', (change, field) => {
    const read = readReport({ ...opened('report=spend'), name: 'A name', ...change })
    expect([read.body, [...read.wrong]]).toEqual([null, [field]])
  })
})

test('a saved report is opened by its address', () => {
  expect(addressOfReport('spend', { from: '2026-01-01', until: '2026-01-31', segment: 'lifecycle:NEW' })).toBe(
    '/analytics?report=spend&from=2026-01-01&until=2026-01-31&segment=lifecycle%3ANEW',
  )
})
