import type { EventEnvelope } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { sumByMinute } from './minute-sums.ts'

const aPlay = (change: Partial<EventEnvelope>) =>
  ({
    game: 'slot',
    tableVersion: 1,
    occurredAt: '2026-01-02T03:04:05.678Z',
    bet: 10,
    win: 0,
    ...change,
  }) as EventEnvelope

test('plays are summed by game, version of its table, and minute', () => {
  const sums = sumByMinute([
    aPlay({ win: 30 }),
    aPlay({ occurredAt: '2026-01-02T03:04:59.999Z' }),
    aPlay({ occurredAt: '2026-01-02T03:05:00.000Z' }),
    aPlay({ tableVersion: 2 }),
    aPlay({ game: 'dice' }),
    aPlay({ game: null, tableVersion: null, bet: null, win: null }),
  ])
  expect(
    [...sums.values()].map(({ game, tableVersion, minute, plays }) => [game, tableVersion, minute, plays]),
  ).toEqual([
    ['slot', 1, '2026-01-02T03:04Z', 2],
    ['slot', 1, '2026-01-02T03:05Z', 1],
    ['slot', 2, '2026-01-02T03:04Z', 1],
    ['dice', 1, '2026-01-02T03:04Z', 1],
  ])
  expect([...sums.values()][0]).toMatchObject({ hits: 1, bet: 20n, win: 30n, betBet: 200n, betWin: 300n, winWin: 900n })
})

test('the greatest stakes are summed exactly', () => {
  const most = Number.MAX_SAFE_INTEGER
  const [sum] = sumByMinute([aPlay({ bet: most, win: most }), aPlay({ bet: most })]).values()
  expect(sum).toMatchObject({ bet: 2n * BigInt(most), betBet: 2n * BigInt(most) ** 2n, betWin: BigInt(most) ** 2n })
})

test('a play without its stake is none', () => {
  expect(() => sumByMinute([aPlay({ bet: null })])).toThrow(TypeError)
})
