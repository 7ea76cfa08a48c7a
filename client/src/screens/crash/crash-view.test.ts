import type { CrashRoomState } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { showCrash, times } from './crash-view.ts'

const seat = (bet: number) => ({ nickname: `p${bet}`, bet, cashedOutAt: 0, win: 0 })
const STATE = {
  phase: 'flying',
  roundId: 7,
  last: [120, 100],
  seats: new Map([
    ...Array.from({ length: 20 }, (_, index) => [`${index}`, seat(100 + index)] as const),
    ['99', seat(1)],
  ]),
} as unknown as CrashRoomState

test('one’s own bet is shown first, then the highest, and everybody is counted', () => {
  const shown = showCrash(STATE, 99)
  expect(shown.players).toBe(21)
  expect(shown.seats.slice(0, 3).map(({ bet, own }) => [bet, own])).toEqual([
    [1, true],
    [119, false],
    [118, false],
  ])
  expect(shown.seats).toHaveLength(12)
  expect(shown.own).toMatchObject({ bet: 1 })
  expect(showCrash(STATE, 1_000).own).toBeNull()
})

test('hundredths are read with two places', () => {
  expect([100, 101, 250, 100_000].map(times)).toEqual(['1.00', '1.01', '2.50', '1000.00'])
})
