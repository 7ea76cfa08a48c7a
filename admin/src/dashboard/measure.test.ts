import { describe, expect, test } from 'vitest'
import { minutePoints, type Slot, totalOf, verdictOn } from './measure.ts'

const slot = (changes: Partial<Slot> = {}): Slot => ({
  tableVersion: 1,
  exactRtpPercent: 95,
  exactHitRatePercent: 40,
  spins: 5_000,
  totalBet: 500_000,
  totalWin: 470_000,
  measuredRtpPercent: 94,
  rtpLowPercent: 91,
  rtpHighPercent: 97,
  measuredHitRatePercent: 41,
  ...changes,
})

describe('the minutes of the chart', () => {
  const minutes = [{ minute: '2026-03-01T10:00:00.000Z', spins: 4, bet: 200, win: 150 }]

  test('end with the server’s minute and leave no gap', () => {
    const points = minutePoints(minutes, '2026-03-01T10:02:31.000Z', 4)
    expect(points.map((point) => point.minute.slice(11, 16))).toEqual(['09:59', '10:00', '10:01', '10:02'])
    expect(points.map((point) => point.spins)).toEqual([0, 4, 0, 0])
  })

  test('have no return where nothing was staked', () => {
    expect(minutePoints(minutes, '2026-03-01T10:00:01.000Z', 2).map((point) => point.rtpPercent)).toEqual([null, 75])
    expect(totalOf([])).toEqual({ spins: 0, rtpPercent: null })
    expect(totalOf(minutes)).toEqual({ spins: 4, rtpPercent: 75 })
  })
})

describe('the verdict on the measured return', () => {
  test('is withheld without spins and with few of them', () => {
    expect(verdictOn(slot({ measuredRtpPercent: null, rtpLowPercent: null, rtpHighPercent: null }))).toBe('noSpins')
    expect(verdictOn(slot({ spins: 999 }))).toBe('tooFew')
  })

  test('says whether the exact return lies in the interval', () => {
    expect(verdictOn(slot())).toBe('within')
    expect(verdictOn(slot({ rtpHighPercent: 94.9 }))).toBe('outside')
  })
})
