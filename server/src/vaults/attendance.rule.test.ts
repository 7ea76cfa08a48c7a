import { describe, expect, test } from 'vitest'
import { attendedDay, localDateOf } from './attendance.rule.ts'

const at = (iso: string) => Date.parse(iso)
const SEOUL = 'Asia/Seoul'

describe('a day of attendance', () => {
  test('begins at local midnight', () => {
    const last = { localDate: '2026-11-22', zone: SEOUL }
    expect(attendedDay(undefined, SEOUL, at('2026-11-21T14:59:59Z'))).toEqual({ localDate: '2026-11-21', zone: SEOUL })
    expect(attendedDay(last, SEOUL, at('2026-11-22T14:59:59Z'))).toBeUndefined()
    expect(attendedDay(last, SEOUL, at('2026-11-22T15:00:00Z'))).toEqual({ localDate: '2026-11-23', zone: SEOUL })
  })

  test('counts once, also where the clock was set back', () => {
    const last = { localDate: '2026-11-22', zone: SEOUL }
    expect(attendedDay(last, SEOUL, at('2026-11-22T03:00:00Z'))).toBeUndefined()
    expect(attendedDay(last, SEOUL, at('2026-11-20T03:00:00Z'))).toBeUndefined()
  })

  test('is not won by changing the zone, to the east or to the west and back', () => {
    const last = { localDate: '2026-11-22', zone: SEOUL }
    const evening = at('2026-11-22T11:00:00Z')
    expect(localDateOf(evening, 'Pacific/Kiritimati')).toBe('2026-11-23')
    expect(attendedDay(last, 'Pacific/Kiritimati', evening)).toBeUndefined()
    expect(attendedDay(last, 'America/New_York', at('2026-11-22T16:00:00Z'))).toBeUndefined()
    const travelled = { localDate: '2026-11-23', zone: 'Pacific/Kiritimati' }
    expect(attendedDay(travelled, SEOUL, at('2026-11-23T11:00:00Z'))).toBeUndefined()
  })

  test('is as long as the clocks make it, by half an hour too', () => {
    const last = { localDate: '2026-10-03', zone: 'Australia/Lord_Howe' }
    // The clocks go on by half an hour on the fourth.
    expect(attendedDay(last, 'Australia/Lord_Howe', at('2026-10-03T13:29:59Z'))).toBeUndefined()
    expect(attendedDay(last, 'Australia/Lord_Howe', at('2026-10-03T13:30:00Z'))?.localDate).toBe('2026-10-04')
    expect(localDateOf(at('2028-02-29T12:00:00Z'), SEOUL)).toBe('2028-02-29')
  })
})
