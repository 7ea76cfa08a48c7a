import { expect, test } from 'vitest'
import { rtpRange } from './rtp-range.ts'

test('a game returns between its worst and its best kind of play; kinds without a return are none', () => {
  const kinds = [{ rtpPercent: null }, { rtpPercent: 97.3 }, { rtpPercent: 94.6 }]
  expect(rtpRange(kinds)).toEqual({ lowest: 94.6, highest: 97.3 })
  expect(rtpRange([{ rtpPercent: null }])).toBeNull()
})
